import { meanInterval, wilson, type Estimate } from '../statistics.js';
import type { QuestionTally } from './counted.js';
import { isJudged } from './judged.js';
import type { QuestionFigures } from './results.js';

/** What is known of the answers to a question, before anything of it is held back. */
export function questionFigures(tally: QuestionTally, population: number | undefined): QuestionFigures {
  const { question, answered, unknown, skipped, options, satisfied, numbers } = tally;
  const good = isJudged(question) ? question.satisfied : [];
  const share = satisfied === undefined ? undefined : wilson(satisfied, answered, { population });
  const mean = numbers && meanInterval(numbers.n, numbers.sum, numbers.sumOfSquares, { population });
  const grade = gradeOf(tally, population);
  return {
    answered,
    unknown,
    skipped,
    options: options.map(({ id, label, count }) => ({
      id,
      label,
      isGood: good.includes(id),
      cell: { type: 'shown', count, share: answered === 0 ? 0 : count / answered },
    })),
    ...(share === undefined ? {} : { satisfied: share }),
    ...(grade === undefined ? {} : { grade }),
    ...(mean === undefined || question.type !== 'number' ? {} : { mean: within(mean, question) }),
  };
}

function gradeOf({ question, grades }: QuestionTally, population: number | undefined): QuestionFigures['grade'] {
  if (question.type !== 'scale' || grades === undefined) return undefined;
  const place = meanInterval(grades.n, grades.sum, grades.sumOfSquares, { population });
  if (place === undefined) return undefined;
  const best = question.options.length;
  return { mean: 1 + place.value * (best - 1), grades: best, index: toIndex(place) };
}

/** From 0–1 to 0–100; nobody's mean lies beyond the worst and the best grade. */
const toIndex = ({ value, low, high }: Estimate): Estimate => ({
  value: 100 * value,
  low: 100 * Math.max(0, low),
  high: 100 * Math.min(1, high),
});

/** A mean of numbers is none that could not have been typed. */
const within = (
  { value, low, high }: Estimate,
  { min, max }: { readonly min: number; readonly max: number },
): Estimate => ({
  value,
  low: Math.max(min, low),
  high: Math.min(max, high),
});
