import { applyCaseAction, type Case, type CaseAction } from '../../core/case.js';
import type { Activity, Conversation } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { ownerTitle } from '../case/owner-title.js';
import { finish } from '../finish.js';
import { ask, say, type Question } from '../prompt.js';
import type { Spoken } from '../said.js';
import { typedChoice } from '../typed-choice.js';
import { allow, change } from './act.js';
import { answeredAlong } from './group-lines.js';
import { readTarget, whyForbidden } from './targets.js';
import { refusals, texts, words } from './texts.vi.js';
import type { Work } from './work.js';
import { askToWrite } from './write-question.js';

export type Confirming = Extract<Activity, { type: 'official-confirming' }>;
type Decided = Confirming['action'];

/** Shows what would be sent, and waits for the word. A transfer that the rules forbid is asked for again. */
export function askToConfirm(state: Conversation, decided: Decided, work: Work, env: Env): StepResult {
  const action = caseAction(decided, work, env);
  const forbidden = action === undefined ? whyForbidden(work.subject) : refusalOf(action, work);
  if (forbidden !== undefined) {
    return askToWrite(
      state,
      { type: 'official-writing', case: work.subject.code, action: decided.type },
      work,
      env,
      forbidden,
    );
  }
  const activity: Confirming = { type: 'official-confirming', case: work.subject.code, action: decided };
  return ask(state, activity, confirmQuestion(decided, work, env));
}

/** A turn while an official looks over what would be sent. */
export function officialConfirmingStep(state: Conversation, activity: Confirming, said: Spoken, env: Env): StepResult {
  const decided = activity.action;
  const allowed = allow(env, activity.case, decided.type);
  if (allowed.type === 'refused') return finish(state, allowed.effects);
  const { work } = allowed;
  const question = confirmQuestion(decided, work, env);
  const choice =
    said.type === 'choice' ? said.choice : said.type === 'text' ? typedChoice(question, said.folded, words) : undefined;
  switch (choice) {
    case 'send':
      return carryOut(state, decided, work, env);
    case 'rewrite':
      return askToWrite(state, { type: 'official-writing', case: work.subject.code, action: decided.type }, work, env);
    case 'leave':
      return finish(state, [say(texts.left)]);
    default:
      return ask(state, activity, { ...question, text: `${texts.pressButton}\n\n${question.text}` });
  }
}

function carryOut(state: Conversation, decided: Decided, work: Work, env: Env): StepResult {
  const action = caseAction(decided, work, env);
  if (action === undefined) return finish(state, [say(whyForbidden(work.subject))]);
  const changed = change(work, action, env);
  return changed.type === 'refused'
    ? finish(state, changed.effects)
    : finish(state, [changed.effect, say(doneText(action, work, env))]);
}

/** What was decided, as an action of the case; undefined for a target that is gone or forbidden. */
function caseAction(decided: Decided, work: Work, env: Env): CaseAction | undefined {
  switch (decided.type) {
    case 'answer':
      return { type: 'answer', text: decided.text };
    case 'ask':
      return { type: 'ask', question: decided.text };
    case 'transfer': {
      const to = readTarget(work.subject, decided, env.directory);
      if (to === undefined) return undefined;
      // A commune that takes the case over is also where it is about; the province's desk says nothing of the place.
      return to.level === 'commune' ? { type: 'transfer', to, unit: to.code } : { type: 'transfer', to };
    }
  }
}

function refusalOf(action: CaseAction, work: Work): string | undefined {
  const outcome = applyCaseAction(work.subject, action);
  return outcome.type === 'refused' ? refusals[outcome.because] : undefined;
}

function confirmQuestion(decided: Decided, work: Work, env: Env): Question {
  const { buttons } = texts;
  const hasCitizen = work.subject.chat !== undefined;
  const send = decided.type === 'transfer' ? buttons.sendTransfer : hasCitizen ? buttons.send : buttons.note;
  return {
    text: confirmText(decided, work, env),
    choices: [
      [{ label: send, choice: 'send', tone: 'primary' }],
      [
        { label: decided.type === 'transfer' ? buttons.choose : buttons.rewrite, choice: 'rewrite' },
        { label: buttons.leave, choice: 'leave' },
      ],
    ],
  };
}

function confirmText(decided: Decided, { subject }: Work, env: Env): string {
  switch (decided.type) {
    case 'answer':
      return subject.chat === undefined
        ? texts.confirmOutcome(subject.code, decided.text)
        : withAlong(texts.confirmAnswer(subject.code, decided.text), subject);
    case 'ask':
      return texts.confirmQuestion(subject.code, decided.text);
    case 'transfer': {
      const to = readTarget(subject, decided, env.directory);
      return texts.confirmTransfer(subject.code, ownerTitle(to, env.directory) ?? decided.code);
    }
  }
}

function withAlong(text: string, subject: Case): string {
  const count = answeredAlong(subject);
  return count === 0 ? text : `${text}\n\n${texts.confirmAlong(count)}`;
}

function doneText(action: CaseAction, { subject }: Work, env: Env): string {
  switch (action.type) {
    case 'ask':
      return texts.asked(subject.code);
    case 'transfer':
      return texts.transferred(subject.code, ownerTitle(action.to, env.directory) ?? action.to.code);
    case 'answer': {
      const count = answeredAlong(subject);
      if (count > 0) return texts.answeredAlong(subject.code, count);
      return subject.chat === undefined ? texts.outcomeNoted(subject.code) : texts.answered(subject.code);
    }
    case 'acknowledge':
    case 'relabel':
    case 'add':
    case 'confirm':
    case 'reopen':
    case 'join':
    case 'part':
      return subject.chat === undefined ? texts.outcomeNoted(subject.code) : texts.answered(subject.code);
  }
}
