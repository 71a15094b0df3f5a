import type { Effect } from '../../core/effect.js';

/** A survey that was sent or thrown away leaves nothing to be read in the chat. */
export const forgetSurvey: Effect = { type: 'forget-passing' };
