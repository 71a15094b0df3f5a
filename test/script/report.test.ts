import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignId } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Report } from '../../core/report.js';
import { parsePeriodName, periodOf, reportSettings, startOf, type ReportSettings } from '../../core/report/period.js';
import { addDialogue } from '../../prisma/store/dialogues.js';
import { insertCampaign } from '../../prisma/store/campaigns.js';
import { replaceScores } from '../../prisma/store/criteria.js';
import { readYaml } from '../../runtime/read-data.js';
import { writeDocument } from '../../script/report/document/document.js';
import { gatherReport } from '../../script/report/gather.js';
import { reportSheets } from '../../script/report/workbook/sheets.js';
import { readTables, writeTables } from '../../script/tables/workbook.js';
import { commune, otherCommune, province } from '../support/cases.js';
import { unitCode } from '../support/directory.js';
import { allForms } from '../support/forms.js';
import { openTestStore, type TestStore } from '../support/store.js';
import { textOfDocument, unzip } from '../support/unzip.js';

let world: TestStore;
let settings: ReportSettings;
beforeAll(async () => {
  world = await openTestStore();
  settings = await readYaml('reports.yaml', reportSettings);
  await fill();
});
afterAll(() => world.remove());

const hour = 3_600_000;
const secret = 'chữ riêng của người dân';
const now = startOf('2026-11-20');
let cases = 0;

type Told = readonly (readonly [type: string, hoursAfter: number])[];
type Columns = {
  readonly owner?: Jurisdiction;
  readonly bypass?: boolean;
  readonly urgent?: boolean;
  readonly nobody?: true;
  readonly source?: 'report' | 'survey-comment';
};

async function put(
  day: string,
  category: string,
  told: Told,
  { owner = commune, bypass, urgent, nobody, source = 'report' }: Columns = {},
) {
  cases += 1;
  const id = `cas_${cases}`;
  const at = startOf(day);
  await world.store.write(async (tx) => {
    await tx.case.create({
      data: {
        ...{ id, code: `PA-${cases}`, source, text: secret, answer: secret, unitCode: '07351' },
        ...{ level: owner.level, ownerCode: owner.code, category, bypass: bypass ?? false, urgent: urgent ?? false },
        ...{ labelledBy: nobody === true ? 'nobody' : null, status: 'forwarded', createdAt: at, updatedAt: at },
      },
    });
    await tx.caseEvent.createMany({
      data: told.map(([type, after], place) => ({ caseId: id, key: `v${place}`, type, at: at + after * hour })),
    });
  });
}

async function fill() {
  const soon: Told = [
    ['acknowledge', 1],
    ['answer', 100],
  ];
  for (let each = 0; each < 5; each += 1) await put('2026-03-01', 'giao-thong', soon);
  await put('2026-03-02', 'giao-thong', [['answer', 49]]); // taken after two days: late, though answered
  await put('2026-03-03', 'giao-thong', []); // nobody took it
  await put('2026-03-04', 'giao-thong', [...soon, ['reopen', 200]]);
  await put('2026-03-05', 'moi-truong', soon);
  await put('2026-03-05', 'moi-truong', [['acknowledge', 2]], { urgent: true }); // an hour was the limit
  await put('2026-03-06', 'y-te', [['answer', 48.5]], { source: 'survey-comment' }); // it came at some time of the first hour
  await put('2026-03-06', 'y-te', [['answer', 49.5]], { source: 'survey-comment' }); // late whenever it came
  await put('2026-03-06', 'y-te', soon, { nobody: true });
  await put('2025-11-10', 'dat-dai', [
    ['acknowledge', 1],
    ['answer', 24 * 30],
  ]); // carried over, then answered
  await put('2025-10-01', 'dat-dai', soon); // over before the period
  await put('2026-11-16', 'dat-dai', soon); // after it
  await put('2026-04-01', 'can-bo', [], { owner: province, bypass: true });
  await put('2026-04-01', 'an-ninh', [], { owner: otherCommune });
  await world.store.write(async (tx) => {
    const dialogue = {
      owner: commune,
      heldOn: '2026-05-12',
      topic: 'Thu gom rác',
      people: 120,
      raised: 15,
      answered: 13,
    };
    await addDialogue(tx, dialogue);
    await addDialogue(tx, { ...dialogue, heldOn: '2025-05-12' });
    await addDialogue(tx, { ...dialogue, owner: otherCommune, topic: 'Nước sạch' });
    await replaceScores(tx, { year: 2026, unit: unitCode('07351'), enteredOn: '2026-10-01' }, [
      { criterion: '1.1', score: 3.5, evidence: 'Kế hoạch' },
    ]);
    const campaign = {
      id: 'pks03-2026-q2' as CampaignId,
      form: 'pks03',
      access: 'open',
      partner: 'Hội Nông dân',
    } as const;
    await insertCampaign(
      tx,
      {
        campaign: {
          ...campaign,
          opensOn: '2026-04-01',
          closesOn: '2026-06-30',
          margin: 0.05,
          isPaused: false,
          isStanding: false,
        },
        units: [{ code: unitCode('07351'), population: 9629 }],
      },
      '',
      '2026-03-01',
    );
    await tx.campaign.updateMany({ data: { finishedOn: '2026-07-01' } });
  });
}

