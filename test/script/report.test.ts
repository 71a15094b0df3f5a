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
};

async function put(
  day: string,
  category: string,
  told: Told,
  { owner = commune, bypass, urgent, nobody }: Columns = {},
) {
  cases += 1;
  const id = `cas_${cases}`;
  const at = startOf(day);
  await world.store.write(async (tx) => {
    await tx.case.create({
      data: {
        ...{ id, code: `PA-${cases}`, source: 'report', text: secret, answer: secret, unitCode: '07351' },
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
      ...{ carried: 1, received: 11, answered: 9, open: 3 },
      ...{ late: 3, openLate: 2, comments: 0 },
    });
    expect(
      feedback?.lines.map(({ category, carried, received, late }) => [category, carried + received, late]),
    ).toEqual([
      ['giao-thong', 8, 2],
      ['others', 4, 1],
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
  expect(feedback?.total).toMatchObject({ carried: 1, received: 13 });
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
    expect(text).toContain('1. Số đợt khảo sát trong kỳ: 1, thuộc 1 loại phiếu.');
    expect(text).toContain('a) Tiếp nhận trong kỳ: 11 vụ việc; kỳ trước chuyển sang hoặc được mở lại: 1 vụ việc.');
    expect(text).toContain('b) Đã trả lời: 9 vụ việc; đang xử lý: 3 vụ việc.');
    expect(text).toContain('c) Quá hạn tiếp nhận: 3 vụ việc, trong đó 2 vụ việc chưa trả lời.');
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
  expect(sources).toContainEqual(['Vụ việc tiếp nhận trong kỳ', '11', 'feedback', 'tổng cột "received"']);
  expect(sources).toContainEqual(['Điểm phần 2', 'chưa có số liệu', 'scores', 'tổng cột "score"']);
  const query = sources.find(([id, , sql]) => id === 'feedback' && sql?.startsWith('SELECT'));
  expect(query?.[3]).toContain('"07351"');
  const asked = JSON.parse(query?.[3] ?? '[]') as readonly unknown[];
  expect(query?.[2]?.split('?')).toHaveLength(asked.length + 1);
  expect(JSON.stringify([...sheets])).not.toContain(secret);
});
