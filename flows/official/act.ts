import { chatsOf, isReporter, seatMay } from '../../core/access.js';
import { applyCaseAction, caseRefusal, type CaseAction, type CaseActionType } from '../../core/case.js';
import type { Conversation } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import type { Env, StepResult } from '../../core/flow.js';
import type { Category } from '../../core/labels.js';
import { categoryLabels } from '../../core/labels.vi.js';
import { citizenButton } from '../case/step.js';
import { putAside } from '../finish.js';
import { say } from '../prompt.js';
import { fullCaseCard, inPairs, officialButtons } from './card.js';
import { askCategory, readCategoryAction } from './relabel.js';
import { hasTarget } from './targets.js';
import { refusals, texts } from './texts.vi.js';
import { findWork, type Work } from './work.js';
import { askToWrite } from './write-question.js';

/** A button of a case, pressed by an official. */
export function officialButton(state: Conversation, code: string, action: string, env: Env): StepResult {
  if (action === 'show') return showWork(state, code, env);
  const category = readCategoryAction(action);
  if (action === 'relabel' || category !== undefined) return relabelButton(state, code, category, env);
  if (action !== 'acknowledge' && action !== 'answer' && action !== 'ask' && action !== 'transfer') {
    return { state, effects: [say(texts.unknown)] };
  }
  const allowed = allow(env, code, action);
  if (allowed.type === 'refused') return { state, effects: allowed.effects };
  const { work } = allowed;
  if (action === 'acknowledge') return acknowledge(state, work, env);
  if (action === 'transfer' && !hasTarget(work.subject, work.seat, env.directory)) {
    return { state, effects: [say(texts.targetForbidden)] };
  }
  const activity = { type: 'official-writing', case: work.subject.code, action } as const;
  return askToWrite(putAside(state), activity, work, env);
}

export type Allowed =
  { readonly type: 'allowed'; readonly work: Work } | { readonly type: 'refused'; readonly effects: readonly Effect[] };

/** May this chat do this with the case now? One gate for buttons, typed texts and confirmations. */
export function allow(env: Env, code: string, action: CaseActionType): Allowed {
  const work = findWork(env, code, action);
  if (work === undefined) return { type: 'refused', effects: [say(texts.unknown)] };
  if (!seatMay(work.seat, action, work.subject)) return { type: 'refused', effects: [say(texts.readOnly)] };
  const because = caseRefusal(work.subject, action);
  return because === undefined ? { type: 'allowed', work } : refused(work, refusals[because], env);
}

/** The change that an allowed action makes, or the sentence why it cannot. */
export function change(
  work: Work,
  action: CaseAction,
  env: Env,
): { readonly type: 'change'; readonly effect: Effect } | Extract<Allowed, { type: 'refused' }> {
  const { subject, seat } = work;
  const outcome = applyCaseAction(subject, action);
  if (outcome.type === 'refused') return refused(work, refusals[outcome.because], env);
  return {
    type: 'change',
    effect: {
      type: 'change-case',
      case: subject.id,
      version: subject.version,
      actor: { type: 'seat', seat: seat.id },
      action,
      change: outcome.change,
    },
  };
}

/** The card in full. A case that this chat sent itself is shown as to its citizen. */
function showWork(state: Conversation, code: string, env: Env): StepResult {
  const work = findWork(env, code);
  if (work !== undefined) {
    const cards = fullCaseCard(work.subject, work.seat, env);
    return { state, effects: cards.map((reply): Effect => ({ type: 'reply', reply })) };
  }
  const isHis = env.facts.cases.some((subject) => subject.code === code && isReporter(chatsOf(env), subject));
  return isHis ? citizenButton(state, code, 'show', env) : { state, effects: [say(texts.unknown)] };
}

function acknowledge(state: Conversation, work: Work, env: Env): StepResult {
  const changed = change(work, { type: 'acknowledge' }, env);
  if (changed.type === 'refused') return { state, effects: changed.effects };
  const { subject, seat } = work;
  const taken = { ...subject, status: 'acknowledged' } as const;
  const text = subject.chat === undefined ? texts.acknowledgedSurvey(subject.code) : texts.acknowledged(subject.code);
  const buttons = inPairs(officialButtons(taken, seat, env));
  return { state, effects: [changed.effect, { type: 'reply', reply: { text, buttons } }] };
}

/** "Sửa lĩnh vực", and then the category that was chosen. */
function relabelButton(state: Conversation, code: string, category: Category | undefined, env: Env): StepResult {
  const allowed = allow(env, code, 'relabel');
  if (allowed.type === 'refused') return { state, effects: allowed.effects };
  const { work } = allowed;
  if (category === undefined) return { state, effects: [askCategory(work, env)] };
  const changed = change(work, { type: 'relabel', category }, env);
  if (changed.type === 'refused') return { state, effects: changed.effects };
  const text = texts.relabelled(work.subject.code, categoryLabels[category]);
  const buttons = inPairs(officialButtons(work.subject, work.seat, env));
  return { state, effects: [changed.effect, { type: 'reply', reply: { text, buttons } }] };
}

/** Why not, with what can be done instead. */
function refused(work: Work, text: string, env: Env): Extract<Allowed, { type: 'refused' }> {
  const rows = inPairs(officialButtons(work.subject, work.seat, env));
  const reply = rows.length === 0 ? { text } : { text, buttons: rows };
  return { type: 'refused', effects: [{ type: 'reply', reply }] };
}
