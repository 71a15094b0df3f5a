import readSheets from 'read-excel-file/node';
import writeWorkbook from 'write-excel-file/node';
import type { Row, Sheets } from './sheets.js';

const names = ['survey', 'choices', 'settings'] as const;

/** Reads the three sheets of an XLSForm. Throws when the file is no workbook or a sheet is missing. */
export async function readWorkbook(file: string): Promise<Sheets> {
  const found = await readSheets(file);
  const [survey, choices, settings] = names.map((name): readonly Row[] => {
    const sheet = found.find((one) => one.sheet.trim().toLowerCase() === name);
    if (sheet === undefined) throw new Error(`there is no sheet "${name}"`);
    const [headings = [], ...rows] = sheet.data;
    return rows.flatMap((cells, at) => {
      const filled = headings.flatMap((heading, column) => {
        const text = textOf(cells[column]);
        return heading === null || text === '' ? [] : [[textOf(heading), text] as const];
      });
      return filled.length === 0 ? [] : [{ at: at + 2, cells: Object.fromEntries(filled) }];
    });
  });
  return { survey: survey ?? [], choices: choices ?? [], settings: settings ?? [] };
}

/** Numbers come as numbers: a version "1", an option called 2. */
function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell.trim();
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

/** Writes them; every cell is text, so that no program makes a date of "1-2". */
export async function writeToWorkbook(sheets: Sheets, file: string): Promise<void> {
  await writeWorkbook(
    names.map((name) => {
      const headings = [...new Set(sheets[name].flatMap(({ cells }) => Object.keys(cells)))];
      const rows = sheets[name].map(({ cells }) =>
        headings.map((heading) => ({ value: cells[heading] ?? '', type: String })),
      );
      return {
        sheet: name,
        data: [headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const })), ...rows],
      };
    }),
  ).toFile(file);
}
