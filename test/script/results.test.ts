import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readSheets from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../core/results/results.js';
import type { SurveyForm } from '../../core/survey-form.js';
import { campaignResults, type ResultsWanted } from '../../handlers/campaign-results.js';
import { toCsv } from '../../script/results/to-csv.js';
import { runCommand } from '../support/command.js';
import { unitCode } from '../support/directory.js';
import { allForms } from '../support/forms.js';
import { province } from '../support/cases.js';
import { openTestStore, type TestStore } from '../support/store.js';

const [ngocThien, tanYen, nhaNam] = ['07351', '07339', '07306'].map(unitCode) as [
  ReturnType<typeof unitCode>,
  ReturnType<typeof unitCode>,
  ReturnType<typeof unitCode>,
];

let opened: TestStore;
let out: string;
beforeAll(async () => {
  opened = await openTestStore();
  out = await mkdtemp(path.join(tmpdir(), 'lang-nghe-results-'));
  await fill(opened);
});
afterAll(async () => {
  await opened.remove();
  await rm(out, { recursive: true });
});

/** PKS06 as it is, and a second version whose text of one question is another. */
const form = (version: number): SurveyForm => {
  const found = allForms().find(({ id }) => id === 'pks06');
  if (found === undefined) throw new Error('there is no PKS06');
  const questions = found.questions.map((question) =>
    version === 2 && question.id === 'tru-so' ? { ...question, text: 'Trụ sở sạch hay bẩn (mới)?' } : question,
  );
  return { ...found, version, questions };
};

/** The best, or the worst, answer to every scale. */
const answers = (good: boolean): string =>
  form(1)
    .questions.map((question) => {
      if (question.type === 'text') return '';
      if (question.type !== 'scale') return 'b';
      return String.fromCharCode(97 + (good ? question.options.length - 1 : 0));
    })
    .join(';');

async function fill({ store }: TestStore): Promise<void> {
  let row = 0;
  const campaigns = [
    { id: 'pks06-2025', opensOn: '2025-07-01', closesOn: '2025-09-30' },
    { id: 'pks06-2026', opensOn: '2026-07-01', closesOn: '2026-09-30' },
  ];
  const responses: readonly (readonly [string, string, number, number, number])[] = [
    // campaign, unit, version, good, bad
    ['pks06-2025', ngocThien, 1, 20, 20],
    ['pks06-2026', ngocThien, 1, 10, 0],
    ['pks06-2026', ngocThien, 2, 40, 2],
    ['pks06-2026', tanYen, 2, 30, 30],
    ['pks06-2026', nhaNam, 2, 4, 0],
  ];
  await store.write(async (tx) => {
    for (const campaign of campaigns)
      await tx.campaign.create({
        data: {
          ...campaign,
          form: 'pks06',
          access: 'open',
          partner: 'Hội LHPN',
          margin: 0.05,
          finishedOn: campaign.closesOn,
        },
      });
    await tx.campaign.create({
      data: {
        ...{ id: 'pks03-2026', form: 'pks03', access: 'open', partner: 'Hội Nông dân', margin: 0.05 },
        ...{ opensOn: '2026-04-01', closesOn: '2026-06-30', finishedOn: '2026-07-01' },
      },
    });
    await tx.campaign.create({
      data: {
        ...{ id: 'pks06-running', form: 'pks06', access: 'open', partner: 'Hội LHPN', margin: 0.05 },
        ...{ opensOn: '2026-01-01', closesOn: '2026-03-31' },
      },
    });
    for (const [unit, population] of [
      [ngocThien, 9629],
      [tanYen, 60],
      [nhaNam, null],
    ] as const)
      await tx.campaignUnit.create({ data: { campaignId: 'pks06-2026', unitCode: unit, population } });
    for (const version of [1, 2])
      await tx.formVersion.create({ data: { form: 'pks06', version, definition: JSON.stringify(form(version)) } });
    for (const [campaignId, unit, formVersion, good, bad] of responses)
      for (let at = 0; at < good + bad; at += 1) {
        row += 1;
        await tx.surveyResponse.create({
          data: { campaignId, unitCode: unit, id: `r${row}`, formVersion, answers: answers(at < good) },
        });
      }
    await tx.campaignCount.create({
      data: { campaignId: 'pks06-2026', unitCode: ngocThien, kind: 'minutes', key: '1', count: 25 },
    });
    for (let at = 0; at < 7; at += 1)
      await tx.case.create({
        data: {
          ...{ id: `cas_${at}`, code: `PA-${at}`, source: 'survey-comment', status: 'forwarded', unitCode: ngocThien },
          ...{ text: `=Góp ý số ${at}, gọi 0912345678`, campaignId: 'pks06-2026', category: 'van-hoa' },
          ...{ level: at < 5 ? 'commune' : 'province', ownerCode: at < 5 ? ngocThien : '24', bypass: at >= 5 },
          ...{ createdAt: 0n, updatedAt: 0n },
        },
      });
  });
}

