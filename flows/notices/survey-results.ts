import type { Chart, ChartBar } from '../../core/chart.js';
import type { CampaignId } from '../../core/ids.js';
import type { Figures, QuestionResult, Results } from '../../core/results/results.js';
import type { Change } from '../../core/statistics.js';
import { replyLimit, type Reply } from '../../core/reply.js';
import type { Seat } from '../../core/seat.js';
import { excerpt } from '../../core/excerpt.js';
import { writtenDay } from '../../core/vietnam-time.js';
import { texts } from './results-texts.vi.js';

/** Questions that are named: those with the lowest shares. */
const namedQuestions = 3;
const chartBars = 12;

/** The short form of a survey's results, with a chart: for a commune its own, for the province all together. */
export function surveyResults(results: Results, others: readonly CampaignId[], seat: Seat): Reply {
  const { campaign, title } = results;
  const head = texts.head(title, writtenDay(campaign.opensOn), writtenDay(campaign.closesOn));
  const more = otherLines(others);
  const figures = figuresFor(results, seat);
  if (figures === undefined) {
    const why = seat.jurisdiction.level === 'province' ? texts.allTooFew : texts.tooFew;
    return { text: [head, why(results.suppressBelow), ...more].join('\n\n') };
  }
  const { n, target, satisfied, judging, change, warnings } = figures;
  const lines = [
    target === undefined ? texts.responses(n) : texts.responsesOf(n, target),
    ...(satisfied === undefined ? [] : [texts.satisfied(satisfied.value, satisfied.low, satisfied.high)]),
    ...(judging === undefined || judging === n ? [] : [texts.judging(judging)]),
    ...changeLine(results, change, seat),
  ];
  const judged = figures.questions.filter(isJudged).toSorted((a, b) => shareOf(a) - shareOf(b));
  const lowest = judged.slice(0, namedQuestions).map((question) => texts.question(nameOf(question), shareOf(question)));
  const text = [
    head,
    lines.join('\n'),
    ...(lowest.length === 0 ? [] : [[texts.lowest, ...lowest].join('\n')]),
    ...(warnings.length === 0 ? [] : [[texts.mind, ...warnings.map((warning) => texts.warning(warning))].join('\n')]),
    ...(results.source === 'du-thao' ? [texts.draft] : []),
    ...more,
  ].join('\n\n');
  const chart = chartOf(results, figures, judged);
  return { text: excerpt(text, replyLimit), ...(chart === undefined ? {} : { chart }) };
}

/** Instead of results, when there are none under the name that was typed, or none at all. */
export const noResults = (others: readonly CampaignId[]): Reply => ({
  text: others.length === 0 ? texts.none : [texts.noneOfThatName, ...otherLines(others)].join('\n\n'),
});

const otherLines = (others: readonly CampaignId[]): readonly string[] =>
  others.length === 0 ? [] : [texts.others(others.slice(0, 5))];

/** Of all communes together only where the same ones were counted then: else the change may come from the others. */
function changeLine({ before }: Results, change: Change | undefined, { jurisdiction }: Seat): readonly string[] {
  if (jurisdiction.level === 'province' && before?.sameUnits === false) return [texts.otherUnits];
  return change === undefined ? [] : [texts.change(change.value, change.isClear)];
}

/** Of a commune only its own figures; undefined when there are too few responses to show any. */
function figuresFor({ whole, units }: Results, { jurisdiction }: Seat): Figures | undefined {
  if (jurisdiction.level === 'province') return whole;
  const own = units.find(({ unit }) => unit === jurisdiction.code);
  return own?.type === 'shown' ? own.figures : undefined;
}

type Judged = QuestionResult & {
  readonly figures: { readonly satisfied: { readonly value: number; readonly low: number; readonly high: number } };
};

const isJudged = (question: QuestionResult): question is QuestionResult & Judged =>
  question.figures?.satisfied !== undefined;

const shareOf = ({ figures }: Judged): number => figures.satisfied.value;
const nameOf = ({ short, text }: QuestionResult): string => short ?? text;

function chartOf({ title, campaign }: Results, { n }: Figures, judged: readonly Judged[]): Chart | undefined {
  if (judged.length === 0) return undefined;
  const bars = judged.slice(0, chartBars).map((question): ChartBar => ({
    label: nameOf(question),
    value: question.figures.satisfied.value,
    low: question.figures.satisfied.low,
    high: question.figures.satisfied.high,
  }));
  const footer = texts.footer(n, writtenDay(campaign.opensOn), writtenDay(campaign.closesOn));
  return { title: texts.chartTitle(title), bars, footer };
}
