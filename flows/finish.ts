import type { Conversation } from '../core/conversation.js';
import type { Effect } from '../core/effect.js';
import type { StepResult } from '../core/flow.js';

/** Ends what was under way: nothing is waited for, and the buttons of the last question are void. */
export function finish(state: Conversation, effects: readonly Effect[]): StepResult {
  return { state: { ...state, activity: { type: 'idle' }, prompt: state.prompt + 1 }, effects };
}

/**
 * Makes room for something else: a survey or report under way is kept, to be taken up again later.
 * One in which nothing was said yet is not worth keeping, and must not take the place of one that is.
 */
export function putAside(state: Conversation): Conversation {
  switch (state.activity.type) {
    case 'survey': {
      const { draft } = state.activity;
      const isEmpty = ['code', 'consent'].includes(draft.at.step) && Object.keys(draft.answers).length === 0;
      return {
        ...state,
        activity: { type: 'idle' },
        paused: isEmpty ? state.paused : { ...state.paused, survey: draft },
      };
    }
    case 'report': {
      const { draft } = state.activity;
      const isEmpty = draft.text === '' && draft.attachments.length === 0 && draft.location === undefined;
      return {
        ...state,
        activity: { type: 'idle' },
        paused: isEmpty ? state.paused : { ...state.paused, report: draft },
      };
    }
    case 'idle':
    case 'choosing-commune':
    case 'looking-up':
    case 'link':
    case 'offered-report':
    case 'citizen-writing':
    case 'official-writing':
    case 'official-confirming':
      return { ...state, activity: { type: 'idle' } };
  }
}
