import type { CriteriaSet } from '../../core/criteria.js';
import { checkScores, type Score, type WrittenScore } from '../../core/criteria/scores.js';
import { parseUnitCode, type UnitCode } from '../../core/ids.js';
import type { ReadRow } from '../tables/workbook.js';
import { about, faultText, headings, sheetFaults, sheetNames } from './texts.vi.js';

export type SheetFault = { readonly sheet: string; readonly row: number; readonly message: string };
export type ReadScores =
  | { readonly type: 'scores'; readonly unit: UnitCode; readonly year: number; readonly scores: readonly Score[] }
  | { readonly type: 'faults'; readonly faults: readonly SheetFault[] };

/** Reads a workbook that a commune has filled in: all of it, or every fault with its sheet and row. */
export function readScoreSheets(set: CriteriaSet, sheets: ReadonlyMap<string, readonly ReadRow[]>): ReadScores {
  const faults: SheetFault[] = [];
  const rowsOf = (sheet: string): readonly ReadRow[] => {
    const rows = sheets.get(sheet);
    if (rows === undefined) faults.push({ sheet, row: 1, message: sheetFaults.noSheet(sheet) });
    return rows ?? [];
  };

  const known = rowsOf(sheetNames.about);
  const field = (name: string) => known.find(({ cells }) => cells[0] === name);
  const [unitRow, yearRow] = [field(about.unit), field(about.year)];
  const unit = parseUnitCode(unitRow?.cells[1] ?? '');
  const year = /^20\d\d$/.test(yearRow?.cells[1] ?? '') ? Number(yearRow?.cells[1]) : undefined;
  if (unit === undefined) faults.push({ sheet: sheetNames.about, row: unitRow?.at ?? 1, message: sheetFaults.noUnit });
  if (year === undefined) faults.push({ sheet: sheetNames.about, row: yearRow?.at ?? 1, message: sheetFaults.noYear });

  const written = writtenScores(set, rowsOf(sheetNames.scores));
  faults.push(...written.missing.map((message) => ({ sheet: sheetNames.scores, row: 1, message })));
  const checked = checkScores(set, written.scores);
  if (checked.type === 'faults')
    faults.push(
      ...checked.faults.map((fault) => ({ sheet: sheetNames.scores, row: fault.row, message: faultText(fault) })),
    );
  if (faults.length > 0 || unit === undefined || year === undefined || checked.type === 'faults')
    return { type: 'faults', faults };
  return { type: 'scores', unit, year, scores: checked.scores };
}

type AtRow = { readonly row: number };

/** Rows in which somebody wrote something, by the names of their columns. */
function writtenScores(
  set: CriteriaSet,
  [first, ...rows]: readonly ReadRow[],
): { readonly scores: readonly WrittenScore<AtRow>[]; readonly missing: readonly string[] } {
  if (first === undefined) return { scores: [], missing: [] };
  const needed = [headings.criterion, headings.score, headings.evidence];
  const missing = needed.filter((name) => !first.cells.includes(name)).map(sheetFaults.noHeading);
  if (missing.length > 0) return { scores: [], missing };
  const parts = new Set(set.parts.map(({ id }) => id));
  const scores = rows.flatMap(({ at, cells }) => {
    const cell = (name: string) => cells[first.cells.indexOf(name)] ?? '';
    const [criterion, score, evidence] = [cell(headings.criterion), cell(headings.score), cell(headings.evidence)];
    // A part's own row is a heading; a row without points and evidence was left empty.
    if (parts.has(criterion) || (score === '' && evidence === '')) return [];
    return [{ row: at, criterion, score: numberIn(score), evidence }];
  });
  return { scores, missing };
}

/** "3,5" and "3.5" are the same; what is no number stays what it is. */
function numberIn(text: string): number | string {
  return /^-?\d{1,6}(?:[.,]\d{1,12})?$/.test(text) ? Number(text.replace(',', '.')) : text;
}
