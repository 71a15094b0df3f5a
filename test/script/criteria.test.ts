import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { criteriaOf, criteriaSet, type CriteriaSet } from '../../core/criteria.js';
import { assess } from '../../core/criteria/assess.js';
import { communeTable } from '../../core/criteria/commune-table.js';
import { readScores } from '../../prisma/store/criteria.js';
import { readYaml } from '../../runtime/read-data.js';
import { readCriteriaCommand } from '../../script/criteria/read-command.js';
import { readScoreSheets } from '../../script/criteria/read-sheet.js';
import { runCriteria } from '../../script/criteria/run.js';
import { scoreSheets } from '../../script/criteria/sheet.js';
import { summaryOf } from '../../script/criteria/table.js';
import { readTables, writeTables, type TableSheet } from '../../script/tables/workbook.js';
import { runCommand } from '../support/command.js';
import { unitCode } from '../support/directory.js';
import { openTestStore, type TestStore } from '../support/store.js';

let world: TestStore;
let set: CriteriaSet;
beforeAll(async () => {
  world = await openTestStore();
  set = await readYaml('criteria.yaml', criteriaSet);
});
afterAll(() => world.remove());

const unit = unitCode('07351');
/** What the command prints. */
async function criteria(...args: readonly string[]): Promise<string> {
  const command = readCriteriaCommand(args);
  if (command === undefined) throw new Error('usage');
  return (await runCriteria(world.store, command, '2026-11-22')).join('\n');
}
const file = (name: string) => path.join(world.folder, name);

/** Writes the commune's sheets with these cells in the columns "Điểm tự chấm" and "Minh chứng". */
async function filled(name: string, cells: Readonly<Record<string, readonly [string | number, string]>>) {
  const sheets = scoreSheets(set, { unit, name: 'xã Ngọc Thiện', year: 2026 }, assess(set, []));
  const changed = sheets.map((sheet): TableSheet => ({
    ...sheet,
    rows: sheet.rows.map((row) => {
      const [score, evidence] = cells[String(row.cells[0])] ?? [];
      return score === undefined ? row : { cells: [...row.cells.slice(0, 3), score, evidence] };
    }),
  }));
  await writeTables(file(name), changed);
  return file(name);
}