const yearly = () => {
  const period = periodOf(settings, { kind: 'year', year: 2026 });
  if (period === undefined) throw new Error('no period');
  return period;
};
const gathered = (jurisdiction: Jurisdiction) =>
  gatherReport(world.store, { jurisdiction, period: yearly(), settings, now });
const documentOf = async (report: Report) => writeDocument(report, {}, settings.smallest);

describe('the days of a report', () => {
  it('come from data/reports.yaml, without a day between two years', () => {
    expect(yearly()).toMatchObject({ from: '2025-11-16', to: '2026-11-15', due: '2026-11-30' });
    expect(periodOf(settings, { kind: 'year', year: 2026 }, '30/10')).toMatchObject({
      from: '2025-10-16',
      to: '2026-10-15',
    });
    expect(periodOf(settings, { kind: 'half', year: 2026 })).toMatchObject({
      from: '2025-11-16',
      to: '2026-05-15',
      due: '2026-05-30',
    });
    expect(periodOf(settings, { kind: 'half', year: 2026 }, '31/12')).toBeUndefined();
  });

  it('are named by year or half', () => {
    expect(parsePeriodName('2026-h1')).toEqual({ kind: 'half', year: 2026 });
    expect(parsePeriodName('2026')).toEqual({ kind: 'year', year: 2026 });
    expect(['2026-h2', '26', '2026-H1 '].map(parsePeriodName)).toEqual([undefined, undefined, undefined]);
  });
});

describe('the figures of a commune', () => {
  it('count its own cases, apart by what became of them', async () => {
    const { feedback } = await gathered(commune);
    expect(feedback?.total).toEqual({
      ...{ carried: 1, received: 13, answered: 11, open: 3 },
      ...{ late: 4, openLate: 2, comments: 2 },
    });
    expect(
      feedback?.lines.map(({ category, carried, received, late }) => [category, carried + received, late]),
    ).toEqual([
      ['giao-thong', 8, 2],
      ['others', 6, 2],
    ]);
  });

  it('never hold a case that goes past it, or another commune’s', async () => {
    const report = await gathered(commune);
    const text = JSON.stringify(report);
    for (const hidden of ['can-bo', 'an-ninh', 'Nước sạch', secret]) expect(text).not.toContain(hidden);
    expect(report.dialogues).toHaveLength(1);
  });

  it('say what is missing', async () => {
    const { gaps } = await gathered(commune);
    expect(gaps).toContainEqual({ type: 'forms-not-asked', forms: [1, 2, 4, 5, 6, 7].map((n) => `pks0${n}`) });
    expect(gaps).toContainEqual({ type: 'too-few', campaigns: ['pks03-2026-q2'] });
    expect(gaps).toContainEqual({ type: 'no-threshold' });
    expect(gaps.map(({ type }) => type)).not.toContain('ended-later');
    expect(gaps).not.toContainEqual({ type: 'no-dialogues' });
    const empty = await gathered({ level: 'commune', code: unitCode('07306') });
    expect(empty.feedback).toBeUndefined();
    expect(empty.gaps.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['no-feedback', 'no-dialogues', 'no-scores', 'forms-not-asked']),
    );
  });
});

