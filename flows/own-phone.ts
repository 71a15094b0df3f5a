import type { Conversation } from '../core/conversation.js';
import type { Effect } from '../core/effect.js';
import type { Env, StepResult } from '../core/flow.js';
import { linkStep } from './link/step.js';
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
  const bound: Effect = { type: 'bind-phone', phone };
  if (activity.type === 'link' && activity.at.step === 'phone') {
    const linked = linkStep(state, activity, { type: 'text', text: phone, folded: phone }, env);
    return { ...linked, effects: [bound, ...linked.effects] };
  }
  const told = repeat(state, texts.phoneBound, env);
  return { ...told, effects: [bound, ...told.effects] };
}
