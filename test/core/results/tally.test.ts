import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packAnswers } from '../../../core/packed-answers.js';
import { mergeTallies } from '../../../core/results/merge.js';
import { tallyResponses } from '../../../core/results/tally.js';
import {
  isChoice,
  optionsOf,
  type Answer,
  type Answers,
  type Question,
  type SurveyForm,
} from '../../../core/survey-form.js';
import { fits, fittingAnswers } from '../../../core/survey-rules.js';
import { allForms, pks05 } from '../../support/forms.js';

/** An answer that the question takes, or none. */
function answerTo(question: Question): fc.Arbitrary<Answer | undefined> {
  const ids = optionsOf(question).map(({ id }) => id);
  const given: readonly fc.Arbitrary<Answer>[] = [
    ...(isChoice(question) ? [fc.constantFrom(...ids).map((option): Answer => ({ type: 'single', option }))] : []),
    ...(question.type === 'multiple'
      ? [fc.subarray(ids).map((options): Answer => ({ type: 'multiple', options }))]
      : []),
    ...(question.type === 'number'
      ? [fc.integer({ min: question.min, max: question.max }).map((value): Answer => ({ type: 'number', value }))]
      : []),
    ...(question.type === 'text' ? [fc.constant<Answer>({ type: 'text', text: 'a;b\nc' })] : []),
    fc.constantFrom<Answer>({ type: 'unknown' }, { type: 'skipped' }),
  ];
  return fc.oneof(...given).map((answer) => (fits(question, answer) ? answer : undefined));
}

const answersTo = (form: SurveyForm): fc.Arbitrary<Answers> =>
  fc.tuple(...form.questions.map(answerTo)).map((answers) =>
    fittingAnswers(
      form,
      Object.fromEntries(
        answers.flatMap((answer, at) => {
          const id = form.questions[at]?.id;
          return answer === undefined || id === undefined ? [] : [[id, answer]];
        }),
      ),
    ),
  );

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The same counts the plain way. */
function naive(form: SurveyForm, responses: readonly Answers[]) {
  const judgedOf = (answers: Answers) =>
    form.questions.flatMap((question) => {
      const answer = answers[question.id];
      return isChoice(question) && question.satisfied !== undefined && answer?.type === 'single'
        ? [question.satisfied.includes(answer.option)]
        : [];
    });
  const shares = responses
    .map(judgedOf)
    .filter((judged) => judged.length > 0)
    .map((judged) => judged.filter(Boolean).length / judged.length);
  return {
    n: responses.length,
    shares: { n: shares.length, sum: sum(shares), squares: sum(shares.map((share) => share ** 2)) },
    questions: form.questions.map((question) => {
      const given = responses.flatMap(({ [question.id]: answer }) => (answer === undefined ? [] : [answer]));
      // Choosing none of several is stored as passed over.
      const isNone = (answer: Answer) =>
        answer.type === 'skipped' || (answer.type === 'multiple' && answer.options.length === 0);
      const numbers = given.flatMap((answer) => (answer.type === 'number' ? [answer.value] : []));
      return {
        asked: given.length,
        unknown: given.filter(({ type }) => type === 'unknown').length,
        skipped: given.filter(isNone).length,
        numbers: [sum(numbers), sum(numbers.map((value) => value ** 2))],
        options: optionsOf(question).map(
          ({ id }) =>
            given.filter(
              (answer) =>
                (answer.type === 'single' && answer.option === id) ||
                (answer.type === 'multiple' && answer.options.includes(id)),
            ).length,
        ),
      };
    }),
  };
}

describe('tallyResponses', () => {
  it.each(allForms().map((form) => [form.id, form] as const))('counts %s as a plain count does', (_, form) => {
    fc.assert(
      fc.property(fc.array(answersTo(form), { minLength: 1, maxLength: 12 }), (responses) => {
        const lines = responses.map((answers) => packAnswers(form, answers).packed).join('\n');
        const tally = tallyResponses({ lines }, form, 5);
        const expected = naive(form, responses);
        expect(tally).toMatchObject({ n: expected.n, unreadable: 0, versions: [form.version] });
        expect(tally.shares.n).toBe(expected.shares.n);
        expect(tally.shares.sum).toBeCloseTo(expected.shares.sum, 9);
        expect(tally.shares.sumOfSquares).toBeCloseTo(expected.shares.squares, 9);
        expect(
          tally.questions.map(({ asked, unknown, skipped, options, numbers }) => ({
            asked,
            unknown,
            skipped,
            numbers: [numbers?.sum ?? 0, numbers?.sumOfSquares ?? 0],
            options: options.map(({ count }) => count),
          })),
        ).toEqual(expected.questions);
        for (const { asked, answered, unknown, skipped } of tally.questions)
          expect(answered + unknown + skipped).toBe(asked);
      }),
      { numRuns: 60 },
    );
  });

  it('counts what does not fit as unreadable, and the rest all the same', () => {
    const form = pks05();
    const good = form.questions.map(() => 'a').join(';');
    const tally = tallyResponses({ lines: [good, 'a;a', `${good};a`, '!', good].join('\n') }, form, 5);
    expect(tally).toMatchObject({ n: 5, unreadable: 3 });
    expect(tallyResponses({ lines: '' }, form, 5).n).toBe(0);
  });
});

