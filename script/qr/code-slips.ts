import { asTyped, drawQr, inks, makePdf, page, write, type Pdf } from './pdf.js';
import { texts } from './texts.vi.js';
import { writtenDay } from '../../core/vietnam-time.js';

/** What all slips of a commune say. */
export type SlipInfo = {
  readonly formTitle: string;
  /** "Xã Ngọc Thiện" */
  readonly unitTitle: string;
  /** Where somebody who cannot scan types the code, without the code: `https://example.vn/?start=07351-pks01`. */
  readonly address: string;
  /** The last day on which a code works: "2026-12-31". */
  readonly closesOn: string;
};

const columns = 3;
const rows = 7;
const margin = 18;
const slip = { width: (page.width - 2 * margin) / columns, height: (page.height - 2 * margin) / rows } as const;
const inner = 7;
const qrSize = 74;

/**
 * One-time codes as slips to cut out, 21 on an A4 page: a PDF. Codes as people type them (`K7M2-QX9H`); `linkOf` gives
 * the start link with the code in it. Nothing but the page says which code was on which slip.
 */
export function codeSlips(
  info: SlipInfo,
  codes: readonly string[],
  linkOf: (code: string) => string,
): Promise<Uint8Array> {
  return makePdf(`${info.formTitle} – ${info.unitTitle}`, (pdf) => {
    for (const [at, code] of codes.entries()) {
      const place = at % (columns * rows);
      if (place === 0) pdf.addPage();
      const x = margin + (place % columns) * slip.width;
      const y = margin + Math.floor(place / columns) * slip.height;
      pdf.rect(x, y, slip.width, slip.height).lineWidth(0.5).dash(3, { space: 3 }).stroke(inks.line).undash();
      drawSlip(pdf, info, code, linkOf(code), [x + inner, y + inner]);
    }
    if (codes.length === 0) pdf.addPage(); // a PDF without pages is none
  });
}

function drawSlip(pdf: Pdf, info: SlipInfo, code: string, link: string, [x, y]: readonly [number, number]): void {
  const width = slip.width - 2 * inner;
  const beside = width - qrSize;
  drawQr(pdf, link, 'M', [x + beside, y - 4, qrSize]);
  let end = write(pdf, info.unitTitle, [x, y, beside], { font: 'bold', size: 9, align: 'left' });
  end = write(pdf, info.formTitle, [x, end + 1, beside - 2], { size: 7, align: 'left' });
  write(pdf, texts.slip.once, [x, Math.max(end + 3, y + 50), beside], { size: 6, align: 'left', colour: inks.quiet });
  end = write(pdf, code, [x, y + qrSize - 8, width], { font: 'bold', size: 21 });
  end = write(pdf, texts.slip.type(asTyped(info.address)), [x, end - 1, width], { size: 7, atLeast: 4.5 });
  write(pdf, texts.slip.until(writtenDay(info.closesOn)), [x, end, width], { size: 6, colour: inks.quiet });
}
