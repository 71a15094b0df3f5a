import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../core/directory.js';
import type { ProvinceCode, UnitCode } from '../../core/ids.js';
import type { Results } from '../../core/results/results.js';
import type { Seat } from '../../core/seat.js';
import { noResults, surveyResults } from '../../flows/notices/survey-results.js';
import { seatResults } from '../../handlers/seat-results.js';
import { resultsOf } from '../../handlers/survey-scores.js';
import { commune, otherProvince, province, seatAt } from '../support/cases.js';
import { allForms } from '../support/forms.js';
import { openTestStore, type TestStore } from '../support/store.js';

const directory: Directory = {
  unit: () => undefined,
  provinceName: () => undefined,
  title: ({ name }) => name,
  find: () => [],
};
const [here, neighbour, elsewhere] = ['07351', '07339', '05401'] as const;
const now = Date.UTC(2026, 10, 22);

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
  await fill(opened);
});
afterAll(async () => {
  await opened.remove();
});

const form = allForms().find(({ id }) => id === 'pks06');

/** The best, or the worst, answer to every scale. */
const answers = (good: boolean): string =>
  (form?.questions ?? [])
    .map((question) => {
      if (question.type === 'text') return '';
      if (question.type !== 'scale') return 'b';
      return String.fromCharCode(97 + (good ? question.options.length - 1 : 0));
    })
    .join(';');

/** Campaign, first and last day, day of its end, access, and how many good and bad responses there are in each commune. */
type Asked = readonly [
  string,
  string,
  string,
  string | null,
  string,
  Readonly<Record<string, readonly [number, number]>>,
];
const asked: readonly Asked[] = [
  [
    'now',
    '2026-07-01',
    '2026-09-30',
    '2026-10-01',
    'open',
    { [here]: [30, 10], [neighbour]: [20, 0], [elsewhere]: [0, 50] },
  ],
  ['few', '2025-10-01', '2025-12-31', '2026-01-01', 'one-time-code', { [here]: [2, 0] }],
  // Was to go on until the end of 2026; ended long before.
  ['before', '2026-01-01', '2026-12-31', '2026-04-01', 'open', { [here]: [10, 30], [elsewhere]: [50, 0] }],
  ['not-here', '2026-04-01', '2026-05-31', '2026-06-01', 'open', { [elsewhere]: [50, 0] }],
  ['by-code', '2026-04-01', '2026-05-31', '2026-06-01', 'one-time-code', { [here]: [10, 10] }],
  ['unfinished', '2026-04-01', '2026-05-31', null, 'open', { [here]: [10, 10] }],
];

async function fill({ store }: TestStore): Promise<void> {
  let row = 0;
  await store.write(async (tx) => {
    await tx.province.create({ data: { code: '19', name: 'Thái Nguyên' } });
    await tx.unit.create({ data: { code: elsewhere, provinceCode: '19', name: 'Nơi khác', kind: 'xa' } });
    await tx.formVersion.create({ data: { form: 'pks06', version: 1, definition: JSON.stringify(form) } });
    for (const [id, opensOn, closesOn, finishedOn, access, responses] of asked) {
      await tx.campaign.create({
        data: { id, form: 'pks06', access, opensOn, closesOn, finishedOn, partner: 'Hội LHPN', margin: 0.05 },
      });
      for (const [unitCode, [good, bad]] of Object.entries(responses)) {
        await tx.campaignUnit.create({ data: { campaignId: id, unitCode, population: 1000 } });
        for (let at = 0; at < good + bad; at += 1) {
          row += 1;
          await tx.surveyResponse.create({
            data: { campaignId: id, unitCode, id: `r${row}`, formVersion: 1, answers: answers(at < good) },
          });
        }
      }
    }
    for (let at = 0; at < 6; at += 1)
      await tx.case.create({
        data: {
          ...{ id: `cas_${at}`, code: `PA-${at}`, source: 'survey-comment', status: 'forwarded', text: `Lời ${at}` },
          ...{ unitCode: at < 2 ? here : elsewhere, campaignId: 'now', category: 'van-hoa', bypass: false },
          ...{ level: 'commune', ownerCode: at < 2 ? here : elsewhere, createdAt: 0n, updatedAt: 0n },
        },
      });
  });
}

const seen = async (seat: Seat, wanted?: string) => seatResults(opened.store, directory, seat, wanted, now);
const found = async (seat: Seat, wanted?: string): Promise<Results> => {
  const result = await seen(seat, wanted);
  if (result.type !== 'results') throw new Error(result.type);
  return result.results;
};

describe('seatResults', () => {
  it('shows a province its own communes only, of the campaign before as well', async () => {
    const results = await found(seatAt(province));
    expect(results.units.map(({ unit }) => unit)).toEqual([neighbour, here]);
    expect(results).toMatchObject({ counted: 2, whole: { n: 60, population: 2000, satisfied: { value: 50 / 60 } } });
    expect(results.comments.map(({ count }) => count)).toEqual([2]);
    // In all communes of both campaigns it would have become worse.
    expect(results.before).toMatchObject({ id: 'before', closesOn: '2026-04-01', sameUnits: false });
    expect(results.whole?.change?.value).toBeCloseTo(50 / 60 - 1 / 4, 9);
    const other = await found(seatAt(otherProvince));
    expect(other).toMatchObject({ whole: { n: 50 }, before: { id: 'not-here' } });
    expect(other.comments.map(({ count }) => count)).toEqual([4]);
  });

  it('compares a commune with the latest finished campaign that let people in the same way and asked there', async () => {
    expect((await found(seatAt(commune))).before?.id).toBe('before');
    expect((await found(seatAt(commune), 'before')).before).toBeUndefined();
    expect((await found(seatAt(commune), 'by-code')).before?.id).toBe('few');
  });
});

it('reads for the points of a province what its communes answered', async () => {
  const communes = new Set([here, neighbour] as readonly string[] as readonly UnitCode[]);
  const results = await resultsOf(opened.store, 'now', { level: 'province', code: '24' as ProvinceCode, communes });
  expect(results.map(({ unit, n }) => [unit, n])).toEqual([
    [neighbour, 20],
    [here, 40],
  ]);
});

describe('the notice', () => {
  const text = async (seat: Seat, wanted?: string) => surveyResults(await found(seat, wanted), [], seat).text;

  it('tells of a change of the whole only when the same communes are counted', async () => {
    expect(await text(seatAt(province))).toContain('Không so với đợt trước');
    expect(await text(seatAt(province))).not.toContain('tăng');
    expect(await text(seatAt(commune))).toContain('So với đợt trước: tăng');
    expect(await text(seatAt(otherProvince))).toContain('So với đợt trước: giảm');
  });

  it('ends on the day on which the campaign was ended', async () => {
    expect(await text(seatAt(commune), 'before')).toContain('đến 01/04/2026');
  });

  it('says of whom there are too few', async () => {
    expect(await text(seatAt(commune), 'few')).toContain('\n\nCó dưới 5 lượt trả lời');
    expect(await text(seatAt(province), 'few')).toContain('\n\nXã, phường nào cũng có dưới 5 lượt trả lời');
  });

  it('lists the others when the name is not known', async () => {
    const result = await seen(seatAt(province), 'nwo');
    if (result.type !== 'none') throw new Error(result.type);
    expect(noResults(result.others).text).toMatch(/gõ nhầm.*\/ketqua now/s);
    expect(noResults([]).text).toContain('Chưa có đợt khảo sát nào');
  });
});