it('a province counts its communes’ cases and its own', async () => {
  const { feedback, dialogues, title } = await gathered(province);
  expect(feedback?.total).toMatchObject({ carried: 1, received: 15 });
  expect(dialogues.map(({ topic }) => topic)).toEqual(['Thu gom rác', 'Nước sạch']);
  expect(title).toMatchObject({ level: 'province', table: { communes: 3, registered: [{ unit: '07351' }] } });
});

describe('the document', () => {
  it('is laid out as administrative documents are', async () => {
    const archive = await documentOf(await gathered(commune));
    const text = textOfDocument(archive);
    for (const line of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'ỦY BAN NHÂN DÂN',
      'XÃ NGỌC THIỆN',
      'Số: ……/BC-UBND',
      'BÁO CÁO',
      'năm 2026',
      'Nơi nhận:',
      '- Lưu: VT.',
      'TM. ỦY BAN NHÂN DÂN',
    ])
      expect(text).toContain(line);
    const xml = unzip(archive).get('word/document.xml') ?? '';
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(xml).toMatch(/<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/);
    expect(unzip(archive).get('word/styles.xml')).toContain('Times New Roman');
  });

  it('has the figures, and words where there is none; never what somebody wrote', async () => {
    const text = textOfDocument(await documentOf(await gathered(commune))).join('\n');
    expect(text).toContain('Số liệu tính từ ngày 16/11/2025 đến hết ngày 15/11/2026');
    expect(text).toContain('Hạn gửi báo cáo: 30/11/2026.');
    expect(text).toContain('1. Số đợt khảo sát trong kỳ: 1, thuộc 1 loại phiếu.');
    expect(text).toContain('a) Tiếp nhận trong kỳ: 13 vụ việc; kỳ trước chuyển sang hoặc được mở lại: 1 vụ việc.');
    expect(text).toContain('b) Đã trả lời: 11 vụ việc; đang xử lý: 3 vụ việc.');
    expect(text).toContain('c) Quá hạn tiếp nhận: 4 vụ việc, trong đó 2 vụ việc chưa trả lời.');
    expect(text).toContain(
      'Đã tổ chức 1 cuộc đối thoại với 120 lượt người tham gia; có 15 ý kiến, đã trả lời 13 ý kiến.',
    );
    expect(text).toContain('1. Tổng điểm: 3,5/100, chưa gồm');
    expect(text).toContain('Kết quả: chưa có mức điểm đạt chuẩn.');
    expect(text).not.toContain(secret);
    const empty = textOfDocument(await documentOf(await gathered({ level: 'commune', code: unitCode('07306') }))).join(
      '\n',
    );
    for (const missing of [
      'Số đợt khảo sát trong kỳ',
      'Tình hình tiếp nhận, trả lời',
      'Số cuộc đối thoại',
      'Tổng điểm',
    ])
      expect(empty).toContain(`${missing}: chưa có số liệu.`);
    expect(empty).not.toMatch(/: 0[ .]/);
  });

  it('shows shares with their interval, and takes what is known of the signing', async () => {
    const report = await gathered(commune);
    const result = {
      unit: unitCode('07351'),
      n: 400,
      target: 370,
      satisfied: { value: 0.825, low: 0.78, high: 0.86 },
      warnings: [],
    };
    const surveys = report.surveys.map((line) => ({ ...line, results: [result] }));
    const signing = { number: '12/BC-UBND', place: 'Ngọc Thiện', signer: 'KT. CHỦ TỊCH|PHÓ CHỦ TỊCH' };
    const text = textOfDocument(await writeDocument({ ...report, surveys }, signing, 5));
    for (const line of ['82,5% (78%–86%)', '400', '370', 'Số: 12/BC-UBND', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'])
      expect(text).toContain(line);
    expect(text.some((line) => line.startsWith('Ngọc Thiện, ngày ……'))).toBe(true);
  });
});

it('the workbook has every chapter, and names the source of every figure', async () => {
  const file = path.join(world.folder, 'report.xlsx');
  const report = await gathered(commune);
  await writeTables(file, reportSheets(report, settings.smallest));
  const sheets = await readTables(file);
  expect([...sheets.keys()]).toEqual(['Khảo sát', 'Phản ánh', 'Đối thoại', 'Tự chấm điểm', 'Nguồn số liệu']);
  const sources = (sheets.get('Nguồn số liệu') ?? []).map(({ cells }) => cells);
  expect(sources).toContainEqual(['Vụ việc tiếp nhận trong kỳ', '13', 'feedback', 'tổng cột "received"']);
  expect(sources).toContainEqual(['Điểm phần 2', 'chưa có số liệu', 'scores', 'tổng cột "score"']);
  const query = sources.find(([id, , sql]) => id === 'feedback' && sql?.startsWith('SELECT'));
  const category = 'Giao thông, đường sá: Vụ việc tiếp nhận trong kỳ';
  expect(sources).toContainEqual([
    category,
    '8',
    'feedback',
    'tổng cột "received" của các dòng có category là "giao-thong"',
  ]);
  expect(query?.[1]).toContain('được cộng thêm một giờ');
  expect(query?.[3]).toContain('"07351"');
  const asked = JSON.parse(query?.[3] ?? '[]') as readonly unknown[];
  expect(query?.[2]?.split('?')).toHaveLength(asked.length + 1);
  expect(JSON.stringify([...sheets])).not.toContain(secret);
});

describe('the surveys of a report', () => {
  const form = allForms().find(({ id }) => id === 'pks06');
  const answers = (good: boolean) =>
    (form?.questions ?? [])
      .map((question) => {
        if (question.type === 'text') return '';
        if (question.type !== 'scale') return 'b';
        return String.fromCharCode(97 + (good ? question.options.length - 1 : 0));
      })
      .join(';');
  const [here, there, third] = ['07351', '07339', '07306'] as const;
  const held = [
    { id: 'held', opensOn: '2026-02-01', closesOn: '2026-04-30', finishedOn: '2026-05-01' },
    { id: 'early', opensOn: '2026-02-01', closesOn: '2026-12-31', finishedOn: '2026-05-10' },
    { id: 'few', opensOn: '2026-01-01', closesOn: '2026-03-31', finishedOn: '2026-04-01', standing: true },
    { id: 'nobody', opensOn: '2026-01-01', closesOn: '2026-03-31', finishedOn: '2026-04-01', standing: true },
    { id: 'running', opensOn: '2026-04-01', closesOn: '2026-12-31', standing: true },
    { id: 'planned', opensOn: '2026-11-01', closesOn: '2026-12-31' },
    { id: 'later', opensOn: '2026-05-01', closesOn: '2026-06-30', finishedOn: '2026-07-01' },
    { id: 'coming', opensOn: '2026-12-01', closesOn: '2026-12-31' },
  ];
  const responses = [
    ...([
      ['held', here, 60],
      ['held', there, 10],
      ['held', third, 4],
      ['few', here, 3],
    ] as const),
    ...([
      ['running', here, 9],
      ['later', here, 50],
    ] as const),
  ];

  let surveyed: TestStore;
  beforeAll(async () => {
    surveyed = await openTestStore();
    await surveyed.store.write(async (tx) => {
      await tx.formVersion.create({ data: { form: 'pks06', version: 1, definition: JSON.stringify(form) } });
      for (const campaign of held)
        await tx.campaign.create({
          data: { ...campaign, form: 'pks06', access: 'open', partner: 'Hội LHPN', margin: 0.05 },
        });
      for (const [unitCode, population] of [
        [here, 61],
        [there, 900],
        [third, 900],
      ] as const)
        await tx.campaignUnit.create({ data: { campaignId: 'held', unitCode, population } });
      for (const [campaignId, unitCode, count] of responses)
        for (let at = 0; at < count; at += 1)
          await tx.surveyResponse.create({
            data: { campaignId, unitCode, id: `r${at}`, formVersion: 1, answers: answers(at % 4 > 0) },
          });
      const own = [{ criterion: '1.1', score: 3.5, evidence: '' }];
      await replaceScores(tx, { year: 2026, unit: unitCode(here), enteredOn: '2026-05-01' }, own);
    });
  });
  afterAll(() => surveyed.remove());

  const half = async (jurisdiction: Jurisdiction, on = '2026-05-20') => {
    const period = periodOf(settings, { kind: 'half', year: 2026 });
    if (period === undefined) throw new Error('no period');
    return gatherReport(surveyed.store, { jurisdiction, period, settings, now: startOf(on) });
  };
  const sourcesOf = (report: Report) =>
    (reportSheets(report, settings.smallest).at(-1)?.rows ?? []).map(({ cells }) => cells);

  it('are all that were held or run, without those of the menu that nobody answered', async () => {
    const report = await half(commune);
    const line = (id: string) => report.surveys.find((one) => one.id === id);
    expect(report.surveys.map(({ id }) => id).toSorted()).toEqual(['early', 'few', 'held', 'later', 'running']);
    expect(line('running')).toMatchObject({ state: 'running', endsOn: '2026-12-31', results: [] });
    expect(line('early')).toMatchObject({ state: 'finished', endsOn: '2026-05-10', endsLater: false });
    const text = textOfDocument(await documentOf(report)).join('\n');
    expect(text).toContain('1. Số đợt khảo sát trong kỳ: 5, thuộc 1 loại phiếu.');
    expect(text).toContain(
      '01/04/2026 – 31/12/2026\n(chưa kết thúc, kết quả có sau khi kết thúc)\ncó sau khi đợt kết thúc',
    );
    expect(text).toContain('31/03/2026\nquá ít để nêu\n');
    expect(text).not.toContain('kết quả còn thay đổi');
    const [asked] = sourcesOf(report).filter(([label]) => label === 'Số đợt khảo sát trong kỳ');
    expect(asked?.[1]).toBe(5);
  });

  it('are too few, or not over, but never both', async () => {
    const { gaps } = await half(commune);
    expect(gaps.find(({ type }) => type === 'not-over')).toMatchObject({ campaigns: ['running'] });
    const few = gaps.find(({ type }) => type === 'too-few');
    expect(few).toMatchObject({ campaigns: ['few', 'early'] });
  });

  it('tell a province only of communes that reached their target, with intervals', async () => {
    const report = await half(province);
    const text = textOfDocument(await documentOf(report)).join('\n');
    expect(text).toMatch(/01\/02\/2026 – 30\/04\/2026\n2\n70\n1\n75% \([\d,]+%–[\d,]+%\)\n/);
    expect(text).toContain('(*) Không gồm các xã có dưới 5 lượt trả lời.');
    expect(text).toMatch(/01\/01\/2026 – 31\/03\/2026\n(quá ít để nêu\n){4}/);
    const sources = sourcesOf(report);
    const from = (label: string) => sources.find(([name]) => name === label)?.slice(1, 3);
    expect(from('Tổng số lượt, đợt held')).toEqual([70, 'results']);
    expect(from('Số xã nêu được kết quả, đợt held')).toEqual([2, 'results']);
    expect(from('Cỡ mẫu cần có, đợt held, xã Ngọc Thiện')).toEqual([53, 'populations']);
    expect(from('Cận dưới 95% (%), đợt held, xã Ngọc Thiện')?.[1]).toBe('results, populations');
    expect(from('Tổng số xã, phường, đặc khu')).toEqual([3, 'communes']);
    expect(from('Chỉ tiêu tỷ lệ xã đạt chuẩn (%)')).toEqual([60, 'data/criteria.yaml']);
  });

  it('give points only when they had ended with the period, and are named', async () => {
    const report = await half(commune, '2026-11-20');
    expect(report.gaps).toContainEqual({ type: 'points-from-surveys', criteria: 1, campaigns: ['held'] });
    const sources = sourcesOf(report);
    expect(sources.find(([label]) => label === 'Điểm phần 5')?.[3]).toContain('đã kết thúc khi hết kỳ: held');
    // The later one is in the yearly report.
    const year = await gatherReport(surveyed.store, { jurisdiction: commune, period: yearly(), settings, now });
    expect(year.gaps).toContainEqual({ type: 'points-from-surveys', criteria: 1, campaigns: ['later'] });
  });

  it('name every query that was put, and no other', async () => {
    const named = async (of: Jurisdiction, from = surveyed) => {
      const report = await gatherReport(from.store, { jurisdiction: of, period: yearly(), settings, now });
      return report.queries.map(({ id }) => id);
    };
    const rest = ['campaigns', 'results', 'populations', 'feedback', 'dialogues', 'scores'];
    expect(await named(province)).toEqual(['communes', ...rest]);
    expect(await named(commune)).toEqual(rest);
    expect(await named({ level: 'commune', code: unitCode(third) }, world)).toEqual([
      ...['campaigns', 'feedback', 'dialogues', 'scores'],
    ]);
  });
});
