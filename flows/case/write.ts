import { applyCaseAction, caseRefusal, type Case, type CaseAction } from '../../core/case.js';
import { chatsOf, citizenMay } from '../../core/access.js';
import type { Activity, Conversation } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import { excerpt } from '../../core/excerpt.js';
import type { Env, StepResult } from '../../core/flow.js';
import { finish, putAside } from '../finish.js';
import { ask, say, type Choice, type Question } from '../prompt.js';
import type { Spoken } from '../said.js';
import { typedChoice } from '../typed-choice.js';
import { citizenButtons, withButtons } from './case-view.js';
import { showCase } from './look-up.js';
import { refusals, texts, words } from './texts.vi.js';

type Writing = Extract<Activity, { type: 'citizen-writing' }>;

/** Longest addition or reason; it must fit a message to the official, with what is said around it. */
const longestAddition = 1500;
/** Photos and voice notes that a case may carry in all, with those added later. */
const mostFiles = 10;

/** A button of a case, pressed by a citizen. */
export function citizenButton(state: Conversation, code: string, action: string, env: Env): StepResult {
  if (action === 'show') return showCase(state, code, env);
  const subject = env.facts.cases.find((found) => found.code === code);
  if (subject === undefined) return { state, effects: [say(texts.unknown(excerpt(code, 20)))] };
  if (action === 'confirm') {
    return carryOut(state, subject, { type: 'confirm' }, env, texts.confirmed(subject.code));
  }
  if (action === 'join')
    return carryOut(state, subject, { type: 'join' }, env, texts.joined(subject.code, whereTold(subject, env)));
  if (action === 'part') return carryOut(state, subject, { type: 'part' }, env, texts.parted(subject.code));
  if (action !== 'add' && action !== 'reopen') return { state, effects: [say(texts.notYours)] };
  if (!citizenMay(chatsOf(env), action, subject)) return { state, effects: [say(texts.notYours)] };
  const because = caseRefusal(subject, action);
  if (because !== undefined) return { state, effects: [sayRefusal(subject, refusals[because], env)] };
  const activity: Writing = { type: 'citizen-writing', case: subject.code, action };
  return ask(putAside(state), activity, writingQuestion(activity, env));
}

/** A turn while the citizen writes more, or why an answer is not enough. */
export function citizenWritingStep(state: Conversation, activity: Writing, said: Spoken, env: Env): StepResult {
  const subject = env.facts.cases.find((found) => found.code === activity.case);
  if (subject === undefined) return finish(state, [say(texts.unknown(activity.case))]);
  switch (said.type) {
    case 'choice':
      return takeChoice(state, activity, said.choice, env);
    case 'text': {
      const choice = typedChoice(writingQuestion(activity, env), said.folded, words);
      if (choice !== undefined) return takeChoice(state, activity, choice, env);
      return takeText(state, activity, subject, said.text, env);
    }
    case 'file':
      return activity.action === 'add'
        ? takeFile(state, activity, subject, said, env)
        : askWritingAgain(state, activity, env, texts.textOnly);
    case 'location':
      return askWritingAgain(state, activity, env);
  }
}

/** Asks again for what the citizen was to write; `before` is said first. */
export function askWritingAgain(state: Conversation, activity: Writing, env: Env, before?: string): StepResult {
  const question = writingQuestion(activity, env);
  const text = before === undefined ? question.text : `${before}\n\n${question.text}`;
  return ask(state, activity, { ...question, text });
}

function takeChoice(state: Conversation, activity: Writing, choice: string, env: Env): StepResult {
  if (choice === 'leave') return finish(state, [say(texts.left)]);
  if (choice === 'done') return finish(state, [say(texts.added)]);
  return askWritingAgain(state, activity, env);
}

function takeText(state: Conversation, activity: Writing, subject: Case, text: string, env: Env): StepResult {
  if (text.length > longestAddition) return askWritingAgain(state, activity, env, texts.tooLong(longestAddition));
  const isAdded = activity.action === 'add';
  const changed = changeCase(subject, isAdded ? { type: 'add', text } : { type: 'reopen', reason: text }, env);
  if (changed.type === 'refused') return finish(state, [sayRefusal(subject, changed.text, env)]);
  const menu: Choice = { label: texts.buttons.menu, choice: 'menu' };
  const done = {
    text: isAdded ? texts.added : texts.reopened(subject.code, whereTold(subject, env)),
    choices: [[menu]],
  };
  return ask(state, { type: 'idle' }, done, [changed.effect]);
}

/** A photo or voice note goes to the official at once; the citizen may send more. */
function takeFile(
  state: Conversation,
  activity: Writing,
  subject: Case,
  said: Extract<Spoken, { type: 'file' }>,
  env: Env,
): StepResult {
  if (subject.attachments.length >= mostFiles) return askWritingAgain(state, activity, env, texts.filesFull);
  const id = env.newId('att');
  const text = said.caption === '' ? texts.fileText(said.file.kind) : excerpt(said.caption, longestAddition);
  const added = changeCase(subject, { type: 'add', text, attachments: [id] }, env);
  if (added.type === 'refused') return finish(state, [sayRefusal(subject, added.text, env)]);
  const kept: Effect = { type: 'keep-attachment', id, file: said.file };
  const done: Choice = { label: texts.buttons.done, choice: 'done', tone: 'primary' };
  const more: Question = { text: texts.fileAdded(said.file.kind), choices: [[done]], expectsText: true };
  return ask(state, activity, more, [kept, added.effect]);
}

function writingQuestion(activity: Writing, env: Env): Question {
  const question = env.facts.cases.find((found) => found.code === activity.case)?.question;
  const asked = question === undefined ? texts.writeMore : texts.writeAnswer(question);
  return {
    text: activity.action === 'add' ? asked : texts.writeReason,
    choices: [[{ label: texts.buttons.leave, choice: 'leave' }]],
    expectsText: true,
  };
}

function carryOut(state: Conversation, subject: Case, action: CaseAction, env: Env, done: string): StepResult {
  const changed = changeCase(subject, action, env);
  return changed.type === 'refused'
    ? { state, effects: [sayRefusal(subject, changed.text, env)] }
    : { state, effects: [changed.effect, say(done)] };
}

const whereTold = (subject: Case, env: Env) => (subject.chat === env.chat.id ? texts.told.here : texts.told.there);

type Changed =
  { readonly type: 'changed'; readonly effect: Effect } | { readonly type: 'refused'; readonly text: string };

/** What an action of the citizen changes, after both rules: who may, and whether it has a place now. */
function changeCase(subject: Case, action: CaseAction, env: Env): Changed {
  if (!citizenMay(chatsOf(env), action.type, subject)) return { type: 'refused', text: texts.notYours };
  const outcome = applyCaseAction(subject, action);
  if (outcome.type === 'refused') return { type: 'refused', text: refusals[outcome.because] };
  const { id, version } = subject;
  const { change } = outcome;
  return {
    type: 'changed',
    effect: { type: 'change-case', case: id, version, actor: { type: 'citizen' }, action, change },
  };
}

/** Why not, with what can be done instead. */
function sayRefusal(subject: Case, text: string, env: Env): Effect {
  return { type: 'reply', reply: withButtons(text, citizenButtons(subject, chatsOf(env))) };
}
