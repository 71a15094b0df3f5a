import type { Activity, Conversation } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { askCodeAgain } from './look-up.js';
import { askWritingAgain } from './write.js';

export { askForCode, lookingUpStep, showCase } from './look-up.js';
export { citizenButton, citizenWritingStep } from './write.js';

/** Asks the present question about a case again. */
export function askCaseAgain(
  state: Conversation,
  activity: Extract<Activity, { type: 'looking-up' | 'citizen-writing' }>,
  env: Env,
): StepResult {
  return activity.type === 'looking-up' ? askCodeAgain(state) : askWritingAgain(state, activity, env);
}
