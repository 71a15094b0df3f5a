import { type Paragraph, type Table } from 'docx';
import type { Report, SurveyLine } from '../../../core/report.js';
import { writtenDay } from '../../../core/vietnam-time.js';
import { percent } from '../../criteria/texts.vi.js';
import { noFigure, shareText, tooFew } from '../texts.vi.js';
import { body, figures, heading, type Column } from './style.js';
import { sections, surveyTexts } from './texts.vi.js';

const shares = { commune: [6, 34, 20, 12, 12, 24], province: [6, 32, 20, 11, 11, 11, 20] } as const;

/** What was asked in the period, and what came out. */
export function surveySection({ surveys, jurisdiction: { level } }: Report): readonly (Paragraph | Table)[] {
  if (surveys.length === 0) return [heading(sections.surveys), body(surveyTexts.none)];
  const shape: readonly Column[] = surveyTexts.headings[level].map((text, at) => ({
    heading: text,
    share: shares[level][at] ?? 10,
    align: at === 1 ? 'left' : 'center',
  }));
  const result = level === 'commune' ? communeCells : provinceCells;
  return [
    heading(sections.surveys),
    body(surveyTexts.count(surveys.length, new Set(surveys.map(({ form }) => form)).size)),
    heading(surveyTexts.results),
    figures(
      shape,
      surveys.map((line, at) => [at + 1, named(line), days(line), ...result(line)]),
    ),
  ];
}

const named = ({ title, id, partner }: SurveyLine): string => `${title}\n(${id})\n${surveyTexts.partner(partner)}`;

function days({ opensOn, closesOn, isOver, endsLater }: SurveyLine): string {
  const note = isOver ? (endsLater ? surveyTexts.endedLater : undefined) : surveyTexts.running;
  return `${writtenDay(opensOn)} – ${writtenDay(closesOn)}${note === undefined ? '' : `\n(${note})`}`;
}

function communeCells({ results: [own] }: SurveyLine): readonly (string | number)[] {
  if (own === undefined) return [noFigure, noFigure, noFigure];
  return [own.n ?? tooFew, own.target ?? noFigure, shareText(own.satisfied)];
}

function provinceCells({ results }: SurveyLine): readonly (string | number)[] {
  const answered = results.flatMap(({ n, ...rest }) => (n === undefined ? [] : [{ n, ...rest }]));
  if (answered.length === 0) return [noFigure, noFigure, noFigure, noFigure];
  const targets = answered.filter(({ target }) => target !== undefined);
  const values = answered.flatMap(({ satisfied }) => (satisfied === undefined ? [] : [satisfied.value]));
  return [
    answered.length,
    answered.reduce((sum, { n }) => sum + n, 0),
    targets.length === 0 ? noFigure : targets.filter(({ n, target = n }) => n >= target).length,
    values.length === 0 ? noFigure : `${percent(Math.min(...values))} – ${percent(Math.max(...values))}`,
  ];
}
