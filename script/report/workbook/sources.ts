import type { Report } from '../../../core/report.js';
import { bold, plain, type TableSheet } from '../../tables/workbook.js';
import { noFigure } from '../texts.vi.js';
import { feedbackFigures } from './feedback-figures.js';
import { counted, type Figure } from './figure.js';
import {
  figureLabels as labels,
  howCounted,
  queryColumns,
  queryMeanings,
  queryNote,
  sourceColumns,
} from './source-texts.vi.js';
import { surveyFigures } from './survey-figures.js';
import { sheetNames } from './texts.vi.js';
import { titleFigures } from './title-figures.js';

/** Every figure with its query; below, the queries that were put, with their parameters. */
export function sourceSheet(report: Report, smallest: number): TableSheet {
  const figures = [
    ...surveyFigures(report),
    ...feedbackFigures(report, smallest),
    ...dialogueFigures(report),
    ...titleFigures(report),
  ];
  return {
    sheet: sheetNames.sources,
    widths: [48, 40, 60, 60],
    rows: [
      bold(...sourceColumns),
      ...figures.map(({ label, value, from, how }) => plain(label, value ?? noFigure, from.join(', '), how)),
      plain(),
      bold(...queryColumns),
      ...report.queries.map(({ id, sql, parameters }) => plain(id, queryMeanings[id], sql, JSON.stringify(parameters))),
      plain(queryNote),
    ],
  };
}

function dialogueFigures({ dialogues }: Report): readonly Figure[] {
  const sum = (label: string, column: 'people' | 'raised' | 'answered'): Figure => ({
    label,
    value: dialogues.length === 0 ? undefined : dialogues.reduce((total, one) => total + one[column], 0),
    from: ['dialogues'],
    how: howCounted.sum(column),
  });
  return [
    { label: labels.dialogues, value: counted(dialogues), from: ['dialogues'], how: howCounted.rows },
    sum(labels.people, 'people'),
    sum(labels.raised, 'raised'),
    sum(labels.answeredThere, 'answered'),
  ];
}
