import type { Conversation, ReportDraft } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import type { Env, StepResult } from '../../core/flow.js';
import { say } from '../prompt.js';
import type { Said } from '../said.js';
import { hasText, longestText, mostFiles } from './draft.js';
import { atQuestion, toSummary } from './order.js';
import { askReport } from './questions.js';
import { withText } from './sorting.js';
import { texts } from './texts.vi.js';

/** Adds to the description; undefined when it would become too long. */
export function withMoreText(draft: ReportDraft, text: string): ReportDraft | undefined {
  const joined = draft.text === '' ? text : `${draft.text}\n${text}`;
  return joined.length > longestText ? undefined : withText(draft, joined);
}

/** A photo or voice note, which may come at any question; its caption is part of the description. */
export function takeFile(
  state: Conversation,
  draft: ReportDraft,
  said: Extract<Said, { type: 'file' }>,
  env: Env,
): StepResult {
  const captioned = said.caption === '' ? draft : withMoreText(draft, said.caption);
  const withText = captioned ?? draft;
  // A caption that says enough is the answer to the first question.
  const nextAt = draft.at === 'what' && !hasText(draft) && hasText(withText) ? 'more' : draft.at;
  const notes: string[] = captioned === undefined ? [texts.textFull] : [];
  if (draft.attachments.length >= mostFiles) {
    if (said.caption !== '' && captioned !== undefined) notes.push(texts.captionNoted);
    return goOn(state, { ...withText, at: nextAt }, env, [texts.filesFull(mostFiles), ...notes].join(' '), []);
  }
  const id = env.newId('att');
  const attachments = [...draft.attachments, { id, kind: said.file.kind }];
  const received = texts.received(said.file.kind, attachments.length, mostFiles);
  const kept: Effect = { type: 'keep-attachment', id, file: said.file };
  return goOn(state, { ...withText, at: nextAt, attachments }, env, [received, ...notes].join(' '), [kept]);
}

/** A place shared from the phone, which may come at any question. */
export function takeLocation(
  state: Conversation,
  draft: ReportDraft,
  said: Extract<Said, { type: 'location' }>,
  env: Env,
): StepResult {
  const location = { latitude: said.latitude, longitude: said.longitude };
  return goOn(state, { ...draft, location }, env, texts.locationNoted, []);
}

/**
 * Says what was noted. Where the citizen is likely to go on at once, or the question shows what was noted,
 * it is asked again; elsewhere it still stands, and its buttons with it.
 */
function goOn(
  state: Conversation,
  noting: ReportDraft,
  env: Env,
  noted: string,
  effects: readonly Effect[],
): StepResult {
  // A caption is part of the text: it may make a question about the text needless, or raise one.
  const draft = noting.at === 'summary' ? toSummary(noting, env) : atQuestion(noting, env);
  switch (draft.at) {
    case 'more':
    case 'kind':
    case 'reader':
    case 'category':
    case 'commune':
    case 'village':
    case 'summary':
      return askReport(state, draft, env, noted, effects);
    case 'what':
    case 'share':
    case 'name':
    case 'phone':
    case 'change': {
      const said = say(hasText(draft) ? noted : `${noted} ${texts.textNeeded}`);
      return { state: { ...state, activity: { type: 'report', draft } }, effects: [...effects, said] };
    }
  }
}
