import type { QuestionTally, Tally } from './counted.js';
import { isJudged } from './judged.js';
import type { Cell, OptionResult, QuestionFigures } from './results.js';

/*
 * What few people answered to a sensitive question is not told, nor what would let it be computed. In a line of cells of
 * which the sum is known, hiding one cell hides nothing; so all cells of the line that are not 0 are hidden with it, and
 * the sum is told only while each of the few may still be any number below the threshold.
 */

/** The figures of each question, in order; undefined: withheld. */
export type Published = readonly (QuestionFigures | undefined)[];

/** Of a question's figures what may be shown of one commune; undefined when nothing may. */
export function holdBack(
  { question }: Pick<QuestionTally, 'question'>,
  full: QuestionFigures,
  below: number,
): QuestionFigures | undefined {
  if (!question.sensitive || full.answered === 0) return full;
  if (full.answered < below) return undefined;
  if (full.options.every(({ cell }) => !isFew(countOf(cell), below))) return full;
  if (question.type === 'multiple')
    return { ...full, options: full.options.map((option) => hide(option, below, true)) };
  const { grade: _grade, ...known } = full;
  // The sums of the good and the bad answers are known through the satisfied share.
  const sides = isJudged(question)
    ? [true, false].map((good) => full.options.filter(({ isGood }) => isGood === good))
    : [];
  if (sides.length > 0 && sides.every((side) => isVague(side, below))) {
    const hiding = new Set(sides.filter((side) => hasFew(side, below)).flat());
    return { ...known, options: full.options.map((option) => (hiding.has(option) ? hide(option, below) : option)) };
  }
  const { satisfied: _satisfied, ...rest } = known;
  return isVague(full.options, below)
    ? { ...rest, options: full.options.map((option) => hide(option, below)) }
    : undefined;
}

/** What else must go because of what went: the sub-questions of a hidden answer. */
export function holdBackMore(tallies: readonly QuestionTally[], published: Published): Published {
  const kept = new Map<string, QuestionFigures | undefined>();
  return published.map((figures, at) => {
    const question = tallies[at]?.question;
    const shown = question?.when === undefined || isTold(kept.get(question.when.question), question.when.answers);
    const left = shown ? figures : undefined;
    if (question !== undefined) kept.set(question.id, left);
    return left;
  });
}

/**
 * May the mean over all judgements be told? It adds up every one of them: next to those that are shown it would give
 * away one that is not, and next to several still what they come to together, of which a few people may be all.
 */
export const mayTellMean = ({ questions, shares }: Tally, published: Published, below: number): boolean =>
  shares.n >= below &&
  questions.every(
    ({ question, answered }, at) => !isJudged(question) || answered === 0 || published[at]?.satisfied !== undefined,
  );

/** How many answered that is told: it is how many were asked what hangs on it. */
const isTold = (parent: QuestionFigures | undefined, answers: readonly string[]): boolean =>
  parent?.options.every(({ id, cell }) => cell.type === 'shown' || !answers.includes(id)) ?? false;

const countOf = (cell: Cell): number => (cell.type === 'shown' ? cell.count : 0);

const isFew = (count: number, below: number): boolean => count > 0 && count < below;

const hasFew = (options: readonly OptionResult[], below: number): boolean =>
  options.some(({ cell }) => isFew(countOf(cell), below));

/** May the sum of these be known when all that are not 0 are hidden? */
function isVague(options: readonly OptionResult[], below: number): boolean {
  if (!hasFew(options, below)) return true;
  const counts = options.map(({ cell }) => countOf(cell)).filter((count) => count > 0);
  const few = counts.filter((count) => isFew(count, below)).length;
  return leavesOpen(
    few,
    counts.length - few,
    counts.reduce((sum, count) => sum + count, 0),
    below,
  );
}

/** When it is known that `few` cells lie below the threshold and `others` do not, does their sum leave open how many the few are? */
export function leavesOpen(few: number, others: number, sum: number, below: number): boolean {
  if (sum < below) return false;
  return others > 0 ? sum >= few * (below - 1) + others * below : few > 1 && sum > few && sum < few * (below - 1);
}

function hide(option: OptionResult, below: number, onlyFew = false): OptionResult {
  const count = countOf(option.cell);
  if (isFew(count, below)) return { ...option, cell: { type: 'few' } };
  return onlyFew || count === 0 ? option : { ...option, cell: { type: 'withheld' } };
}
