import { Paragraph, type Table } from 'docx';
import type { Report } from '../../../core/report.js';
import type { Signing } from './head.js';
import { centred, columns, points, run } from './style.js';
import { foot } from './texts.vi.js';

/** Receivers on the left, the signature on the right; kept on one page. */
export function documentFoot({ jurisdiction }: Report, { signer }: Signing): readonly (Paragraph | Table)[] {
  const receivers = foot.receivers[jurisdiction.level].map(
    (text) => new Paragraph({ children: [run({ text, size: points(11) })] }),
  );
  return [
    new Paragraph({ children: [] }),
    columns(
      {
        width: 80,
        children: [
          new Paragraph({
            children: [run({ text: foot.receiversTitle, bold: true, italics: true, size: points(12) })],
          }),
          ...receivers,
        ],
      },
      {
        width: 85,
        children: [
          centred(foot.onBehalf),
          ...(signer ?? foot.signer).split('|').map((line) => centred(line.trim())),
          centred(foot.name, { before: 1500 }),
        ],
      },
    ),
  ];
}
