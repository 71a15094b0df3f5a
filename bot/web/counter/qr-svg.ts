import { create } from 'qrcode';

/** Four modules of white all around: without them many cameras do not find the code. */
const quietZone = 4;

/** `M`: a sixth of the code may be dirty or torn; `Q`: a quarter. */
export type Correction = 'M' | 'Q';

/** A QR code's dark modules as a path; one module is 1 long, and the quiet zone is part of the side. */
export function qrPath(text: string, correction: Correction): { readonly side: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: correction });
  const dark: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      // A run of dark modules is one rectangle: between two, a printer would leave a hair of white.
      const from = column;
      while (column + 1 < modules.size && modules.get(row, column + 1) !== 0) column += 1;
      dark.push(`M${from + quietZone} ${row + quietZone}h${column + 1 - from}v1H${from + quietZone}z`);
    }
  }
  return { side: modules.size + 2 * quietZone, path: dark.join('') };
}

/** A QR code as SVG, whose edges stay sharp at any size. */
export function qrSvg(text: string, correction: Correction, label = ''): string {
  const { side, path } = qrPath(text, correction);
  const name = label === '' ? '' : ` role="img" aria-label="${label}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"${name}><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`;
}