const results = async (wanted: ResultsWanted): Promise<Results> => {
  const found = await campaignResults(opened.store, undefined, wanted);
  if (found.type !== 'found') throw new Error(found.type);
  return found.results;
};

describe('campaignResults', () => {
  it('counts by commune, whatever the version, and compares with the campaign before', async () => {
    const found = await results({ campaign: 'pks06-2026' });
    expect(found.before).toMatchObject({ id: 'pks06-2025', sameUnits: false });
    expect(found.versions).toEqual([2, 1]);
    expect(found.units.map((one) => [one.unit, one.type === 'shown' ? one.figures.n : one.type])).toEqual([
      ['07306', 'suppressed'],
      ['07339', 60],
      ['07351', 52],
    ]);
    expect(found).toMatchObject({ counted: 2, leftOut: 1, whole: { n: 112, population: 9689 } });
    const shown = found.units[2];
    if (shown?.type !== 'shown') throw new Error('not shown');
    expect(shown.figures).toMatchObject({ target: 385 });
    expect(shown.figures.satisfied?.value).toBeCloseTo(50 / 52, 9);
    expect(shown.figures.warnings.map(({ type }) => type)).toEqual([
      ...['under-target', 'self-selected', 'burst', 'straight-lining', 'several-versions'],
    ]);
    // One question was worded otherwise: that one is not compared, nor is the mean over all.
    expect(shown.figures.change).toBeUndefined();
    const changed = (id: string) => shown.figures.questions.find((one) => one.id === id)?.change;
    expect(changed('tru-so')).toBeUndefined();
    expect(changed('hai-long')).toMatchObject({ isClear: true });
  });

  it('shows of comments what the reader may see', async () => {
    const count = async (wanted: Omit<ResultsWanted, 'campaign'>) =>
      (await results({ campaign: 'pks06-2026', ...wanted })).comments.map((group) => group.count);
    expect(await count({})).toEqual([7]);
    expect(await count({ unit: ngocThien })).toEqual([5]);
    expect(await count({ unit: ngocThien, reader: province })).toEqual([7]);
    expect(await count({ unit: tanYen })).toEqual([]);
  });

  it('says what stands in the way', async () => {
    const { store } = opened;
    const type = async (wanted: ResultsWanted) => (await campaignResults(store, undefined, wanted)).type;
    expect(await type({ campaign: 'pks09' })).toBe('no-such-campaign');
    expect(await type({ campaign: 'pks06-2026', before: 'pks09' })).toBe('no-such-campaign');
    expect(await type({ campaign: 'pks06-2026', before: 'pks03-2026' })).toBe('other-form');
    expect(await type({ campaign: 'pks06-2026', before: 'pks06-running' })).toBe('not-finished');
    expect(await type({ campaign: 'pks06-2026', unit: unitCode('00001') })).toBe('not-asked-there');
    expect(await type({ campaign: 'pks03-2026' })).toBe('no-such-version');
  });
});

