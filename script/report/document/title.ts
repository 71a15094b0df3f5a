import { type Paragraph, type Table } from 'docx';
import type { Report } from '../../../core/report.js';
import { summaryOf } from '../../criteria/table.js';
import { decimal } from '../../criteria/texts.vi.js';
import { noFigure } from '../texts.vi.js';
import { body, figures, heading } from './style.js';
import { sections, titleTexts } from './texts.vi.js';

const shares = [11, 58, 14, 16, 18];

/** What the commune gives itself, part by part; in a province's report how the communes stand against the target. */
export function titleSection({ title }: Report): readonly (Paragraph | Table)[] {
  if (title.level === 'province') {
    if (title.table.registered.length === 0) return [heading(sections.title), body(titleTexts.none)];
    return [
      heading(sections.title),
      heading(titleTexts.communes),
      ...summaryOf(title.table).map(([label, value]) => body(`- ${label}: ${value}.`)),
      body(titleTexts.best),
    ];
  }
  const { total, missing, standing, parts } = title.assessment;
  const shape = titleTexts.headings.map((text, at) => ({
    heading: text,
    share: shares[at] ?? 10,
    align: at === 1 ? ('left' as const) : ('center' as const),
  }));
  if (total === undefined) return [heading(sections.title), body(titleTexts.total(total, missing))];
  return [
    heading(sections.title),
    body(titleTexts.total(total, missing)),
    body(titleTexts.standing(standing)),
    heading(titleTexts.byPart),
    figures(
      shape,
      parts.map((part) => [
        part.id,
        part.title,
        decimal(part.maximum),
        part.total === undefined ? noFigure : decimal(part.total),
        part.missing,
      ]),
    ),
  ];
}
