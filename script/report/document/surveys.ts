import { type Paragraph, type Table } from 'docx';
import type { Report, SurveyLine } from '../../../core/report.js';
import { writtenDay } from '../../../core/vietnam-time.js';
import { acrossCommunes, type Told } from '../../../core/report/across-communes.js';
import { awaited, noFigure, shareText, stateTexts, tooFew } from '../texts.vi.js';
import { body, figures, heading, type Column } from './style.js';
import { sections, surveyTexts } from './texts.vi.js';

const shares = { commune: [6, 34, 20, 12, 12, 24], province: [6, 32, 20, 11, 11, 11, 20] } as const;

/** What was asked in the period, and what came out. */
export function surveySection({
  surveys,
  suppressBelow,
  jurisdiction: { level },
}: Report): readonly (Paragraph | Table)[] {
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
    ...(level === 'province' ? surveyTexts.notes(suppressBelow).map((text) => body(text, { isItalic: true })) : []),
  ];
}

const named = ({ title, id, partner }: SurveyLine): string => `${title}\n(${id})\n${surveyTexts.partner(partner)}`;

function days({ opensOn, endsOn, state, endsLater }: SurveyLine): string {
  const note = state === 'finished' ? (endsLater ? surveyTexts.endedLater : undefined) : stateTexts[state];
  return `${writtenDay(opensOn)} – ${writtenDay(endsOn)}${note === undefined ? '' : `\n(${note})`}`;
}

function communeCells({ state, results: [own] }: SurveyLine): readonly (string | number)[] {
  if (state !== 'finished') return [awaited, awaited, awaited];
  if (own === undefined) return [noFigure, noFigure, noFigure];
  return [own.n ?? tooFew, own.target ?? noFigure, shareText(own.satisfied)];
}

function provinceCells({ state, results }: SurveyLine): readonly (string | number)[] {
  if (state !== 'finished') return [awaited, awaited, awaited, awaited];
  const { told, responses, known, reached, lowest, highest } = acrossCommunes(results);
  if (told === 0) {
    const why = results.length === 0 ? noFigure : tooFew;
    return [why, why, why, why];
  }
  return [told, responses, known === 0 ? noFigure : reached, extremes(lowest, highest)];
}

function extremes(lowest: Told | undefined, highest: Told | undefined): string {
  if (lowest === undefined || highest === undefined) return surveyTexts.noneReached;
  if (lowest === highest) return shareText(lowest.satisfied);
  return surveyTexts.extremes(shareText(lowest.satisfied), shareText(highest.satisfied));
}
