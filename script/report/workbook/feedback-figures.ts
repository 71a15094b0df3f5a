import type { Report } from '../../../core/report.js';
import type { FeedbackCounts, FeedbackLine } from '../../../core/report/feedback.js';
import { categoryName } from '../texts.vi.js';
import type { Figure } from './figure.js';
import { figureLabels as labels, howCounted as how } from './source-texts.vi.js';

const columns = ['carried', 'received', 'answered', 'open', 'late', 'openLate', 'comments'] as const;

/** All cases together, and each line of the table of categories. */
export function feedbackFigures({ feedback }: Report, smallest: number): readonly Figure[] {
  const of = (
    counts: FeedbackCounts | undefined,
    label: (column: string) => string,
    rows: string | undefined,
  ): readonly Figure[] =>
    columns.map((column) => ({
      label: label(labels[column]),
      value: counts?.[column],
      from: ['feedback'],
      how: rows === undefined ? how.sum(column) : how.sumOf(column, rows),
    }));
  return [
    ...of(feedback?.total, (column) => column, undefined),
    ...(feedback?.lines ?? []).flatMap((line) =>
      of(line, (column) => `${categoryName(line.category, smallest)}: ${column}`, rowsOf(line.category, smallest)),
    ),
  ];
}

function rowsOf(category: FeedbackLine['category'], smallest: number): string {
  if (category === 'others') return how.otherCategories(smallest);
  return category === 'unsorted' ? how.noCategory : how.category(category);
}
