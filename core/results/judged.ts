import { isChoice, type ChoiceQuestion, type Question } from '../survey-form.js';

/** A question whose answer is a judgement: `satisfied` says which options are good ones. */
export type JudgedQuestion = ChoiceQuestion & { readonly satisfied: readonly string[] };

export const isJudged = (question: Question): question is JudgedQuestion =>
  isChoice(question) && question.satisfied !== undefined;

/** Longer lists of options than the longest scale are no grades. */
export const mostGrades = 7;

/**
 * For each option of a judged question how many better ones there are: 0 is the best. Undefined where the options have
 * no order: a scale goes from the worst to the best; options to choose from are taken for ordered when the good ones
 * stand together at one end ("Nhanh gọn, Bình thường, Rất lâu"), and when there are three of them to seven.
 */
export function placesFromBest(question: JudgedQuestion): readonly number[] | undefined {
  const { options, satisfied, type } = question;
  const fromFirst = options.map((_, at) => at);
  if (type === 'scale') return fromFirst.toReversed();
  if (options.length < 3 || options.length > mostGrades) return undefined;
  const good = options.map(({ id }) => satisfied.includes(id));
  const goodOnes = good.filter(Boolean).length;
  if (good.slice(0, goodOnes).every(Boolean)) return fromFirst;
  return good.slice(-goodOnes).every(Boolean) ? fromFirst.toReversed() : undefined;
}
