import { type Paragraph, type Table } from 'docx';
import type { Report } from '../../../core/report.js';
import type { FeedbackCounts } from '../../../core/report/feedback.js';
import { categoryName } from '../texts.vi.js';
import { body, figures, heading } from './style.js';
import { feedbackTexts, sections } from './texts.vi.js';

const shares = [6, 40, 14, 14, 14, 14, 14];

/** How many reports came and what became of them; never what somebody wrote. */
export function feedbackSection(
  { feedback, jurisdiction: { level } }: Report,
  smallest: number,
): readonly (Paragraph | Table)[] {
  if (feedback === undefined) return [heading(sections.feedback), body(feedbackTexts.none)];
  const { total, lines } = feedback;
  const shape = feedbackTexts.headings.map((text, at) => ({
    heading: text,
    share: shares[at] ?? 10,
    align: at === 1 ? ('left' as const) : ('center' as const),
  }));
  return [
    heading(sections.feedback),
    heading(feedbackTexts.total),
    ...feedbackTexts.lines(total).map((text) => body(text)),
    body(feedbackTexts.scope[level], { isItalic: true }),
    heading(feedbackTexts.byCategory),
    figures(
      shape,
      [
        ...lines.map((line, at) => [at + 1, categoryName(line.category, smallest), ...counts(line)]),
        ['', feedbackTexts.sum, ...counts(total)],
      ],
      { hasSum: true },
    ),
  ];
}

const counts = ({ carried, received, answered, open, late }: FeedbackCounts) => [
  carried,
  received,
  answered,
  open,
  late,
];
