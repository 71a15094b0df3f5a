import { isBounded, meanInterval, meanShare, wilson, type Estimate, type Unbounded } from '../statistics.js';
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
  const best = question.options.length;
  // A place between 0 and 1 is the share of the best − 1 steps that were climbed: so many yes-or-no answers at most.
  const place = meanShare(grades.n, grades.sum, grades.sumOfSquares, { population, answersEach: best - 1 });
  if (place === undefined) return undefined;
  return { mean: 1 + place.value * (best - 1), grades: best, index: toIndex(place) };
}

/** From 0–1 to 0–100. */
const toIndex = ({ value, low, high }: Estimate): Estimate => ({
  value: 100 * value,
  low: 100 * low,
  high: 100 * high,
});

/** A mean of numbers is none that could not have been typed. */
const within = (
  mean: Estimate | Unbounded,
  { min, max }: { readonly min: number; readonly max: number },
): Estimate | Unbounded =>
  isBounded(mean) ? { value: mean.value, low: Math.max(min, mean.low), high: Math.min(max, mean.high) } : mean;
