import type { Conversation } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import type { Env, StepResult } from '../../core/flow.js';
import { maskPersonalData } from '../../core/personal-data.js';
import { packAnswers } from '../../core/packed-answers.js';
import { isChoice, type Answers, type SurveyForm } from '../../core/survey-form.js';
import { nextQuestion, splitComment } from '../../core/survey-rules.js';
import { placeName } from '../commune/place-name.js';
import { showMenu } from '../menu/step.js';
import { ask } from '../prompt.js';
import { forgetSurvey } from './forget.js';
import { isForNow, needsCode, whyNot } from './may-answer.js';
import { toNext, type OpenSurvey } from './open-survey.js';
import { askSurvey } from './questions.js';
import { texts } from './texts.vi.js';

/**
 * Sends a finished survey: the answers, apart from the person, and the free comment apart from both. What the chat shows
 * of it is deleted, and how many questions were asked is not to be seen by the numbers of the buttons either.
 */
export function submitSurvey(state: Conversation, survey: OpenSurvey, env: Env): StepResult {
  const { draft, form, unit } = survey;
  if (nextQuestion(form, draft.answers) !== undefined)
    return askSurvey(state, { ...survey, draft: toNext(form, draft) }, env);
  const done: Conversation = {
    ...state,
    activity: { type: 'idle' },
    lastUnit: unit.code,
    prompt: roundedUp(state.prompt),
  };
  const { campaign, code } = env.facts;
  const refusal = whyNot(unit, env);
  if (refusal !== undefined && isForNow(env)) return showMenu(state, env, [], refusal);
  if (campaign === undefined || refusal !== undefined) return showMenu(done, env, [forgetSurvey], refusal);
  if (needsCode(env))
    return askSurvey(state, { ...survey, draft: { ...draft, at: { step: 'code' } } }, env, texts.codeOver);
  const { answers, comment } = splitComment(form, draft.answers);
  const { packed, written } = packAnswers(form, answers);
  const record: Effect = {
    type: 'record-response',
    campaign,
    formVersion: form.version,
    unit: unit.code,
    answers: packed,
    written: Object.fromEntries(Object.entries(written).map(([id, text]) => [id, maskPersonalData(text)])),
    signals: signalsIn(form, answers),
    ...(draft.code === undefined ? {} : { code: draft.code }),
    ...(code?.type === 'good' && code.visit !== undefined ? { visit: code.visit } : {}),
    // Whoever writes a phone number into an anonymous form must not be known by it.
    ...(comment === undefined
      ? {}
      : { comment: { text: maskPersonalData(comment), bypass: form.audience === 'can-bo' } }),
  };
  const receipt = [
    texts.receipt(placeName(unit, env.directory)),
    // The same for everybody: it stays in the chat, and must not tell who has written something.
    ...(form.questions.some((question) => question.type === 'text' && question.comment) ? [texts.receiptComment] : []),
    texts.receiptNext,
  ];
  const choices = [
    [{ label: texts.buttons.report, choice: 'report' }],
    [{ label: texts.buttons.menu, choice: 'menu' }],
  ];
  return ask(done, { type: 'idle' }, { text: receipt.join('\n\n'), choices }, [record, forgetSurvey]);
}

/** Questions that were answered with what the level above must hear of when it is said often. */
const signalsIn = (form: SurveyForm, answers: Answers): readonly string[] =>
  form.questions.filter(isChoice).flatMap(({ id, alert }) => {
    const given = answers[id];
    return given?.type === 'single' && alert?.includes(given.option) === true ? [id] : [];
  });

/** Buttons are numbered by the questions asked: the next number says only that there were some. */
const roundedUp = (prompt: number): number => Math.ceil((prompt + 1) / 100) * 100;
