import type { Conversation } from '../../core/conversation.js';
import { excerpt } from '../../core/excerpt.js';
import type { Env, StepResult } from '../../core/flow.js';
import { formerName, placeName } from '../commune/place-name.js';
import { finish } from '../finish.js';
import { ask, say, type Choice } from '../prompt.js';
import type { Spoken } from '../said.js';
import { typedChoice } from '../typed-choice.js';
import { allow } from './act.js';
import { askToConfirm } from './confirm.js';
import { provinceOf, provinceTarget, readTarget, whyForbidden } from './targets.js';
import { texts, words } from './texts.vi.js';
import type { Work } from './work.js';
import { askToWrite, writeQuestion, type Writing } from './write-question.js';

/** Longest answer or question; it must fit one message to the citizen, with what is said around it. */
const longestText = 1500;
/** Shortest answer or question that says anything. */
const shortestText = 3;
/** Namesakes offered as buttons. */
const mostOffered = 8;

/** A turn while an official types an answer, a question, or where a case should go. */
export function officialWritingStep(state: Conversation, activity: Writing, said: Spoken, env: Env): StepResult {
  const allowed = allow(env, activity.case, activity.action);
  if (allowed.type === 'refused') return finish(state, allowed.effects);
  const { work } = allowed;
  switch (said.type) {
    case 'choice':
      return takeChoice(state, activity, work, said.choice, env);
    case 'text': {
      const choice = typedChoice(writeQuestion(activity, work, env), said.folded, words);
      if (choice !== undefined) return takeChoice(state, activity, work, choice, env);
      return activity.action === 'transfer'
        ? takeTarget(state, activity, work, said.text, env)
        : takeText(state, activity, activity.action, work, said.text, env);
    }
    case 'file':
    case 'location':
      return askToWrite(state, activity, work, env, texts.textOnly);
  }
}

function takeChoice(state: Conversation, activity: Writing, work: Work, choice: string, env: Env): StepResult {
  if (choice === 'leave') return finish(state, [say(texts.left)]);
  if (activity.action !== 'transfer') return askToWrite(state, activity, work, env);
  const target =
    choice === 'to-province'
      ? provinceTarget(work.subject, work.seat, env.directory)
      : readTarget(work.subject, { level: 'commune', code: choice.replace(/^to-/, '') }, env.directory);
  return target === undefined
    ? askToWrite(state, activity, work, env)
    : askToConfirm(state, { type: 'transfer', level: target.level, code: target.code }, work, env);
}

function takeText(
  state: Conversation,
  activity: Writing,
  type: 'answer' | 'ask',
  work: Work,
  text: string,
  env: Env,
): StepResult {
  if (text.length < shortestText) return askToWrite(state, activity, work, env, texts.tooShort);
  if (text.length > longestText) return askToWrite(state, activity, work, env, texts.tooLong(longestText));
  return askToConfirm(state, { type, text }, work, env);
}

/** The commune to transfer to, as typed: first among those of the province, then everywhere. */
function takeTarget(state: Conversation, activity: Writing, work: Work, typed: string, env: Env): StepResult {
  const province = provinceOf(work.seat, env.directory);
  const near = province === undefined ? [] : env.directory.find(typed, province);
  const matches = near.length > 0 ? near : env.directory.find(typed);
  const [only, another] = matches;
  if (only === undefined) {
    return askToWrite(state, activity, work, env, texts.targetUnknown(excerpt(typed, 60)));
  }
  if (another === undefined) {
    const target = readTarget(work.subject, { level: 'commune', code: only.unit.code }, env.directory);
    if (target === undefined) return askToWrite(state, activity, work, env, whyForbidden(work.subject));
    return askToConfirm(state, { type: 'transfer', level: target.level, code: target.code }, work, env);
  }
  const offered = matches.slice(0, mostOffered).map((match): readonly Choice[] => {
    const former = formerName(match);
    const place = placeName(match.unit, env.directory);
    const label = former === undefined ? place : texts.formerly(place, former);
    return [{ label, choice: `to-${match.unit.code}` }];
  });
  const question = writeQuestion(activity, work, env);
  return ask(state, activity, {
    ...question,
    text: texts.targetWhich,
    choices: [...offered, ...(question.choices ?? [])],
  });
}
