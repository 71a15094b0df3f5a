import type { Report } from '../../../core/report.js';
import { casesOf, type FeedbackCounts } from '../../../core/report/feedback.js';
import { writtenDay } from '../../../core/vietnam-time.js';
import { reasonText } from '../../criteria/texts.vi.js';
import { bold, plain, type TableRow, type TableSheet } from '../../tables/workbook.js';
import { awaited, categoryName, formName, noFigure, tooFew } from '../texts.vi.js';
import { tenth } from './figure.js';
import { sourceSheet } from './sources.js';
import {
  dialogueColumns,
  feedbackColumns,
  givenBy,
  sheetNames,
  stateNames,
  surveyColumns,
  titleColumns,
  words,
} from './texts.vi.js';
import { provinceTitleRows } from './title-rows.js';

/** All figures of a report, one sheet a chapter, and where each comes from. */
export function reportSheets(report: Report, smallest: number): readonly TableSheet[] {
  return [
    { sheet: sheetNames.surveys, widths: [10, 24, 12, 12, 12, 24, 12, 12, 12, 12, 12], rows: surveyRows(report) },
    { sheet: sheetNames.feedback, widths: [44, 14, 14, 14, 14, 14, 14, 18], rows: feedbackRows(report, smallest) },
    { sheet: sheetNames.dialogues, widths: [12, 24, 60, 10, 10, 12, 40], rows: dialogueRows(report) },
    { sheet: sheetNames.title, widths: [8, 60, 12, 12, 22, 50, 60], rows: titleRows(report) },
    sourceSheet(report, smallest),
  ].map((sheet) => ({ ...sheet, headings: 1 }));
}

function surveyRows({ surveys, communes }: Report): readonly TableRow[] {
  const rows = surveys.flatMap(({ form, id, opensOn, endsOn, state, results }) => {
    const campaign = [formName(form), id, writtenDay(opensOn), writtenDay(endsOn), stateNames[state]];
    if (state !== 'finished') return [plain(...campaign, awaited)];
    if (results.length === 0) return [plain(...campaign, noFigure)];
    return results.map(({ unit, n, target, satisfied }) =>
      plain(
        ...campaign,
        communes.get(unit) ?? unit,
        n ?? tooFew,
        target ?? noFigure,
        tenth(satisfied?.value) ?? noFigure,
        tenth(satisfied?.low) ?? noFigure,
        tenth(satisfied?.high) ?? noFigure,
      ),
    );
  });
  return [bold(...surveyColumns), ...(rows.length === 0 ? [plain(noFigure)] : rows)];
}

function feedbackRows({ feedback }: Report, smallest: number): readonly TableRow[] {
  if (feedback === undefined) return [bold(...feedbackColumns), plain(noFigure)];
  const counts = ({ carried, received, answered, open, late, openLate, comments }: FeedbackCounts) => [
    ...[carried, received, answered, open, late, openLate, comments],
  ];
  return [
    bold(...feedbackColumns),
    ...feedback.lines
      .filter((line) => casesOf(line) > 0)
      .map((line) => plain(categoryName(line.category, smallest), ...counts(line))),
    bold(words.sum, ...counts(feedback.total)),
  ];
}

function dialogueRows({ dialogues, communes, name }: Report): readonly TableRow[] {
  if (dialogues.length === 0) return [bold(...dialogueColumns), plain(noFigure)];
  return [
    bold(...dialogueColumns),
    ...dialogues.map(({ owner, heldOn, topic, people, raised, answered, note }) => {
      const where = owner.level === 'commune' ? (communes.get(owner.code) ?? owner.code) : name;
      return plain(writtenDay(heldOn), where, topic, people, raised, answered, note);
    }),
  ];
}

function titleRows({ title, communes }: Report): readonly TableRow[] {
  if (title.level === 'province') return provinceTitleRows(title.table, communes);
  const { parts, total } = title.assessment;
  return [
    bold(...titleColumns),
    ...parts.flatMap((part) => [
      bold(part.id, part.title, part.maximum, part.total ?? noFigure),
      ...part.given.map(({ criterion, points, by, evidence, survey }) =>
        plain(
          criterion.id,
          criterion.title,
          criterion.points,
          points ?? noFigure,
          givenBy[by],
          evidence === '' ? undefined : evidence,
          survey === undefined ? undefined : reasonText(survey),
        ),
      ),
    ]),
    bold(undefined, words.total, 100, total ?? noFigure),
  ];
}
