import type { Figures, QuestionResult, Results } from '../../core/results/results.js';
import { sourceRows } from './sources.js';
import { texts } from './texts.vi.js';

/** What stands in a cell; `percent`: the number is a share, 0–1. */
export type Value = string | number | { readonly percent: number } | undefined;

export type Sheet = {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Value[])[];
};

const { headings: h, sheets } = texts;
const share = (value: number | undefined): Value => (value === undefined ? undefined : { percent: value });

/** The results as tables, for a workbook. */
export function toSheets(results: Results): readonly Sheet[] {
  return [
    { name: sheets.summary, headings: [h.item, h.value], rows: summaryRows(results) },
    questionSheet(results),
    unitSheet(results),
    {
      name: sheets.comments,
      headings: [h.category, h.comments, h.example],
      rows: results.comments.flatMap(({ label, count, examples }) => {
        const [first, ...more] = examples;
        return [[label ?? texts.unsorted, count, first], ...more.map((example) => [undefined, undefined, example])];
      }),
    },
    { name: sheets.sources, headings: [h.value, h.table, h.condition], rows: sourceRows(results) },
  ];
}

/** What is said of the campaign as a whole, line by line. */
export function summaryRows(results: Results): readonly (readonly [string, Value])[] {
  const { campaign, before, whole, leftOut, suppressBelow, versions, units } = results;
  const [only] = units;
  const figures = whole ?? (units.length === 1 && only?.type === 'shown' ? only.figures : undefined);
  return [
    [texts.campaign, campaign.id],
    [texts.form, results.title],
    ...(results.source === 'du-thao' ? [[h.warnings, texts.draft] as const] : []),
    [texts.period, texts.days(campaign.opensOn, campaign.closesOn)],
    [texts.partner, campaign.partner],
    [texts.access, texts.accesses[campaign.access]],
    [texts.versions, versions.join(', ')],
    [texts.before, before === undefined ? texts.notCompared : before.id],
    ...(whole === undefined || before === undefined || before.sameUnits
      ? []
      : [[h.warnings, texts.otherUnits] as const]),
    ...(whole === undefined ? [] : [[texts.counted, results.counted] as const]),
    ...(leftOut === 0 ? [] : [[texts.leftOut, texts.leftOutWhy(leftOut, suppressBelow)] as const]),
    ...(figures === undefined ? [] : figureRows(figures)),
  ];
}

function figureRows(figures: Figures): readonly (readonly [string, Value])[] {
  const { n, population, target, rate, satisfied, change, warnings } = figures;
  return [
    [h.responses, n],
    [h.population, population],
    [h.target, target],
    [h.rate, share(rate)],
    [h.satisfied, share(satisfied?.value)],
    [h.low, share(satisfied?.low)],
    [h.high, share(satisfied?.high)],
    ...(change === undefined
      ? []
      : ([
          [h.change, share(change.value)],
          [h.changeLow, share(change.low)],
          [h.changeHigh, share(change.high)],
          [h.clear, change.isClear ? texts.yes : texts.no],
        ] as const)),
    ...warnings.map((warning) => [h.warnings, texts.warning(warning)] as const),
  ];
}

const changeHeadings = [h.change, h.changeLow, h.changeHigh, h.clear];
const changeCells = (change: Figures['change'], toCell: (value: number) => Value): readonly Value[] =>
  change === undefined
    ? [undefined, undefined, undefined, undefined]
    : [toCell(change.value), toCell(change.low), toCell(change.high), change.isClear ? texts.yes : texts.no];

function unitSheet({ units, suppressBelow }: Results): Sheet {
  return {
    name: sheets.units,
    headings: [
      ...[h.code, h.unit, h.responses, h.population, h.target, h.rate],
      ...[h.satisfied, h.low, h.high, ...changeHeadings, h.rank, h.warnings],
    ],
    rows: units.map((one): readonly Value[] => {
      if (one.type === 'suppressed') return [one.unit, one.name, texts.few(suppressBelow)];
      const { n, population, target, rate, satisfied, change, warnings } = one.figures;
      return [
        ...[one.unit, one.name, n, population, target, share(rate)],
        ...[share(satisfied?.value), share(satisfied?.low), share(satisfied?.high)],
        ...changeCells(change, share),
        one.rank ?? (units.length > 1 ? texts.noRank : undefined),
        warnings.map(texts.warning).join(' '),
      ];
    }),
  };
}

/** One line for each answer of each question, and one for what is made of them: for the whole, and for each commune. */
export function questionSheet({ whole, units, suppressBelow }: Results): Sheet {
  const parts = [
    ...(whole === undefined ? [] : [{ code: undefined, name: texts.all, figures: whole }]),
    ...units.flatMap((one) => (one.type === 'shown' ? [{ code: one.unit, name: one.name, figures: one.figures }] : [])),
  ];
  return {
    name: sheets.questions,
    headings: [
      ...[h.code, h.unit, h.number, h.question, h.answer, h.counted, h.count, h.answered, h.unknown, h.skipped],
      ...[h.share, h.low, h.high, ...changeHeadings],
    ],
    rows: parts.flatMap(({ code, name, figures }) => [
      ...overallRows(figures).map((cells) => [code, name, undefined, undefined, ...cells]),
      ...figures.questions.flatMap((question) =>
        questionRows(question, suppressBelow).map((cells) => [code, name, question.number, question.text, ...cells]),
      ),
    ]),
  };
}

function overallRows({ n, satisfied, change }: Figures): readonly (readonly Value[])[] {
  if (satisfied === undefined) return [];
  return [
    [
      ...[texts.kinds.overall, undefined, undefined, n, undefined, undefined],
      ...[share(satisfied.value), share(satisfied.low), share(satisfied.high)],
      ...changeCells(change, share),
    ],
  ];
}

function questionRows({ figures, change }: QuestionResult, below: number): readonly (readonly Value[])[] {
  if (figures === undefined) return [[texts.kinds.withheld, undefined, texts.withheld]];
  const { answered, unknown, skipped, options, satisfied, grade, mean } = figures;
  const asked = [answered, unknown, skipped];
  return [
    ...options.map(({ label, isGood, cell }): readonly Value[] => {
      const good = satisfied === undefined && !isGood ? undefined : isGood ? texts.yes : texts.no;
      if (cell.type === 'shown') return [label, good, cell.count, ...asked, share(cell.share)];
      return [label, good, cell.type === 'few' ? texts.few(below) : texts.withheld, ...asked];
    }),
    ...(satisfied === undefined
      ? []
      : [
          [
            ...[texts.kinds.satisfied, undefined, undefined, ...asked],
            ...[share(satisfied.value), share(satisfied.low), share(satisfied.high)],
            ...changeCells(change, share),
          ],
        ]),
    ...(grade === undefined
      ? []
      : [[texts.kinds.grade, undefined, undefined, ...asked, grade.index.value, grade.index.low, grade.index.high]]),
    ...(mean === undefined
      ? []
      : [
          [
            ...[texts.kinds.number, undefined, undefined, ...asked, mean.value, mean.low, mean.high],
            ...changeCells(change, (value) => value),
          ],
        ]),
  ];
}
