import { type Paragraph, type Table } from 'docx';
import type { Report } from '../../../core/report.js';
import { periodName } from '../texts.vi.js';
import { centred, columns, rule, textWidth } from './style.js';
import { head } from './texts.vi.js';

/** What nobody can know but who signs: absent where it is left to be written by hand. */
export type Signing = {
  /** "12/BC-UBND" */
  readonly number?: string;
  readonly place?: string;
  /** "CHỦ TỊCH", or two lines: "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH". */
  readonly signer?: string;
};

const left = 65;
const right = 100;

/** Name of the issuing body, state and motto, number, place and day, and what the document is. */
export function documentHead(
  { name, period, madeOn }: Report,
  { number, place }: Signing,
): readonly (Paragraph | Table)[] {
  return [
    columns(
      {
        width: left,
        children: [
          centred(head.committee, { size: 13 }),
          centred(name.toUpperCase(), { size: 13 }),
          rule(25, left),
          centred(head.number(number), { size: 13, isBold: false, before: 40 }),
        ],
      },
      {
        width: right,
        children: [
          centred(head.nation, { size: 13 }),
          centred(head.motto, { size: 14 }),
          rule(62, right),
          centred(head.placeAndDay(place, madeOn.slice(0, 4)), { isBold: false, isItalic: true, before: 40 }),
        ],
      },
    ),
    centred(head.kind, { before: 240 }),
    centred(head.subject),
    centred(periodName(period)),
    rule(50, textWidth),
  ];
}
