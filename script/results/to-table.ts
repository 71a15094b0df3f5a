import type { Figures, QuestionResult, Results, UnitResult } from '../../core/results/results.js';
import { isBounded, type Estimate, type Unbounded } from '../../core/statistics.js';
import { excerpt } from '../../core/excerpt.js';
import { decimal, percent, whole } from './numbers.js';
import type { Value } from './cells.js';
import { summaryRows } from './sheets.js';
import { texts } from './texts.vi.js';

const width = 100;
const barWidth = 24;
/** Lists of communes longer than this are for the workbook; here each has one line. */
const detailed = 1;

/** The results to read in a terminal. */
export function toTable(results: Results): string {
  const { whole, units, suppressBelow } = results;
  const [only] = units;
  const figures = whole ?? (units.length === detailed && only?.type === 'shown' ? only.figures : undefined);
  return `${[
    ...summaryRows(results).flatMap(([name, value]) => wrapped(`${name}: `, textOf(value))),
    ...(units.length === detailed && only?.type === 'suppressed'
      ? [`${only.name ?? only.unit}: ${texts.fewResponses(suppressBelow)}`]
      : []),
    ...(figures?.questions.flatMap((question) => questionLines(question, suppressBelow)) ?? []),
    ...(units.length > detailed ? unitLines(results) : []),
    ...(results.comments.length > 0 ? ['', texts.sheets.comments] : []),
    ...results.comments.flatMap(({ label, count, examples }) => [
      `  ${label ?? texts.unsorted}: ${count}`,
      ...examples.flatMap((example) => wrapped('    – ', example)),
    ]),
  ].join('\n')}\n`;
}

function questionLines({ number, text, figures, change, measure }: QuestionResult, below: number): readonly string[] {
  const head = ['', ...wrapped(number === '' ? '' : `${number}. `, text)];
  if (figures === undefined) return [...head, `   ${texts.withheldQuestion}`];
  const { answered, unknown, skipped, options, satisfied, grade, mean } = figures;
  return [
    ...head,
    `   ${texts.answered(answered, unknown, skipped)}`,
    ...options.map(({ label, isGood, cell }) => {
      const name = `   ${excerpt(label, 45)}${isGood ? ' +' : ''}`.padEnd(52);
      if (cell.type === 'shown')
        return `${name} ${bar(cell.share)} ${percent(cell.share).padStart(8)} ${whole(cell.count).padStart(9)}`;
      return `${name} ${cell.type === 'few' ? texts.few(below) : texts.withheld}`;
    }),
    ...(satisfied === undefined ? [] : [`   ${texts.headings.satisfied}: ${estimated(satisfied)}${changed(change)}`]),
    ...(grade === undefined ? [] : [`   ${texts.grade(grade.mean, grade.grades, grade.index.value)}`]),
    ...(mean === undefined
      ? []
      : [`   ${texts.mean(decimal(mean.value), measure ?? '')}${bounded(mean)}${changed(change, texts.difference)}`]),
  ];
}

function unitLines({ units, suppressBelow }: Results): readonly string[] {
  const isRanked = units.some((one) => one.type === 'shown' && one.rank !== undefined);
  return [
    '',
    texts.sheets.units,
    ...units.map((one) => unitLine(one, suppressBelow)),
    ...(units.every((one) => one.type === 'suppressed') ? [] : wrapped('  ', texts.unrankedWhy)),
    ...(isRanked ? [`  ${texts.rankMark}`] : []),
  ];
}

function unitLine(one: UnitResult, below: number): string {
  const name = `  ${one.unit} ${excerpt(one.name ?? '', 30)}`.padEnd(40);
  if (one.type === 'suppressed') return `${name} ${texts.fewResponses(below)}`;
  const { n, target, satisfied } = one.figures;
  const counted = `${whole(n)}${target === undefined ? '' : `/${whole(target)}`}`.padStart(13);
  const rank = one.rank === undefined ? '' : ` #${one.rank}`;
  return `${name} ${counted}  ${satisfied === undefined ? '' : estimated(satisfied)}${rank}`;
}

const bounded = (mean: Estimate | Unbounded): string =>
  isBounded(mean) ? texts.bounds(decimal(mean.low), decimal(mean.high)) : texts.unbounded;

const estimated = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  `${percent(value)} (${texts.interval(decimal(100 * low), decimal(100 * high))} %)`;

const changed = (change: Figures['change'], tell: (value: number) => string = texts.points): string =>
  change === undefined ? '' : `; ${texts.changed(tell(change.value), change.isClear)}`;

const bar = (share: number): string => {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * barWidth);
  return '█'.repeat(filled) + '░'.repeat(barWidth - filled);
};

function textOf(value: Value): string {
  if (value === undefined) return '–';
  if (typeof value === 'object') return percent(value.percent);
  return typeof value === 'number' ? whole(value) : value;
}

/** A text in lines of the terminal's width, the further ones set in. */
function wrapped(start: string, text: string): readonly string[] {
  const lines: string[] = [];
  let line = start;
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + word.length > width) {
      lines.push(line.trimEnd());
      line = ' '.repeat(Math.min(start.length, 4));
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
