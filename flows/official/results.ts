import type { Conversation } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import type { Env, StepResult } from '../../core/flow.js';
import type { CampaignId } from '../../core/ids.js';
import { say } from '../prompt.js';
import { texts } from './texts.vi.js';

/** What came out of a survey, for each seat of this chat: that of the campaign named, or the last one. */
export function showResults(state: Conversation, env: Env, campaign?: CampaignId): StepResult {
  if (env.seats.length === 0) return { state, effects: [say(texts.noSeat)] };
  const effects = env.seats.map(({ id }): Effect => ({
    type: 'tell-results',
    seat: id,
    ...(campaign === undefined ? {} : { campaign }),
  }));
  return { state, effects };
}
