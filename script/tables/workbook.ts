import readSheets from 'read-excel-file/node';
import writeWorkbook from 'write-excel-file/node';

/** What stands in a cell; undefined leaves it empty. */
export type CellValue = string | number | undefined;
export type TableRow = { readonly cells: readonly CellValue[]; readonly bold?: boolean };
/** One sheet of tables; widths in characters. */
export type TableSheet = {
  readonly sheet: string;
  readonly widths: readonly number[];
  readonly rows: readonly TableRow[];
  /** Rows that stay in sight. */
  readonly headings?: number;
};

export const plain = (...cells: readonly CellValue[]): TableRow => ({ cells });
export const bold = (...cells: readonly CellValue[]): TableRow => ({ cells, bold: true });

/** Writes a workbook. Texts are texts, so that no program makes a date of "1.2" or a formula of "=…". */
export async function writeTables(file: string, sheets: readonly TableSheet[]): Promise<void> {
  await writeWorkbook(
    sheets.map(({ sheet, widths, rows, headings = 0 }) => ({
      sheet,
      columns: widths.map((width) => ({ width })),
      ...(headings === 0 ? {} : { stickyRowsCount: headings }),
      data: rows.map(({ cells, bold: isBold = false }) =>
        cells.map((value) =>
          value === undefined
            ? null
            : {
                ...(typeof value === 'number' ? { value, type: Number } : { value, type: String }),
                wrap: true,
                alignVertical: 'top' as const,
                ...(isBold ? { fontWeight: 'bold' as const } : {}),
              },
        ),
      ),
    })),
  ).toFile(file);
}

/** A row with its number in the sheet, as people see it. */
export type ReadRow = { readonly at: number; readonly cells: readonly string[] };

/** Reads all sheets by name; numbers, too, come as texts, as they were entered. Throws when the file is no workbook. */
export async function readTables(file: string): Promise<ReadonlyMap<string, readonly ReadRow[]>> {
  const sheets = await readSheets(file);
  return new Map(
    sheets.map(({ sheet, data }) => [
      sheet.trim(),
      data.map((cells, place) => ({ at: place + 1, cells: cells.map(textOf) })),
    ]),
  );
}

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell.trim();
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}
