import type { Conversation } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { finish } from '../finish.js';
import { allow } from './act.js';
import { askToConfirm, type Confirming } from './confirm.js';
import { askToWrite, type Writing } from './write-question.js';

export { officialButton } from './act.js';
export { officialConfirmingStep } from './confirm.js';
export { listOpenCases } from './open-cases.js';
export { showResults } from './results.js';
export { leaveSeats, takeInvite } from './seats.js';
export { officialWritingStep } from './write.js';

/** Asks the present question about a case again. */
export function askOfficialAgain(state: Conversation, activity: Writing | Confirming, env: Env): StepResult {
  const action = activity.type === 'official-writing' ? activity.action : activity.action.type;
  const allowed = allow(env, activity.case, action);
  if (allowed.type === 'refused') return finish(state, allowed.effects);
  return activity.type === 'official-writing'
    ? askToWrite(state, activity, allowed.work, env)
    : askToConfirm(state, activity.action, allowed.work, env);
}
