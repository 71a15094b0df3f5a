import type { Report, ReportQueryId } from '../../../core/report.js';
import type { FeedbackCounts } from '../../../core/report/feedback.js';
import { bold, plain, type TableSheet } from '../../tables/workbook.js';
import { noFigure } from '../texts.vi.js';
import {
  figureLabels as labels,
  howCounted,
  queryColumns,
  queryMeanings,
  queryNote,
  sheetNames,
  sourceColumns,
} from './texts.vi.js';

/** A figure of the document, and where it comes from. */
type Figure = {
  readonly label: string;
  /** Absent when missing. */
  readonly value: number | undefined;
  readonly query: ReportQueryId;
  readonly how: string;
};

/** Every figure with its query; below, the queries themselves with their parameters. */
export function sourceSheet(report: Report): TableSheet {
  return {
    sheet: sheetNames.sources,
    widths: [48, 40, 60, 60],
    rows: [
      bold(...sourceColumns),
      ...figuresOf(report).map(({ label, value, query, how }) => plain(label, value ?? noFigure, query, how)),
      plain(),
      bold(...queryColumns),
      ...report.queries.map(({ id, sql, parameters }) => plain(id, queryMeanings[id], sql, JSON.stringify(parameters))),
      plain(queryNote),
    ],
  };
}

function figuresOf(report: Report): readonly Figure[] {
  const { surveys, dialogues } = report;
  const sum = (column: 'people' | 'raised' | 'answered') =>
    dialogues.length === 0 ? undefined : dialogues.reduce((total, one) => total + one[column], 0);
  return [
    { label: labels.campaigns, value: counted(surveys), query: 'campaigns', how: howCounted.rows },
    ...surveyFigures(report),
    ...feedbackFigures(report),
    { label: labels.dialogues, value: counted(dialogues), query: 'dialogues', how: howCounted.rows },
    { label: labels.people, value: sum('people'), query: 'dialogues', how: howCounted.sum('people') },
    { label: labels.raised, value: sum('raised'), query: 'dialogues', how: howCounted.sum('raised') },
    { label: labels.answeredThere, value: sum('answered'), query: 'dialogues', how: howCounted.sum('answered') },
    ...titleFigures(report),
  ];
}

/** None entered is missing, not zero. */
const counted = (list: readonly unknown[]): number | undefined => (list.length === 0 ? undefined : list.length);

function surveyFigures({ surveys, communes }: Report): readonly Figure[] {
  return surveys.flatMap(({ id, results }) =>
    results.flatMap(({ unit, n, satisfied }): readonly Figure[] => {
      const name = communes.get(unit) ?? unit;
      const share = satisfied === undefined ? undefined : Math.round(satisfied.value * 1000) / 10;
      return [
        { label: labels.responses(id, name), value: n, query: 'results', how: howCounted.cell('n') },
        { label: labels.satisfied(id, name), value: share, query: 'results', how: howCounted.computed },
      ];
    }),
  );
}

const feedbackColumns = ['carried', 'received', 'answered', 'open', 'late', 'openLate', 'comments'] as const;

function feedbackFigures({ feedback }: Report): readonly Figure[] {
  return feedbackColumns.map((column: keyof FeedbackCounts) => ({
    label: labels[column],
    value: feedback?.total[column],
    query: 'feedback',
    how: howCounted.sum(column),
  }));
}

function titleFigures({ title }: Report): readonly Figure[] {
  if (title.level === 'province') {
    const { registered, reached } = title.table;
    return [
      { label: labels.registered, value: counted(registered), query: 'scores', how: howCounted.units },
      { label: labels.reached, value: reached, query: 'scores', how: howCounted.threshold },
    ];
  }
  const { total, parts } = title.assessment;
  return [
    { label: labels.total, value: total, query: 'scores', how: howCounted.parts },
    ...parts.map((part): Figure => ({
      label: labels.part(part.id),
      value: part.total,
      query: 'scores',
      how: part.given.some(({ by }) => by === 'survey') ? howCounted.withSurveys : howCounted.sum('score'),
    })),
  ];
}
