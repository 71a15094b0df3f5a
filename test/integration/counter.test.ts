import { afterEach, beforeEach, expect, it } from 'vitest';
import { vietnamDay } from '../../core/vietnam-time.js';
import { counterAddress } from '../../handlers/counter-screen.js';
import { insertCampaign, pauseCampaign } from '../../prisma/store/campaigns.js';
import { openCampaign } from '../support/campaign.js';
import { unitCode } from '../support/directory.js';
import { startProgram, type Program } from '../support/program.js';

const here = unitCode('07351');
const today = vietnamDay(Date.now());
const campaign = openCampaign('pks05', { access: 'counter-code', opensOn: today, closesOn: today });

let program: Program;
beforeEach(async () => {
  program = await startProgram();
  await program.store.write((tx) => insertCampaign(tx, { campaign, units: [{ code: here }] }, '', today));
});
afterEach(() => program.stop());

const screen = async (key = counterAddress(program.store.seal, campaign.id, here)) => {
  const response = await fetch(`${program.url}/quay/${key}`);
  return { status: response.status, page: await response.text() };
};

it('the screen at the counter shows the code with which a visitor answers', async () => {
  const { status, page } = await screen();
  expect(status).toBe(200);
  const code = /<p class="code">([^<]+)<\/p>/.exec(page)?.[1] ?? '';
  expect(code).toMatch(/^[2-9A-Z]{3}-[2-9A-Z]{3}$/);

  const visitor = await program.citizen();
  await visitor.starts('07351-pks05');
  expect((await visitor.next()).text).toContain('Xin gõ mã phiếu');
  await visitor.says('K7M-2QX');
  expect((await visitor.next()).text).toContain('Mã này không đúng');
  await visitor.says(code.toLowerCase());
  expect((await visitor.next()).text).toContain('Phiếu có 10 câu');

  const scanner = await program.citizen();
  await scanner.starts(`07351-pks05-${code.replace('-', '').toLowerCase()}`);
  expect((await scanner.next()).text).toContain('Phiếu có 10 câu');
});

it('says so while the campaign rests, and nothing to who guesses', async () => {
  await program.store.write((tx) => pauseCampaign(tx, campaign.id, true, 'mưa lũ', today));
  expect((await screen()).page).not.toContain('class="code"');
  const guessed = await screen(`${campaign.id}_${here}_${'A'.repeat(22)}`);
  expect(guessed.page).not.toContain('Ngọc Thiện');
});
