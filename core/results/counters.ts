import { optionsOf, type SurveyForm } from '../survey-form.js';
import type { QuestionTally, Sums } from './counted.js';
import { isJudged, mostGrades, placesFromBest } from './judged.js';

/** Counters lie in one array, so many for each question: one for each letter, and those below. */
export const slots = 32;
export const slot = { typed: 26, unknown: 27, skipped: 28, chosenSome: 29 } as const;

/** What is counted while responses are walked through. */
export type Counters = {
  /** One row more than there are questions: what stands too much in a response falls into it. */
  readonly counts: Int32Array;
  /** For each question the numbers that were typed: their sum and the sum of their squares. */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
};

export function emptyCounters({ questions }: SurveyForm): Counters {
  const rows = questions.length + 1;
  return { counts: new Int32Array(rows * slots), sums: new Float64Array(rows), squares: new Float64Array(rows) };
}

/** What the letters of a form's answers mean, at the place of their counters. */
export type LetterMeanings = {
  /** What a letter adds to the count of judged answers, of satisfied ones, and of those with a grade: 8 bits each. */
  readonly adds: Int32Array;
  /**
   * One bit for each "so many grades are better", one for each "so many are worse", and one for the middle. All of
   * them where there is no grade: what all letters of a response have in common is then what its grades have.
   */
  readonly marks: Int32Array;
};

const adding = { judged: 1, satisfied: 1 << 8, graded: 1 << 16 } as const;

export function meaningsOf({ questions }: SurveyForm): LetterMeanings {
  const size = (questions.length + 1) * slots;
  const [adds, marks] = [new Int32Array(size), new Int32Array(size).fill(-1)];
  for (const [at, question] of questions.entries()) {
    if (!isJudged(question)) continue;
    const places = placesFromBest(question);
    for (const [letter, { id }] of question.options.entries()) {
      const here = at * slots + letter;
      adds[here] =
        adding.judged +
        (question.satisfied.includes(id) ? adding.satisfied : 0) +
        (places === undefined ? 0 : adding.graded);
      const better = places?.[letter];
      if (better !== undefined) marks[here] = marksOf(better, question.options.length - 1 - better);
    }
  }
  return { adds, marks };
}

const marksOf = (better: number, worse: number): number =>
  (1 << better) | (1 << (mostGrades + worse)) | (better === worse ? 1 << (2 * mostGrades) : 0);

/** The counters as tallies, question by question. */
export function readCounters(form: SurveyForm, { counts, sums, squares }: Counters): readonly QuestionTally[] {
  return form.questions.map((question, at): QuestionTally => {
    const count = (of: number) => counts[at * slots + of] ?? 0;
    const [unknown, skipped] = [count(slot.unknown), count(slot.skipped)];
    const options = optionsOf(question).map(({ id, label }, letter) => ({ id, label, count: count(letter) }));
    const chosen = options.map((option) => option.count);
    const answered = count(slot.typed) + (question.type === 'multiple' ? count(slot.chosenSome) : total(chosen));
    return {
      question,
      asked: answered + unknown + skipped,
      answered,
      unknown,
      skipped,
      options,
      ...(isJudged(question)
        ? { satisfied: total(options.map(({ id, count }) => (question.satisfied.includes(id) ? count : 0))) }
        : {}),
      ...(question.type === 'scale' ? { grades: gradeSums(chosen) } : {}),
      ...(question.type === 'number'
        ? { numbers: { n: answered, sum: sums[at] ?? 0, sumOfSquares: squares[at] ?? 0 } }
        : {}),
    };
  });
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

function gradeSums(counts: readonly number[]): Sums {
  const place = (grade: number) => grade / (counts.length - 1);
  return {
    n: total(counts),
    sum: total(counts.map((count, grade) => count * place(grade))),
    sumOfSquares: total(counts.map((count, grade) => count * place(grade) ** 2)),
  };
}
