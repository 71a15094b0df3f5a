import type { Conversation } from '../core/conversation.js';
import type { Effect } from '../core/effect.js';
import type { EnvBeforeFacts, StepResult } from '../core/flow.js';
import { putAside } from './finish.js';
import { showMenu } from './menu/step.js';
import { ask, say } from './prompt.js';
import { forgetSurvey } from './survey/forget.js';
import { texts } from './texts.vi.js';

/** "Dừng" or "huỷ" during a survey or report: keeps it, says how to go on, and offers to throw it away. */
export function pause(state: Conversation): StepResult {
  const resting = putAside(state);
  const what = state.activity.type === 'report' ? 'report' : 'survey';
  if (resting.paused[what] === undefined) {
    return ask(
      resting,
      { type: 'idle' },
      { text: texts.stopped, choices: [[{ label: texts.openMenu, choice: 'menu' }]] },
    );
  }
  const { label, resume, discard } = texts.paused[what];
  const choices = [
    [{ label: resume, choice: `resume-${what}`, tone: 'primary' as const }],
    [{ label: discard, choice: `discard-${what}`, tone: 'danger' as const }],
    ...(what === 'survey' && state.noReminders === true
      ? [[{ label: texts.reminder.buttons.remindMe, choice: 'remind-me' }]]
      : []),
    [{ label: texts.openMenu, choice: 'menu' }],
  ];
  return ask(resting, { type: 'idle' }, { text: label, choices });
}

/** Throws away what was kept, at the person's wish. */
export function discard(state: Conversation, what: 'survey' | 'report', env: EnvBeforeFacts): StepResult {
  const { [what]: dropped, ...paused } = state.paused;
  const before = dropped === undefined ? [] : [say(texts.discarded)];
  const files = dropped !== undefined && 'attachments' in dropped ? dropped.attachments.map(({ id }) => id) : [];
  const effects: readonly Effect[] = [
    ...(files.length === 0 ? [] : [{ type: 'drop-attachments', ids: files } as const]),
    ...(dropped !== undefined && what === 'survey' ? [forgetSurvey] : []),
  ];
  return showMenu({ ...state, paused }, env, [...effects, ...before]);
}
