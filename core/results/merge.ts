import type { OptionCount, QuestionTally, Sums, Tally } from './counted.js';

const nothing: Sums = { n: 0, sum: 0, sumOfSquares: 0 };

/**
 * Adds tallies up: of several units, or of several versions of a form in one. Questions go together by their id and
 * type, options by their id; names and order are those of the newest version. What only an older version asked stays,
 * at the end. Several tallies of one version must come from the same form.
 */
export function mergeTallies(tallies: readonly Tally[]): Tally {
  const newestFirst = tallies.toSorted((a, b) => (b.versions[0] ?? 0) - (a.versions[0] ?? 0));
  const questions = new Map<string, QuestionTally>();
  for (const { questions: more } of newestFirst)
    for (const tally of more) {
      const key = `${tally.question.id} ${tally.question.type}`;
      const known = questions.get(key);
      questions.set(key, known === undefined ? tally : addQuestions(known, tally));
    }
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
  return {
    n: sum(({ n }) => n),
    versions: [...new Set(newestFirst.flatMap(({ versions }) => versions))].toSorted((a, b) => b - a),
    questions: [...questions.values()],
    shares: tallies.reduce((total, { shares }) => addSums(total, shares), nothing),
    gradable: sum(({ gradable }) => gradable),
    straightLined: sum(({ straightLined }) => straightLined),
    unreadable: sum(({ unreadable }) => unreadable),
  };
}

function addQuestions(newer: QuestionTally, older: QuestionTally): QuestionTally {
  return {
    question: newer.question,
    asked: newer.asked + older.asked,
    answered: newer.answered + older.answered,
    unknown: newer.unknown + older.unknown,
    skipped: newer.skipped + older.skipped,
    options: addOptions(newer.options, older.options),
    // A version that does not judge what another judges has not been asked whether people are satisfied.
    ...(newer.satisfied === undefined || older.satisfied === undefined
      ? {}
      : { satisfied: newer.satisfied + older.satisfied }),
    ...(newer.grades === undefined || older.grades === undefined
      ? {}
      : { grades: addSums(newer.grades, older.grades) }),
    ...(newer.numbers === undefined || older.numbers === undefined
      ? {}
      : { numbers: addSums(newer.numbers, older.numbers) }),
  };
}

function addOptions(newer: readonly OptionCount[], older: readonly OptionCount[]): readonly OptionCount[] {
  const more = new Map(older.map((option) => [option.id, option.count]));
  const known = new Set(newer.map(({ id }) => id));
  return [
    ...newer.map((option) => ({ ...option, count: option.count + (more.get(option.id) ?? 0) })),
    ...older.filter(({ id }) => !known.has(id)),
  ];
}

const addSums = (a: Sums, b: Sums): Sums => ({
  n: a.n + b.n,
  sum: a.sum + b.sum,
  sumOfSquares: a.sumOfSquares + b.sumOfSquares,
});
