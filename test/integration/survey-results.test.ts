import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertCampaign } from '../../prisma/store/campaigns.js';
import { finishCampaign } from '../../prisma/store/finish-campaign.js';
import { vietnamDay } from '../../core/vietnam-time.js';
import { answerSurvey } from '../support/answer-survey.js';
import { openCampaign } from '../support/campaign.js';
import { commune, otherCommune } from '../support/cases.js';
import { unitCode } from '../support/directory.js';
import { startProgram, type Program } from '../support/program.js';
import { ask } from './report.js';

const today = vietnamDay(Date.now());
const campaign = openCampaign('pks05', { opensOn: today, closesOn: today });

describe('an official who asks for results', () => {
  let program: Program;
  beforeEach(async () => {
    program = await startProgram();
    await program.store.write((tx) =>
      insertCampaign(tx, { campaign, units: [{ code: unitCode('07351'), population: 9629 }] }, '', today),
    );
  });
  afterEach(() => program.stop());

  const finish = () => program.store.write((tx) => finishCampaign(tx, campaign, '', today, Date.now()));
  const citizens = async (count: number) => {
    for (let at = 0; at < count; at += 1) await answerSurvey(await program.citizen(), '/boqua');
  };

  it('hears how far it has come while it runs, and figures with a chart when it is over; others nothing of it', async () => {
    const official = await program.official(commune);
    await citizens(5);
    expect(await ask(official, '/ketqua')).toContain('Đã có 5/385 lượt cần có');
    await finish();
    const told = await ask(official, '/ketqua');
    expect(told).toContain('5/385 lượt cần có');
    expect(told).toMatch(/Mức hài lòng chung: \d+,\d %/);
    expect(told).toContain('chưa phải văn bản chính thức');
    const last = await program.store.db.webMessage.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(program.store.seal.open(`web ${last.chatId}`, last.body)).toMatchObject({
      picture: { png: expect.stringMatching(/^iVBOR/) as unknown },
    });
    const stranger = await program.official(otherCommune);
    expect(await ask(stranger, `/ketqua ${campaign.id}`)).toContain('Chưa có đợt khảo sát nào đã kết thúc');
    const citizen = await program.citizen();
    expect(await ask(citizen, `/ketqua ${campaign.id}`)).not.toContain('Mức hài lòng');
  });

  it('is shown nothing of fewer than five', async () => {
    const official = await program.official(commune);
    await citizens(4);
    await finish();
    const told = await ask(official, 'kết quả');
    expect(told).toContain('dưới 5 lượt');
    expect(told).not.toMatch(/%/);
  });
});
