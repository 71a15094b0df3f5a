import { optionsOf, type Answer, type Answers, type Question, type SurveyForm } from './survey-form.js';

/**
 * How the answers of one response are stored: a field for each question of the form's version, in its order, joined by
 * ";". A million of them are counted in half a second, where JSON takes five, and nothing but the answers fits in.
 *
 *   `c`   the third option (single, scale)      `ac`  the first and the third (multiple)
 *   `12`  a number                              `*`   words, kept beside it
 *   `?`   not known                             `-`   passed over               empty: not asked
 */
export type PackedAnswers = string;

/** What people wrote, by question: texts, and what "other" stands for. */
export type WrittenAnswers = Readonly<Record<string, string>>;

export const fieldEnd = ';';
export const packed = { unknown: '?', skipped: '-', written: '*' } as const;

/** The letter of an option: "a" for the first. */
const optionLetter = (at: number): string => String.fromCharCode('a'.charCodeAt(0) + at);

/** Packs answers that fit the form; questions that were not asked have an empty field. */
export function packAnswers(
  form: SurveyForm,
  answers: Answers,
): { readonly packed: PackedAnswers; readonly written: WrittenAnswers } {
  const written = form.questions.flatMap(({ id }): readonly (readonly [string, string])[] => {
    const answer = answers[id];
    if (answer?.type === 'text') return [[id, answer.text]];
    return answer?.type === 'single' && answer.other !== undefined ? [[id, answer.other]] : [];
  });
  return {
    packed: form.questions.map((question) => packAnswer(question, answers[question.id])).join(fieldEnd),
    written: Object.fromEntries(written),
  };
}

function packAnswer(question: Question, answer: Answer | undefined): string {
  if (answer === undefined) return '';
  const letters = (ids: readonly string[]) =>
    optionsOf(question)
      .flatMap(({ id }, at) => (ids.includes(id) ? [optionLetter(at)] : []))
      .join('');
  switch (answer.type) {
    case 'single':
      return letters([answer.option]);
    case 'multiple':
      // None of them is an answer too, and not the same as not having been asked.
      return letters(answer.options) || packed.skipped;
    case 'number':
      return String(answer.value);
    case 'text':
      return packed.written;
    case 'unknown':
      return packed.unknown;
    case 'skipped':
      return packed.skipped;
  }
}
