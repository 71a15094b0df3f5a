import type { Figures, QuestionFigures, QuestionResult, Results } from '../../core/results/results.js';
import { changeCells, changeHeadings, estimateCells, share, type Sheet, type Value } from './cells.js';
import { texts } from './texts.vi.js';

const { headings: h, sheets } = texts;

const headings = [
  ...[h.code, h.unit, h.number, h.question, h.answer, h.counted, h.count, h.answered, h.unknown, h.skipped],
  ...[h.share, h.low, h.high, ...changeHeadings],
];

type Part = { readonly code: string | undefined; readonly name: string | undefined; readonly figures: Figures };

/** One line for each answer of each question, and one for what is made of them: for the whole, and for each commune. */
export const questionSheet = (results: Results): Sheet => ({
  name: sheets.questions,
  headings,
  rows: partsOf(results).flatMap((part) => partRows(part, results.suppressBelow)),
});

/** The same in one table that stands alone: each commune begins with what is to be known of all its figures. */
export function csvSheet(results: Results): Sheet {
  const { units, suppressBelow } = results;
  return {
    name: sheets.questions,
    headings: [...headings, h.responses, h.population, h.target, h.rate, h.warnings],
    rows: [
      ...partsOf(results).flatMap((part) => {
        const { n, population, target, rate, warnings } = part.figures;
        const common = [n, population, target, share(rate)];
        const first = [part.code, part.name, undefined, undefined, texts.kinds.responses, undefined, n];
        return [
          [...padded(first), ...common, warnings.map(texts.warning).join(' ')],
          ...partRows(part, suppressBelow).map((row) => [...padded(row), ...common]),
        ];
      }),
      ...units.flatMap((one) =>
        one.type === 'shown'
          ? []
          : [
              [
                ...padded([one.unit, one.name, undefined, undefined, texts.kinds.responses]),
                texts.fewResponses(suppressBelow),
              ],
            ],
      ),
    ],
  };
}

const padded = (row: readonly Value[]): readonly Value[] => headings.map((_, at) => row[at]);

const partsOf = ({ whole, units }: Results): readonly Part[] => [
  ...(whole === undefined ? [] : [{ code: undefined, name: texts.all, figures: whole }]),
  ...units.flatMap((one) => (one.type === 'shown' ? [{ code: one.unit, name: one.name, figures: one.figures }] : [])),
];

const partRows = ({ code, name, figures }: Part, below: number): readonly (readonly Value[])[] => [
  ...overallRows(figures).map((cells) => [code, name, undefined, undefined, ...cells]),
  ...figures.questions.flatMap((question) =>
    questionRows(question, below).map((cells) => [code, name, question.number, question.text, ...cells]),
  ),
];

function overallRows({ judging, satisfied, change }: Figures): readonly (readonly Value[])[] {
  if (satisfied === undefined) return [];
  return [
    [
      ...[texts.kinds.overall, undefined, undefined, judging, undefined, undefined],
      ...estimateCells(satisfied, share),
      ...changeCells(change, share),
    ],
  ];
}

function questionRows({ figures, change }: QuestionResult, below: number): readonly (readonly Value[])[] {
  if (figures === undefined) return [[texts.kinds.withheld, undefined, texts.withheld]];
  const { answered, unknown, skipped, options, satisfied, grade, mean } = figures;
  const asked = [answered, unknown, skipped];
  const made = (kind: string, ...cells: readonly Value[]) => [kind, undefined, undefined, ...asked, ...cells];
  return [
    ...options.map(({ label, isGood, cell }): readonly Value[] => {
      const good = satisfied === undefined && !isGood ? undefined : isGood ? texts.yes : texts.no;
      if (cell.type === 'shown') return [label, good, cell.count, ...asked, share(cell.share)];
      return [label, good, cell.type === 'few' ? texts.few(below) : texts.withheld, ...asked];
    }),
    ...(satisfied === undefined
      ? []
      : [made(texts.kinds.satisfied, ...estimateCells(satisfied, share), ...changeCells(change, share))]),
    ...(grade === undefined
      ? []
      : [
          made(texts.kinds.gradeMean(grade.grades), ...estimateCells(grade.index, (index) => toGrade(index, grade))),
          made(texts.kinds.grade, ...estimateCells(grade.index)),
        ]),
    ...(mean === undefined ? [] : [made(texts.kinds.number, ...estimateCells(mean), ...changeCells(change))]),
  ];
}

/** From 0–100 to the grade, 1 being the worst. */
const toGrade = (index: number, { grades }: NonNullable<QuestionFigures['grade']>): number =>
  1 + (index / 100) * (grades - 1);
