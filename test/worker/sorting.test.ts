import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mayTransfer } from '../../core/access.js';
import type { ChosenLabels, Labels } from '../../core/labels.js';
import { findCase, insertCommentCase } from '../../prisma/store/cases.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
import { openCampaign } from '../support/campaign.js';
import { commune, otherCommune, province } from '../support/cases.js';
import { unitCode } from '../support/directory.js';
import { openUnderstanding, understandAs } from '../support/understand.js';
import { cards, openRig, report, seat, waiting, type Rig } from './rig.js';

const accusing: Partial<Labels> = { category: 'can-bo', kind: 'to-cao', aboutOfficial: true, bypass: true };
const unsure: Partial<Labels> = { category: 'dat-dai', confidence: 0.3, abstained: true };

describe('what the citizen chose, beside what the machine understood', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.close());

  const stored = (id: string) =>
    rig.store.db.case.findUniqueOrThrow({ where: { id }, include: { events: { orderBy: { id: 'asc' } } } });
  const sort = async (understood: Partial<Labels>): Promise<void> => {
    const worker = await rig.start({ understand: understandAs(understood) });
    await expect.poll(() => waiting(rig.store), { timeout: 15_000 }).toBe(0);
    await worker.stop();
  };
  const sent = async () => (await cards(rig.store)).map((card) => card.seat);

  it.each<[string, Partial<Labels>, ChosenLabels, object]>([
    [
      'the category is his, urgency the machine’s',
      { ...unsure, urgent: true },
      { category: 'boi-thuong' },
      { category: 'boi-thuong', kind: 'phan-anh', labelledBy: 'citizen', urgent: true, level: 'commune' },
    ],
    [
      'what is sent as tố cáo goes past the commune',
      { kind: 'to-cao', bypass: false },
      { kind: 'to-cao' },
      { kind: 'to-cao', category: 'giao-thong', bypass: true, level: 'province', labelledBy: 'citizen' },
    ],
    [
      'a tố cáo sent as phản ánh still never reaches the one it is about',
      accusing,
      { kind: 'phan-anh' },
      { kind: 'phan-anh', bypass: true, aboutOfficial: true, level: 'province' },
    ],
    [
      'a khiếu nại goes to its commune',
      { kind: 'khieu-nai' },
      { kind: 'khieu-nai' },
      { kind: 'khieu-nai', level: 'commune', labelledBy: 'citizen' },
    ],
    [
      'what he could not tell either goes to the desk, the kind as he chose',
      { ...unsure, kind: 'khieu-nai' },
      { kind: 'khieu-nai', category: 'unknown' },
      { kind: 'khieu-nai', category: 'dat-dai', labelledBy: 'nobody', level: 'province' },
    ],
    [
      'what is dangerous goes to the commune, which is near, whatever it is about',
      { ...unsure, urgent: true },
      { category: 'unknown' },
      { labelledBy: 'nobody', urgent: true, level: 'commune' },
    ],
  ])('%s', async (_name, understood, chosen, expected) => {
    const seats = { commune: await seat(rig.store, commune), province: await seat(rig.store, province, 'dieu-phoi') };
    const id = await report(rig.store, 'Văn bản nào cũng được.', { chosen });
    await sort(understood);
    const found = await stored(id);
    expect(found).toMatchObject(expected);
    expect(await sent()).toEqual([found.level === 'commune' ? seats.commune : seats.province]);
  });

  it('is sorted once, also when the job comes again with another machine', async () => {
    await seat(rig.store, commune);
    const id = await report(rig.store, 'Văn bản nào cũng được.', { chosen: { category: 'dat-dai' } });
    await sort({});
    const before = await stored(id);
    await rig.store.write((tx) =>
      addToOutbox(tx, rig.store.seal, [{ queue: 'categorize', payload: { type: 'categorize', case: id } }], Date.now()),
    );
    await sort({ category: 'an-ninh', urgent: true });
    expect(await stored(id)).toEqual(before);
    expect(before.events[0]?.detail).toBe('giao-thong 0.90 chosen dat-dai');
  });

  it('a report that nobody could sort is named and handed on by the province’s desk', async () => {
    await seat(rig.store, commune);
    const desk = await seat(rig.store, province, 'dieu-phoi');
    const id = await report(rig.store, 'Văn bản nào cũng được.');
    await sort(unsure);
    expect(await stored(id)).toMatchObject({ level: 'province', unitCode: '07351', bypass: false, confidence: 0.3 });
    expect(await sent()).toEqual([desk]);
    const subject = await findCase(rig.store.db, rig.store.seal, { id });
    expect(subject).toMatchObject({ unsorted: true, kind: 'phan-anh' });
    // A guess of which the machine itself is not sure is shown to nobody.
    expect(subject).not.toHaveProperty('category');
  });

  it('a report that names the chairman of another commune goes to its own, which cannot hand it to him', async () => {
    await seat(rig.store, commune);
    const text = 'Chủ tịch xã Tân Yên hách dịch với dân';
    const [here, there] = [await report(rig.store, text), await report(rig.store, text, { unit: '07339' })];
    const worker = await rig.start({ understand: await openUnderstanding() });
    await expect.poll(() => waiting(rig.store), { timeout: 15_000 }).toBe(0);
    await worker.stop();
    expect(await stored(here)).toMatchObject({ level: 'commune', bypass: false, namesElsewhere: true });
    expect(await stored(there)).toMatchObject({ level: 'province', bypass: true, namesElsewhere: false });
    const subject = await findCase(rig.store.db, rig.store.seal, { id: here });
    expect(subject !== undefined && mayTransfer(subject, otherCommune)).toBe(false);
  });

  it('a report that its writer keeps from the commune goes past it, whatever the machine makes of it', async () => {
    const official = await seat(rig.store, commune);
    const desk = await seat(rig.store, province, 'dieu-phoi');
    const id = await report(rig.store, 'Văn bản nào cũng được.', { pastCommune: true });
    await sort({ bypass: false, bypassInDoubt: true });
    expect(await stored(id)).toMatchObject({ level: 'province', bypass: true });
    expect(await sent()).toEqual([desk]);
    expect(await sent()).not.toContain(official);
  });

  it('stays with the commune where the province has no desk', async () => {
    const official = await seat(rig.store, commune);
    const id = await report(rig.store, 'Văn bản nào cũng được.');
    await sort(unsure);
    expect(await stored(id)).toMatchObject({ level: 'commune', ownerCode: '07351', labelledBy: 'nobody' });
    expect(await sent()).toEqual([official]);
  });

  it.each([
    ['is read by its commune, sorted or not', false, 'commune'],
    ['that was to go past the commune from the start does so, whatever the machine makes of it', true, 'province'],
  ] as const)('a survey’s comment %s', async (_what, bypass, level) => {
    const official = await seat(rig.store, commune);
    const desk = await seat(rig.store, province, 'dieu-phoi');
    await rig.store.write(async (tx) => {
      const comment = {
        id: 'cas_comment',
        code: 'PA-7K3F-Q2',
        text: 'Cũng được.',
        unit: unitCode('07351'),
        campaign: openCampaign().id,
        bypass,
      } as const;
      await insertCommentCase(tx, comment, Date.now());
      const payload = { type: 'categorize', case: comment.id } as const;
      await addToOutbox(tx, rig.store.seal, [{ queue: 'categorize', payload }], Date.now());
    });
    await sort(unsure);
    expect(await stored('cas_comment')).toMatchObject({ level, labelledBy: 'nobody', bypass });
    expect(await sent()).toEqual([bypass ? desk : official]);
  });
});
