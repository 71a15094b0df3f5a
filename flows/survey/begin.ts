import type { Activity, Conversation, SurveyDraft } from '../../core/conversation.js';
import type { Unit } from '../../core/directory.js';
import type { Env, StepResult } from '../../core/flow.js';
import type { SurveyForm } from '../../core/survey-form.js';
import type { VotingCode } from '../../core/voting-code.js';
import { askCommune, askWith, chooseCommune } from '../commune/step.js';
import { putAside } from '../finish.js';
import { showMenu } from '../menu/step.js';
import type { Spoken } from '../said.js';
import { forgetSurvey } from './forget.js';
import { isForNow, needsCode, whyNot } from './may-answer.js';
import { findSurvey, newDraft } from './open-survey.js';
import { askSurvey } from './questions.js';
import { texts } from './texts.vi.js';

/** Begins a survey by asking which commune it is about. */
export function startSurvey(state: Conversation, form: string, env: Env): StepResult {
  return askCommune(putAside(state), form, env);
}

/** A turn while the commune is chosen. */
export function choosingCommuneStep(
  state: Conversation,
  { form: id }: Extract<Activity, { type: 'choosing-commune' }>,
  said: Spoken,
  env: Env,
): StepResult {
  const form = env.forms.find((item) => item.id === id);
  if (form === undefined) return showMenu(state, env, [], texts.formGone);
  const choice = chooseCommune(state, said, env);
  switch (choice.type) {
    case 'chosen':
      return beginSurvey(state, form, choice.unit, env);
    case 'left':
      return showMenu(state, env);
    case 'asked':
      return askWith(state, id, choice);
  }
}

/** Shows what the survey is for and asks whether to begin; one left half-done for the same commune is taken up again. */
export function beginSurvey(
  state: Conversation,
  form: SurveyForm,
  unit: Unit,
  env: Env,
  code?: VotingCode,
): StepResult {
  const resting: Conversation = { ...putAside(state), lastUnit: unit.code };
  const { survey: paused } = resting.paused;
  if (paused?.form === form.id && paused.unit === unit.code) return resumeSurvey(resting, env, code);
  const refusal = whyNot(unit, env);
  if (refusal !== undefined) return showMenu(resting, env, [], refusal);
  const given = env.facts.code?.type === 'good' ? code : undefined;
  const draft = newDraft(form, unit, {
    ...(given === undefined ? {} : { code: given }),
    needsCode: needsCode(env),
  });
  return askSurvey(resting, { draft, form, unit }, env, env.facts.code?.type === 'wrong' ? texts.codeWrong : undefined);
}

/** Takes up the survey that was left half-done, where it was left; perhaps with another code. */
export function resumeSurvey(state: Conversation, env: Env, code?: VotingCode): StepResult {
  const resting = putAside(state);
  const { survey: left, ...others } = resting.paused;
  if (left === undefined) return showMenu(resting, env);
  const draft = code === undefined ? left : withCode(left, code, env);
  const awake: Conversation = { ...resting, paused: others };
  const found = findSurvey(draft, env);
  switch (found.type) {
    case 'form-gone':
      return showMenu(awake, env, [forgetSurvey], texts.formGone);
    case 'unit-gone':
      return askCommune(awake, draft.form, env, texts.unitGone);
    case 'open':
    case 'changed': {
      const refusal = whyNot(found.unit, env);
      if (refusal !== undefined && isForNow(env)) return showMenu(resting, env, [], refusal);
      if (refusal !== undefined) return showMenu(awake, env, [forgetSurvey], refusal);
      return askSurvey(
        awake,
        found,
        env,
        found.type === 'changed' ? texts.formChanged : texts.resumed(found.form.title),
      );
    }
  }
}

/** With a good code, one that was waited for need not be asked for any more. */
function withCode(draft: SurveyDraft, code: VotingCode, { facts }: Env): SurveyDraft {
  if (facts.code?.type !== 'good') return draft;
  return draft.at.step === 'code' ? { ...draft, code, at: { step: 'consent' } } : { ...draft, code };
}
