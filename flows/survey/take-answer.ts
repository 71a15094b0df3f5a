import type { Conversation, SurveyDraft } from '../../core/conversation.js';
import type { Env, EnvBeforeFacts, StepResult } from '../../core/flow.js';
import { excerpt } from '../../core/excerpt.js';
import { mayBeUnknown, optionsOf, type Answer, type Question } from '../../core/survey-form.js';
import { fits, isOther, otherLimit, withAnswer } from '../../core/survey-rules.js';
import { findSurvey, toNext, type OpenSurvey } from './open-survey.js';
import { askSurvey } from './questions.js';
import { readNumber, readOption, readOptions, type ReadAnswer } from './read-answer.js';
import { texts } from './texts.vi.js';

/** An option was pressed: the answer to a single-choice question, a tick in a several-choice one. */
export function takeOption(state: Conversation, survey: OpenSurvey, id: string, env: Env): StepResult {
  const question = presentQuestion(survey);
  if (question === undefined || !optionsOf(question).some((option) => option.id === id)) {
    return askSurvey(state, survey, env, texts.pressButton);
  }
  return question.type === 'multiple'
    ? tick(state, survey, question, [id], env)
    : chooseOption(state, survey, question, id, env);
}

/** "Xong": the ticks become the answer. */
export function takeTicks(state: Conversation, survey: OpenSurvey, env: Env): StepResult {
  const question = presentQuestion(survey);
  if (question?.type !== 'multiple') return askSurvey(state, survey, env, texts.pressButton);
  const { ticked } = survey.draft;
  if (ticked.length > 0) return answered(state, survey, question, { type: 'multiple', options: ticked }, env);
  return question.optional ? passOver(state, survey, env) : askSurvey(state, survey, env, texts.tickFirst);
}

/** "Không biết, không trả lời", where it is offered. */
export function takeUnknown(state: Conversation, survey: OpenSurvey, env: Env): StepResult {
  const question = presentQuestion(survey);
  if (survey.draft.at.step !== 'question' || question === undefined || !mayBeUnknown(question))
    return askSurvey(state, survey, env, texts.pressButton);
  return answered(state, survey, question, { type: 'unknown' }, env);
}

/** "Bỏ qua": allowed at optional questions, and for saying what "other" stands for. */
export function passOver(state: Conversation, survey: OpenSurvey, env: Env): StepResult {
  const { draft, form } = survey;
  const question = presentQuestion(survey);
  if (draft.at.step === 'other') return askSurvey(state, { ...survey, draft: toNext(form, draft) }, env);
  if (question?.optional !== true) return askSurvey(state, survey, env, texts.cannotSkip);
  return answered(state, survey, question, { type: 'skipped' }, env);
}

/** Takes a typed answer to the present question. */
export function takeTyped(state: Conversation, survey: OpenSurvey, text: string, env: Env): StepResult {
  const question = presentQuestion(survey);
  if (question === undefined) return askSurvey(state, survey, env, texts.pressButton);
  if (survey.draft.at.step === 'other') return takeOther(state, survey, question, text, env);
  switch (behindOptions(question, text)) {
    case 'done':
      return takeTicks(state, survey, env);
    case 'unknown':
      return takeUnknown(state, survey, env);
    case undefined:
  }
  switch (question.type) {
    case 'single':
    case 'scale': {
      const read = readOption(question.options, text);
      const [option] = read.type === 'options' ? read.options : [];
      if (option === undefined) return askSurvey(state, survey, env, explain(read));
      return chooseOption(state, survey, question, option.id, env);
    }
    case 'multiple': {
      const read = readOptions(question.options, text);
      if (read.type !== 'options') return askSurvey(state, survey, env, explain(read));
      return tick(
        state,
        survey,
        question,
        read.options.map((option) => option.id),
        env,
      );
    }
    case 'number': {
      const number = numberFor(question, text);
      return number === undefined
        ? askSurvey(state, survey, env, texts.notNumber(excerpt(text, 40)))
        : answered(state, survey, question, number, env);
    }
    case 'text': {
      const { maxLength } = question;
      if (text.length > maxLength) return askSurvey(state, survey, env, texts.textTooLong(text.length, maxLength));
      return answered(state, survey, question, { type: 'text', text }, env);
    }
  }
}

