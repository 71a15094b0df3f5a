import type { Figures, Results } from '../../core/results/results.js';
import { changeCells, changeHeadings, share, type Sheet, type Value } from './cells.js';
import { questionSheet } from './question-sheet.js';
import { sourceRows } from './sources.js';
import { texts } from './texts.vi.js';

const { headings: h, sheets } = texts;

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
  const { n, population, target, rate, satisfied, judging, change, warnings } = figures;
  return [
    [h.responses, n],
    [h.population, population],
    [h.target, target],
    [h.rate, share(rate)],
    ...(judging === undefined || judging === n ? [] : [[h.judging, judging] as const]),
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

function unitSheet({ units, suppressBelow }: Results): Sheet {
  return {
    name: sheets.units,
    headings: [
      ...[h.code, h.unit, h.responses, h.population, h.target, h.rate],
      ...[h.judging, h.satisfied, h.low, h.high, ...changeHeadings, h.rank, h.warnings],
    ],
    rows: units.map((one): readonly Value[] => {
      if (one.type === 'suppressed') return [one.unit, one.name, texts.few(suppressBelow)];
      const { n, population, target, rate, satisfied, judging, change, warnings } = one.figures;
      return [
        ...[one.unit, one.name, n, population, target, share(rate)],
        ...[judging, share(satisfied?.value), share(satisfied?.low), share(satisfied?.high)],
        ...changeCells(change, share),
        one.rank ?? (units.length > 1 ? texts.noRank : undefined),
        warnings.map(texts.warning).join(' '),
      ];
    }),
  };
}
