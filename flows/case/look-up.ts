import type { Conversation } from '../../core/conversation.js';
import { chatsOf, isReporter } from '../../core/access.js';
import { readCaseCode } from '../../core/case-code.js';
import { excerpt } from '../../core/excerpt.js';
import type { Effect } from '../../core/effect.js';
import type { Env, StepResult } from '../../core/flow.js';
import { vietnamDate } from '../../core/vietnam-time.js';
import { finish, putAside } from '../finish.js';
import { ask, say, type Question } from '../prompt.js';
import type { Spoken } from '../said.js';
import { typedChoice } from '../typed-choice.js';
import { caseButton } from './case-button.js';
import { caseView, withButtons } from './case-view.js';
import { statusLabels } from '../../core/labels.vi.js';
import { texts, words } from './texts.vi.js';

/** Cases listed with buttons; older ones are found by their code. */
const mostListed = 5;

const codeQuestion: Question = {
  text: texts.askCode,
  choices: [[{ label: texts.buttons.leave, choice: 'leave' }]],
  expectsText: true,
};

/** "Tra cứu" without a code: shows the cases sent from this chat and asks for a code. */
export function askForCode(state: Conversation, env: Env): StepResult {
  return ask(putAside(state), { type: 'looking-up' }, codeQuestion, ownCases(env));
}

/** A turn while a code is waited for. */
export function lookingUpStep(state: Conversation, said: Spoken, env: Env): StepResult {
  if (said.type === 'choice' && said.choice === 'leave') return finish(state, [say(texts.left)]);
  if (said.type !== 'text') return askCodeAgain(state);
  if (typedChoice(codeQuestion, said.folded, words) === 'leave') return finish(state, [say(texts.left)]);
  const code = readCaseCode(said.text);
  return code === undefined ? askCodeAgain(state, texts.notCode) : showCase(state, code, env);
}

/** Asks for the code again; `before` is said first. */
export function askCodeAgain(state: Conversation, before?: string): StepResult {
  const text = before === undefined ? codeQuestion.text : `${before}\n\n${codeQuestion.text}`;
  return ask(state, { type: 'looking-up' }, { ...codeQuestion, text });
}

/** Shows where a case stands. A survey or report under way stays under way. */
export function showCase(state: Conversation, code: string, env: Env): StepResult {
  const subject = env.facts.cases.find((found) => found.code === code);
  const wasAsked = state.activity.type === 'looking-up';
  if (subject === undefined) {
    const unknown = texts.unknown(excerpt(code, 20));
    return wasAsked ? askCodeAgain(state, unknown) : { state, effects: [say(unknown)] };
  }
  const view: Effect = { type: 'reply', reply: caseView(subject, env) };
  return wasAsked ? finish(state, [view]) : { state, effects: [view] };
}

function ownCases(env: Env): readonly Effect[] {
  const own = env.facts.ownCases.filter((subject) => isReporter(chatsOf(env), subject));
  if (own.length === 0) return [];
  const listed = own.slice(0, mostListed);
  const lines = listed.map((subject) =>
    texts.ownLine(subject.code, vietnamDate(subject.createdAt), statusLabels[subject.status]),
  );
  const more = own.length > listed.length ? [texts.ownMore(own.length - listed.length)] : [];
  const buttons = listed.map((subject) => caseButton(subject.code, 'show', texts.buttons.show(subject.code)));
  const isAllHere = own.every((subject) => subject.chat === env.chat.id);
  const head = isAllHere ? texts.own : texts.ownLinked;
  return [{ type: 'reply', reply: withButtons([head, ...lines, ...more].join('\n'), buttons) }];
}
