import type { Conversation } from '../core/conversation.js';
import type { Env, StepResult } from '../core/flow.js';
import { dropAfterReminderMs, halfDoneSurvey } from '../core/left-alone.js';
import { vietnamDate } from '../core/vietnam-time.js';
import { finish, putAside } from './finish.js';
import { showMenu } from './menu/step.js';
import { ask } from './prompt.js';
import { forgetSurvey } from './survey/forget.js';
import { texts } from './texts.vi.js';

/**
 * Nobody has said anything for some days, and a survey waits half-done: it is reminded of once, unless the person has
 * asked not to be, and thrown away the next time. What else was under way is kept: after days nobody is in the midst of it.
 */
export function leftAloneStep(state: Conversation, env: Env): StepResult {
  const draft = halfDoneSurvey(state);
  if (draft === undefined) return { state, effects: [] };
  const resting = putAside(state);
  if (draft.reminded === true || state.noReminders === true) {
    const { survey: _expired, ...paused } = resting.paused;
    return finish({ ...resting, paused }, [forgetSurvey]);
  }
  const reminded: Conversation = { ...resting, paused: { ...resting.paused, survey: { ...draft, reminded: true } } };
  const form = env.forms.find(({ id }) => id === draft.form);
  const { buttons, waits } = texts.reminder;
  return ask(
    reminded,
    { type: 'idle' },
    {
      text: waits(form?.title ?? draft.form.toUpperCase(), vietnamDate(env.now + dropAfterReminderMs)),
      choices: [
        [{ label: buttons.resume, choice: 'resume-survey', tone: 'primary' }],
        [{ label: buttons.discard, choice: 'discard-survey', tone: 'danger' }],
        [{ label: buttons.noMore, choice: 'no-reminders' }],
      ],
    },
  );
}

/** Reminders are switched off, or on again. */
export function switchReminders(state: Conversation, on: boolean, env: Env): StepResult {
  const { noReminders: _before, ...others } = state;
  const next: Conversation = on ? others : { ...others, noReminders: true };
  return showMenu(next, env, [], on ? texts.reminder.on : texts.reminder.off);
}
