import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { fontFiles } from '../../bot/deliver/fonts.js';
import { qrPath, type Correction } from '../../bot/web/counter/qr-svg.js';

export type Pdf = InstanceType<typeof PDFDocument>;

/** A4 in points. */
export const page = { width: 595.28, height: 841.89 } as const;
export const inks = { black: '#000', accent: '#00564a', quiet: '#444', line: '#999' } as const;

/** Makes a PDF of A4 pages with DejaVu Sans in it (`regular`, `bold`); `draw` adds the pages. */
export async function makePdf(title: string, draw: (pdf: Pdf) => void): Promise<Uint8Array> {
  const { regular, bold } = fontFiles();
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    font: regular,
    lang: 'vi',
    info: { Title: title },
  });
  pdf.registerFont('regular', regular).registerFont('bold', bold);
  const bytes = buffer(pdf);
  draw(pdf);
  pdf.end();
  return bytes;
}

/** Draws a QR code with its quiet zone into a square. */
export function drawQr(
  pdf: Pdf,
  text: string,
  correction: Correction,
  [x, y, size]: readonly [number, number, number],
) {
  const { side, path } = qrPath(text, correction);
  pdf
    .save()
    .translate(x, y)
    .scale(size / side)
    .path(path)
    .fill(inks.black)
    .restore();
}

export type Line = {
  readonly font?: 'regular' | 'bold';
  readonly size: number;
  readonly colour?: string;
  readonly align?: 'left' | 'center';
  /** The size may shrink as far as this to keep the text on one line. */
  readonly atLeast?: number;
};

/** Writes text into a box of this width; returns where it ends. */
export function write(pdf: Pdf, text: string, [x, y, width]: readonly [number, number, number], line: Line): number {
  const { font = 'regular', size, colour = inks.black, align = 'center', atLeast = size } = line;
  pdf.font(font).fontSize(size).fillColor(colour);
  const natural = pdf.widthOfString(text);
  if (natural > width) pdf.fontSize(Math.max(atLeast, (size * width * 0.99) / natural));
  pdf.text(text, x, y, { width, align });
  return pdf.y;
}

/** A link as somebody types it: a browser adds https:// by itself. */
export const asTyped = (link: string): string => link.replace(/^https:\/\//, '');
