import type { Conversation } from '../core/conversation.js';
import type { Env, StepResult } from '../core/flow.js';
import { repeat } from './repeat.js';
import { readPhone } from './report/phone.js';
import { reportStep } from './report/step.js';
import { texts } from './texts.vi.js';

/**
 * The person has shared his own number. Where a number is being asked for it is the answer, and nothing else; otherwise
 * whoever has shown the same one in another app has one vote in a survey, not two, and is told so.
 */
export function ownPhoneStep(state: Conversation, shared: string, env: Env): StepResult {
  const phone = readPhone(shared);
  if (phone === undefined) return repeat(state, texts.phoneElsewhere, env);
  const { activity } = state;
  if (activity.type === 'report' && activity.draft.at === 'phone')
    return reportStep(state, activity.draft, { type: 'text', text: phone, folded: phone }, env);
  const told = repeat(state, texts.phoneBound, env);
  return { ...told, effects: [{ type: 'bind-phone', phone }, ...told.effects] };
}
