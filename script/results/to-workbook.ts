import writeWorkbook from 'write-excel-file/node';
import type { Sheet, Value } from './cells.js';

/** Writes the tables as sheets of a workbook. */
export async function writeSheets(sheets: readonly Sheet[], file: string): Promise<void> {
  await writeWorkbook(
    sheets.map(({ name, headings, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: headings.map((_, at) => ({ width: widthOf(rows.map((row) => row[at])) })),
      data: [headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const })), ...rows.map(toRow)],
    })),
  ).toFile(file);
}

const toRow = (row: readonly Value[]) => row.map(toCell);

/** A text is a text also when it begins with "=": it is never a formula. */
function toCell(value: Value) {
  if (value === undefined) return null;
  if (typeof value === 'string') return { value, type: String };
  if (typeof value === 'object') return { value: value.percent, type: Number, format: '0.0%' };
  return { value, type: Number, ...(Number.isInteger(value) ? {} : { format: '0.0' }) };
}

const widthOf = (cells: readonly Value[]): number =>
  Math.min(60, Math.max(14, ...cells.map((cell) => (typeof cell === 'string' ? cell.length + 2 : 0))));