describe('a straight line', () => {
  const line = (form: SurveyForm, pick: (options: number) => number) => ({
    lines: form.questions
      .map((question) =>
        isChoice(question) && question.satisfied !== undefined
          ? String.fromCharCode(97 + pick(question.options.length))
          : '',
      )
      .join(';'),
  });
  const [pks02 = pks05()] = allForms().filter(({ id }) => id === 'pks02');

  it.each([
    ['best of one kind of scale', pks05(), () => 0, 1],
    ['middle', pks05(), () => 1, 1],
    ['worst', pks05(), () => 2, 1],
    ['best of scales of various length', pks02, (options: number) => options - 1, 1],
    ['worst of them', pks02, () => 0, 1],
    ['second best of them', pks02, (options: number) => options - 2, 1],
  ])('is seen: %s', (_, form, pick, expected) => {
    expect(tallyResponses(line(form, pick), form, 5)).toMatchObject({ gradable: 1, straightLined: expected });
  });

  it('is not seen in answers that differ, nor in few of them', () => {
    const form = pks05();
    let at = 0;
    expect(
      tallyResponses(
        line(form, () => (at += 1) % 3),
        form,
        5,
      ),
    ).toMatchObject({ gradable: 1, straightLined: 0 });
    expect(
      tallyResponses(
        line(form, () => 0),
        form,
        6,
      ),
    ).toMatchObject({ gradable: 0, straightLined: 0 });
  });

  it('is the same grade, whichever end a list begins at', () => {
    const form = pks05();
    const turned: SurveyForm = {
      ...form,
      questions: form.questions.map((question) =>
        question.id === 'thai-do' && question.type === 'single'
          ? { ...question, options: question.options.toReversed() }
          : question,
      ),
    };
    expect(
      tallyResponses(
        line(turned, () => 0),
        turned,
        5,
      ).straightLined,
    ).toBe(0);
    expect(
      tallyResponses(
        line(turned, () => 1),
        turned,
        5,
      ).straightLined,
    ).toBe(1);
  });
});

describe('mergeTallies', () => {
  const form = pks05();
  const newer: SurveyForm = {
    ...form,
    version: 2,
    questions: form.questions
      .filter(({ id }) => id !== 'gioi-tinh')
      .map((question) =>
        question.id === 'tuoi' && question.type === 'single'
          ? {
              ...question,
              options: [
                { id: 'tre-em', label: 'Dưới 18 tuổi' },
                ...question.options.slice(1).map((option) => ({ ...option, label: `${option.label} (mới)` })),
              ],
            }
          : question,
      ),
  };

  it('brings versions together by ids, under the newest names', () => {
    const old = tallyResponses({ lines: 'a;a;;;;;;;;;;;\nb;b;;;;;;;;;;;' }, form, 5);
    const now = tallyResponses({ lines: 'a;;;;;;;;;;;\nb;;;;;;;;;;;' }, newer, 5);
    const merged = mergeTallies([old, now]);
    expect(merged).toMatchObject({ n: 4, versions: [2, 1], unreadable: 0 });
    const [age, ...more] = merged.questions;
    expect(age?.options.map(({ id, label, count }) => [id, label, count])).toEqual([
      ['tre-em', 'Dưới 18 tuổi', 1],
      ['25-49', 'Từ 25 đến 49 tuổi (mới)', 2],
      ['50-60', 'Từ 50 đến 60 tuổi (mới)', 0],
      ['tren-60', 'Trên 60 tuổi (mới)', 0],
      ['duoi-25', 'Dưới 25 tuổi', 1],
    ]);
    expect(more.at(-1)).toMatchObject({ question: { id: 'gioi-tinh' }, asked: 2 });
  });

  it('is the tally of the lines together', () => {
    const [a, b] = ['a;a;b;a;;a;b;c;a;;a;c;', 'a;b;b;c;a;a;b;c;-;;-;;'];
    expect(mergeTallies([a, b].map((lines) => tallyResponses({ lines }, form, 5)))).toEqual(
      tallyResponses({ lines: `${a}\n${b}` }, form, 5),
    );
  });
});
