import type { Conversation, ReportDraft } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import type { Env, StepResult } from '../../core/flow.js';
import { finish } from '../finish.js';
import { pause } from '../pause.js';
import { ask, say } from '../prompt.js';
import { contactOf, unitOf } from './draft.js';
import { receipt } from './receipt.js';
import { chosenLabels } from './sorting.js';
import { texts } from './texts.vi.js';

/** Sends the report: opens a case, and gives the citizen its code. */
export function sendReport(state: Conversation, draft: ReportDraft, env: Env): StepResult {
  const code = env.newCaseCode();
  const unit = unitOf(draft, env)?.code;
  const contact = contactOf(draft);
  const chosen = chosenLabels(draft);
  const open: Effect = {
    type: 'open-case',
    id: env.newId('cas'),
    code,
    source: 'report',
    text: draft.text,
    ...(unit === undefined ? {} : { unit }),
    ...(draft.village === undefined || draft.village === '' ? {} : { village: draft.village }),
    ...(draft.location === undefined ? {} : { location: draft.location }),
    ...(contact === undefined ? {} : { contact }),
    attachments: draft.attachments.map(({ id }) => id),
    ...(chosen === undefined ? {} : { chosen }),
    ...(draft.pastCommune === true ? { pastCommune: true } : {}),
    reporter: { chat: env.chat.id, person: env.person },
  };
  const menu = [[{ label: texts.buttons.menu, choice: 'menu' }]];
  return ask(state, { type: 'idle' }, { text: receipt(code, draft, env), choices: menu }, [open]);
}

/** Stops for now; what was written is kept, in place of what may have been kept before. */
export function stopReport(state: Conversation, draft: ReportDraft): StepResult {
  const { report: before } = state.paused;
  const paused = pause({ ...state, activity: { type: 'report', draft } });
  const isReplaced = before !== undefined && paused.state.paused.report !== before;
  return isReplaced ? { ...paused, effects: [...dropFiles(before), ...paused.effects] } : paused;
}

/** Throws the report away, with its photos and voice notes. */
export function cancelReport(state: Conversation, draft: ReportDraft): StepResult {
  return finish(state, [...dropFiles(draft), say(texts.cancelled)]);
}

/** Drops the photos and voice notes of a draft. */
export function dropFiles(draft: ReportDraft): readonly Effect[] {
  const ids = draft.attachments.map(({ id }) => id);
  return ids.length === 0 ? [] : [{ type: 'drop-attachments', ids }];
}