/**
 * What stands behind the options has the numbers after theirs: where a channel has too few buttons, people see all of it
 * as one numbered list.
 */
function behindOptions(question: Question, text: string): 'done' | 'unknown' | undefined {
  const options = optionsOf(question);
  const number = /^\d{1,2}$/.exec(text.trim())?.[0];
  if (options.length === 0 || number === undefined) return undefined;
  const behind = [
    ...(question.type === 'multiple' ? (['done'] as const) : []),
    ...(mayBeUnknown(question) ? (['unknown'] as const) : []),
  ];
  return behind[Number(number) - options.length - 1];
}

/** Would this text be taken as one of the options? Then it is no command, whatever else it could mean. */
export function meansAnswer(draft: SurveyDraft, text: string, env: EnvBeforeFacts): boolean {
  const found = findSurvey(draft, env);
  if (found.type !== 'open' || draft.at.step !== 'question') return false;
  const question = presentQuestion(found);
  if (question === undefined) return false;
  if (question.type === 'number') return numberFor(question, text) !== undefined;
  return readOption(optionsOf(question), text).type !== 'unknown';
}

/** The number that was typed, when the question takes it. */
function numberFor(question: Question, text: string): Answer | undefined {
  const value = readNumber(text);
  const number: Answer | undefined = value === undefined ? undefined : { type: 'number', value };
  return number !== undefined && fits(question, number) ? number : undefined;
}

function takeOther(state: Conversation, survey: OpenSurvey, question: Question, text: string, env: Env): StepResult {
  if (text.length > otherLimit) return askSurvey(state, survey, env, texts.textTooLong(text.length, otherLimit));
  const given = survey.draft.answers[question.id];
  if (given?.type !== 'single') return askSurvey(state, { ...survey, draft: toNext(survey.form, survey.draft) }, env);
  return answered(state, survey, question, { ...given, other: text }, env);
}

function chooseOption(
  state: Conversation,
  survey: OpenSurvey,
  question: Question,
  option: string,
  env: Env,
): StepResult {
  if (!isOther(question, option)) return answered(state, survey, question, { type: 'single', option }, env);
  const { draft, form } = survey;
  const answers = withAnswer(form, draft.answers, question.id, { type: 'single', option });
  return askSurvey(state, { ...survey, draft: { ...draft, answers, at: { step: 'other', id: question.id } } }, env);
}

/** Ticks what was not ticked and takes away what was. */
function tick(
  state: Conversation,
  survey: OpenSurvey,
  question: Extract<Question, { type: 'multiple' }>,
  ids: readonly string[],
  env: Env,
): StepResult {
  const { draft } = survey;
  const ticked = question.options
    .map((option) => option.id)
    .filter((id) => (ids.includes(id) ? !draft.ticked.includes(id) : draft.ticked.includes(id)));
  return askSurvey(state, { ...survey, draft: { ...draft, ticked } }, env);
}

function answered(state: Conversation, survey: OpenSurvey, question: Question, answer: Answer, env: Env): StepResult {
  const { draft, form } = survey;
  const answers = withAnswer(form, draft.answers, question.id, answer);
  return askSurvey(state, { ...survey, draft: toNext(form, { ...draft, answers }) }, env);
}

function presentQuestion({ draft, form }: OpenSurvey): Question | undefined {
  const { at } = draft;
  return at.step === 'question' || at.step === 'other'
    ? form.questions.find((question) => question.id === at.id)
    : undefined;
}

function explain(read: ReadAnswer): string {
  if (read.type === 'ambiguous') {
    return texts.ambiguous(
      excerpt(read.typed, 40),
      read.options.map((option) => option.label),
    );
  }
  return read.type === 'unknown'
    ? `${texts.notUnderstood(excerpt(read.typed, 40))} ${texts.howToAnswer}`
    : texts.pressButton;
}
