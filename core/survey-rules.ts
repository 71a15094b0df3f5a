import { isChoice, mayBeUnknown, type Answer, type Answers, type Question, type SurveyForm } from './survey-form.js';

/** How a survey form is walked through: which question is asked, under which number, and which answers still count. */

/** The questions that these answers lead to, in order: a sub-question only when its condition holds. */
export function askedQuestions(form: SurveyForm, answers: Answers): readonly Question[] {
  const asked = new Set<string>();
  return form.questions.filter((question) => {
    const { when } = question;
    const given = when === undefined ? undefined : answers[when.question];
    const isAsked =
      when === undefined ||
      (asked.has(when.question) && given?.type === 'single' && when.answers.includes(given.option));
    if (isAsked) asked.add(question.id);
    return isAsked;
  });
}

/** The first question without an answer; undefined when the form is complete. */
export function nextQuestion(form: SurveyForm, answers: Answers): Question | undefined {
  return askedQuestions(form, answers).find((question) => answers[question.id] === undefined);
}

/** The question asked before this one; undefined before the first. */
export function previousQuestion(form: SurveyForm, answers: Answers, id: string): Question | undefined {
  const asked = askedQuestions(form, answers);
  return asked[asked.findIndex((question) => question.id === id) - 1];
}

/** How many questions everybody is asked; sub-questions are not counted. */
export function questionCount(form: SurveyForm): number {
  return form.questions.filter((question) => question.when === undefined).length;
}

/** "4", or "4a" for the first sub-question of question 4. */
export function questionNumber(form: SurveyForm, id: string): string {
  const rootOf = (question: Question): string => {
    const parent = form.questions.find((other) => other.id === question.when?.question);
    return parent === undefined ? question.id : rootOf(parent);
  };
  const question = form.questions.find((other) => other.id === id);
  if (question === undefined) return '';
  const root = rootOf(question);
  const numbered = form.questions.filter((other) => other.when === undefined);
  const number = numbered.findIndex((other) => other.id === root) + 1;
  if (question.when === undefined) return String(number);
  const siblings = form.questions.filter((other) => other.when !== undefined && rootOf(other) === root);
  return `${number}${String.fromCharCode('a'.charCodeAt(0) + siblings.indexOf(question))}`;
}

/** The answers with one more or another one; answers to sub-questions that are no longer asked are dropped. */
export function withAnswer(form: SurveyForm, answers: Answers, id: string, answer: Answer): Answers {
  return fittingAnswers(form, { ...answers, [id]: answer });
}

/** Those answers that this version of the form would have taken: after a form has changed, what need not be asked again. */
export function fittingAnswers(form: SurveyForm, answers: Answers): Answers {
  const fitting = form.questions.flatMap((question) => {
    const answer = answers[question.id];
    return answer !== undefined && fits(question, answer) ? [[question.id, answer] as const] : [];
  });
  const asked = new Set(askedQuestions(form, Object.fromEntries(fitting)).map(({ id }) => id));
  return Object.fromEntries(fitting.filter(([id]) => asked.has(id)));
}

/** Could this be an answer to this question? */
export function fits(question: Question, answer: Answer): boolean {
  switch (answer.type) {
    case 'skipped':
      return question.optional;
    case 'single':
      return (
        isChoice(question) &&
        question.options.some((option) => option.id === answer.option) &&
        (answer.other === undefined || (isOther(question, answer.option) && answer.other.length <= otherLimit))
      );
    case 'multiple':
      return (
        question.type === 'multiple' &&
        (answer.options.length > 0 || question.optional) &&
        answer.options.every((id) => question.options.some((option) => option.id === id))
      );
    case 'number':
      return question.type === 'number' && answer.value >= question.min && answer.value <= question.max;
    case 'text':
      return question.type === 'text' && answer.text.length <= question.maxLength;
    case 'unknown':
      return mayBeUnknown(question);
  }
}

/** Longest text that says what "other" stands for, in characters. */
export const otherLimit = 200;

/** Is this the option "other" of its question, about which more is asked? */
export function isOther(question: Question, option: string): boolean {
  return question.type === 'single' && question.other && question.options.at(-1)?.id === option;
}

/**
 * Takes the free comment out of the answers. It is sent on its own, as a case; left in both places, the same words
 * would join the case to the age, sex and other answers of whoever wrote it.
 */
export function splitComment(
  form: SurveyForm,
  answers: Answers,
): { readonly answers: Answers; readonly comment?: string } {
  const question = form.questions.find((item) => item.type === 'text' && item.comment);
  const given = question === undefined ? undefined : answers[question.id];
  if (question === undefined || given?.type !== 'text') return { answers };
  return {
    answers: Object.fromEntries(Object.entries(answers).filter(([id]) => id !== question.id)),
    comment: given.text,
  };
}