describe('npm run criteria', () => {
  it('shows the criteria with their points', async () => {
    const printed = await criteria('show');
    expect(printed).toContain('2\t25\tCải cách hành chính\n');
    expect(printed).toContain('Mức điểm đạt chuẩn: chưa có\nChỉ tiêu: 60% số xã\n');
  });

  it('gives out a sheet, takes it back filled in, and gives it out again as it was', async () => {
    await criteria('export', '--unit', '07351', '--year', '2026', '--out', file('a.xlsx'));
    const empty = readScoreSheets(set, await readTables(file('a.xlsx')));
    expect(empty).toEqual({ type: 'scores', unit, year: 2026, scores: [] });

    const from = await filled('b.xlsx', { '1.1': [3.5, 'Kế hoạch năm'], '1.2': ['2,5', ''], '5.1': [2, 'Biên bản'] });
    expect(await criteria('import', from)).toBe('xã Ngọc Thiện, 2026: 3 scores stored');
    const stored = [
      { criterion: '1.1', score: 3.5, evidence: 'Kế hoạch năm' },
      { criterion: '1.2', score: 2.5, evidence: '' },
      { criterion: '5.1', score: 2, evidence: 'Biên bản' },
    ];
    expect(await readScores(world.store.db, 2026, unit)).toEqual(stored);
    await criteria('export', '--unit', '07351', '--year', '2026', '--out', file('c.xlsx'));
    expect(readScoreSheets(set, await readTables(file('c.xlsx')))).toMatchObject({ scores: stored });
    const printed = await criteria('show', '--unit', '07351', '--year', '2026');
    expect(printed).toContain('  1.1\t3,5/4\t');
    expect(printed).toContain('Chưa có đợt khảo sát nào của năm đã kết thúc và có kết quả: chưa có số liệu.');
    expect(printed).toContain(`Tổng: 8 điểm (${criteriaOf(set).length - 3} tiêu chí chưa có điểm)`);
  });

  it('names every fault by sheet and row, and stores nothing', async () => {
    const before = await readScores(world.store.db, 2026, unit);
    const cells = { '1.1': [4.5, ''], '1.2': ['nhiều', ''], '1.3': ['', 'Biên bản'], '1.4': [1, ''] } as const;
    const from = await filled('wrong.xlsx', cells);
    const faults = [
      `${from}: Tự chấm điểm, row 3: tiêu chí 1.1 được 4,5 điểm, nhiều nhất là 4`,
      `${from}: Tự chấm điểm, row 4: điểm của tiêu chí 1.2 không phải là số: “nhiều”`,
      `${from}: Tự chấm điểm, row 5: tiêu chí 1.3 có minh chứng mà chưa có điểm`,
    ];
    await expect(criteria('import', from)).rejects.toThrow(faults.join('\n'));
    expect(await readScores(world.store.db, 2026, unit)).toEqual(before);
  });

  it('refuses a workbook of another shape, and an unknown commune', async () => {
    await writeTables(file('other.xlsx'), [{ sheet: 'Trang 1', widths: [], rows: [{ cells: ['x'] }] }]);
    const refused = criteria('import', file('other.xlsx'));
    await expect(refused).rejects.toThrow(/không có trang “Thông tin”.*không có trang “Tự chấm điểm”/s);
    await expect(criteria('export', '--unit', '99999', '--year', '2026')).rejects.toThrow('no commune has the code');
  });

  it('lists the communes against the target', async () => {
    const printed = await criteria('table', '--year', '2026');
    expect(printed).toContain('07351\txã Ngọc Thiện\t6\t\t\t\t2\t8\tChưa có mức điểm đạt chuẩn\t');
    expect(printed).not.toContain('07339');
    expect(printed).toContain(
      'Tổng số xã, phường, đặc khu\t3\nSố xã đã đăng ký (có điểm tự chấm)\t1\nSố xã đã đăng ký mà chưa chấm đủ\t1\n',
    );
    expect(printed).toContain('Số xã đạt chuẩn\tchưa có mức điểm đạt chuẩn\n');
    expect(printed).toContain('Chỉ tiêu\t60%: chưa xác định được');
    await criteria('table', '--year', '2026', '--out', file('t.xlsx'));
    const sheet = (await readTables(file('t.xlsx'))).get('Tổng hợp');
    expect(sheet?.[1]?.cells.slice(0, 2)).toEqual(['07351', 'xã Ngọc Thiện']);
  });

  it('shows nothing as zero where nothing is known', () => {
    const strict = { ...set, threshold: 80 };
    const nothing = summaryOf(communeTable(strict, [{ unit, scores: [] }])).map((line) => line.join(': '));
    expect(nothing.slice(1)).toEqual([
      'Số xã đã đăng ký (có điểm tự chấm): chưa có số liệu',
      'Số xã đã đăng ký mà chưa chấm đủ: chưa có số liệu',
      'Số xã đạt chuẩn: chưa có số liệu',
      'Tỷ lệ xã đạt chuẩn trên tổng số: chưa có số liệu',
      'Chỉ tiêu: 60%: chưa xác định được',
    ]);
    const begun = [{ unit, scores: [{ criterion: '1.1', score: 1, evidence: '' }] }];
    expect(summaryOf(communeTable(strict, begun))).toContainEqual([
      'Số xã đạt chuẩn',
      '0 (còn 1 xã chưa chấm đủ hoặc chưa đăng ký)',
    ]);
  });

  it('is not guessed at', () => {
    for (const args of [
      [],
      ['export'],
      ['export', '--unit', '07351'],
      ['import'],
      ['import', 'a', 'b'],
      ['table'],
      ['show', '--unit', '07351'],
      ['show', '--unit', '7351', '--year', '2026'],
    ])
      expect(readCriteriaCommand(args)).toBeUndefined();
  });

  it('runs from the command line', { timeout: 60_000 }, async () => {
    expect(await runCommand(world, 'criteria', 'show')).toMatchObject({ code: 0, errors: '' });
  });
});
