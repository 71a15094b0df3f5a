import type { Conversation, SurveyDraft } from './conversation.js';

const dayMs = 24 * 3_600_000;
/** A survey that nobody goes on with is reminded of once, and thrown away some days later: it holds what somebody thinks. */
const remindAfterMs = 2 * dayMs;
export const dropAfterReminderMs = 5 * dayMs;

/** The survey that was begun and not sent; undefined when nothing in it was answered yet. */
export function halfDoneSurvey({ activity, paused }: Conversation): SurveyDraft | undefined {
  const draft = activity.type === 'survey' ? activity.draft : paused.survey;
  return draft === undefined || Object.keys(draft.answers).length === 0 ? paused.survey : draft;
}

/** When the program has to look again at a conversation that ends here, if the person says nothing more; `at` in ms. */
export function lookAgainAt(state: Conversation, at: number): number | undefined {
  const draft = halfDoneSurvey(state);
  if (draft === undefined) return undefined;
  if (draft.reminded === true) return at + dropAfterReminderMs;
  return state.noReminders === true ? at + remindAfterMs + dropAfterReminderMs : at + remindAfterMs;
}
