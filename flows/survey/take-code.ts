import type { Conversation } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { readVotingCode } from '../../core/voting-code.js';
import { showMenu } from '../menu/step.js';
import { forgetSurvey } from './forget.js';
import { isForNow, whyNot } from './may-answer.js';
import { toNext, type OpenSurvey } from './open-survey.js';
import { askSurvey } from './questions.js';
import { texts } from './texts.vi.js';

/** A code was typed: when it is good the survey begins, or goes on where its old code had run out. */
export function takeCode(state: Conversation, survey: OpenSurvey, text: string, env: Env): StepResult {
  const { draft, form, unit } = survey;
  const code = readVotingCode(text);
  if (code === undefined) return askSurvey(state, survey, env, texts.codeUnreadable);
  const refusal = whyNot(unit, env);
  if (refusal !== undefined && isForNow(env)) return showMenu(state, env, [], refusal);
  if (refusal !== undefined) return showMenu({ ...state, activity: { type: 'idle' } }, env, [forgetSurvey], refusal);
  if (env.facts.code?.type !== 'good') return askSurvey(state, survey, env, texts.codeWrong);
  const known = { ...draft, code };
  const isNew = Object.keys(draft.answers).length === 0;
  return askSurvey(
    state,
    { ...survey, draft: isNew ? { ...known, at: { step: 'consent' } } : toNext(form, known) },
    env,
  );
}