// Each command starts a process of its own, on a machine that may be busy.
describe('npm run results', { timeout: 90_000 }, () => {
  const run = (...command: readonly string[]) => runCommand(opened, 'results', ...command);

  it('prints a table of a hundred columns', async () => {
    const { code, printed, errors } = await run('--campaign', 'pks06-2026');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(Math.max(...printed.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(printed).toContain('Số phiếu: 112\n');
    expect(printed).toMatch(/07306 xã Nhã Nam +dưới 5 phiếu/);
    expect(printed).toMatch(/07351 xã Ngọc Thiện +52\/385 +96,2 % \(\d\d,\d – \d\d,\d %\)/);
    expect(printed).toContain('– =Góp ý số 0, gọi [số điện thoại]');
    expect((await run('--campaign', 'pks06-2026', '--unit', '07306')).printed).toContain('xã Nhã Nam: dưới 5 phiếu');
  });

  it('writes CSV, JSON and a workbook', async () => {
    const csv = await run('--campaign', 'pks06-2026', '--unit', '07351', '--format', 'csv');
    expect(csv.printed.startsWith('\uFEFFMã đơn vị,Đơn vị,')).toBe(true);
    expect(csv.printed).toContain('07351,xã Ngọc Thiện,,,tỷ lệ hài lòng của cả phiếu,,,52,,,"96,2 %"');
    expect(csv.printed).toMatch(
      /^07351,xã Ngọc Thiện,,,số phiếu,,52(,){11}52,9629,385,"0,5 %","?Chưa đủ phiếu: có 52, cần 385\./m,
    );
    expect(csv.printed).toMatch(/,"điểm trung bình của câu, từ 1 đến 5",,,52,0,0,"4,8",/);
    const all = await run('--campaign', 'pks06-2026', '--format', 'csv');
    expect(all.printed).toMatch(/^07306,xã Nhã Nam,,,số phiếu(,)+dưới 5 phiếu,,,,\r$/m);
    expect(all.printed).toMatch(/^,Tất cả đơn vị,,,số phiếu,,112,/m);
    const json = await run('--campaign', 'pks06-2026', '--format', 'json');
    expect(JSON.parse(json.printed)).toMatchObject({ counted: 2, whole: { n: 112 } });
    const file = path.join(out, 'results.xlsx');
    expect(await run('--campaign', 'pks06-2026', '--format', 'xlsx', '--out', file)).toMatchObject({ code: 0 });
    const sheets = await readSheets(file);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Tóm tắt', 'Câu hỏi', 'Đơn vị', 'Góp ý', 'Nguồn số liệu']);
    expect(sheets[1]?.data.some((row) => row[4] === 'điểm trung bình của câu, từ 1 đến 5')).toBe(true);
    expect(sheets[2]?.data[1]?.slice(0, 3)).toEqual(['07306', 'xã Nhã Nam', 'dưới 5']);
    expect(sheets[3]?.data[1]).toEqual(['Văn hóa, thể thao', 7, '=Góp ý số 0, gọi [số điện thoại]']);
    const table = path.join(out, 'results.txt');
    await run('--campaign', 'pks06-2026', '--out', table);
    expect(await readFile(table, 'utf8')).toContain('Số phiếu: 112\n');
  });

  it('says what is wrong, and how it is called', async () => {
    expect(await run('--campaign', 'pks09')).toEqual({
      code: 1,
      printed: '',
      errors: 'there is no campaign pks09: pks06-2026, pks03-2026, pks06-running, pks06-2025\n',
    });
    for (const command of [
      [],
      ['--campaign', 'x', '--unit', '1'],
      ['--campaign', 'x', '--format', 'pdf'],
      ['--of', 'x'],
    ])
      expect(await run(...command)).toMatchObject({
        code: 2,
        errors: expect.stringContaining('usage: npm run results') as string,
      });
  });
});

describe('toCsv', () => {
  it('quotes what must be, and lets nothing be worked out as a formula', () => {
    const rows = [['=1+1', '+x', '@x', '-x', 'a;b', 'a"b', 'a\nb', { percent: -0.125 }, 1.25, undefined]];
    expect(toCsv({ name: '', headings: rows[0]?.map(() => 'x') ?? [], rows })).toBe(
      `\uFEFFx,x,x,x,x,x,x,x,x,x\r\n'=1+1,'+x,'@x,'-x,"a;b","a""b","a\nb","-12,5 %","1,3",\r\n`,
    );
  });
});
