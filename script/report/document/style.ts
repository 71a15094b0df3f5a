import {
  AlignmentType,
  BorderStyle,
  type IRunOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';

// Sizes of Nghị định 30/2020/NĐ-CP, Phụ lục I. docx counts half points and twips.

/** Twips, twentieths of a point; docx's own function rounds down, and makes an A4 page that is none. */
export const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

/** Text in one style. */
export const run = (options: IRunOptions): TextRun => new TextRun(options);

export const font = 'Times New Roman';
export const points = (size: number): number => size * 2;
/** A4 with 20 mm above and below, 30 mm left, 15 mm right; text is 165 mm wide. */
export const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15), header: mm(10), footer: mm(10) },
} as const;
export const textWidth = 165;

const spacing = { before: 80, after: 40, line: 276, lineRule: 'auto' } as const;

/** A paragraph of the body: justified, its first line indented by 1.27 cm. */
export const body = (text: string, { isItalic = false, isBold = false } = {}): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(12.7) },
    spacing,
    children: [run({ text, italics: isItalic, bold: isBold })],
  });

/** "I. KHẢO SÁT …" or "2. Theo lĩnh vực"; stays with what follows. */
export const heading = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(12.7) },
    spacing: { ...spacing, before: 160 },
    keepNext: true,
    children: [run({ text, bold: true })],
  });

export const centred = (text: string, { size = 14, isBold = true, isItalic = false, before = 0 } = {}): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before, after: 0 },
    children: [run({ text, bold: isBold, italics: isItalic, size: points(size) })],
  });

/** A line under a centred text; `width` and the room it stands in are in mm. */
export const rule = (width: number, room: number): Paragraph => {
  const side = mm((room - width) / 2);
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before: 70, after: 0, line: 120, lineRule: 'exact' },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  });
};

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;

/** Two columns side by side without any lines; widths in mm. */
export const columns = (
  left: { readonly width: number; readonly children: readonly Paragraph[] },
  right: { readonly width: number; readonly children: readonly Paragraph[] },
): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(left.width + right.width), type: WidthType.DXA },
    columnWidths: [mm(left.width), mm(right.width)],
    borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [left, right].map(
          ({ width, children }) =>
            new TableCell({
              width: { size: mm(width), type: WidthType.DXA },
              margins: { left: 0, right: 0 },
              children: [...children],
            }),
        ),
      }),
    ],
  });

/** One column of a table of figures; widths are shares of the text's width. */
export type Column = { readonly heading: string; readonly share: number; readonly align?: 'left' | 'center' };

/** A table of figures; its headings come again on every page. The last row can be a sum. */
export function figures(
  shape: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
  { hasSum = false } = {},
): Table {
  const all = shape.reduce((sum, { share }) => sum + share, 0);
  const widths = shape.map(({ share }) => mm((textWidth * share) / all));
  const row = (cells: readonly (string | number)[], isBold: boolean, isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: shape.map(
        ({ align = 'center' }, at) =>
          new TableCell({
            verticalAlign: VerticalAlignTable.CENTER,
            width: { size: widths[at] ?? 0, type: WidthType.DXA },
            margins: { top: 30, bottom: 30, left: 70, right: 70 },
            children: String(cells[at] ?? '')
              .split('\n')
              .map(
                (text) =>
                  new Paragraph({
                    alignment: align === 'left' && !isHead ? AlignmentType.LEFT : AlignmentType.CENTER,
                    children: [run({ text, bold: isBold, size: points(12) })],
                  }),
              ),
          }),
      ),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(textWidth), type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      row(
        shape.map((column) => column.heading),
        true,
        true,
      ),
      ...rows.map((cells, at) => row(cells, hasSum && at === rows.length - 1, false)),
    ],
  });
}
