import type { Activity, Conversation, Linking } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { codeMs, codesAnHour, mostTries } from '../../core/linking.js';
import { finish, putAside } from '../finish.js';
import { ask, say, type Choice, type Question } from '../prompt.js';
import { readPhone } from '../report/phone.js';
import type { Spoken } from '../said.js';
import { typedChoice } from '../typed-choice.js';
import { texts, words } from './texts.vi.js';

// A number alone shows nothing: only a code that was sent into the other chat links the two, and to whoever types a number
// it always looks as if one had been sent. Which chats are one person's is decided in prisma/store/phone-links.ts.

type Linked = Extract<Activity, { type: 'link' }>;
type CodeAsked = Extract<Linking, { step: 'code' }>;

const hourMs = 3_600_000;

/** "Liên kết": asks for the number. */
export function startLink(state: Conversation, env: Env): StepResult {
  const resting = putAside(state);
  if (env.facts.linkedChats.length > 0) return already(resting, env);
  const first: Linking = { step: 'phone' };
  return ask(resting, { type: 'link', at: first }, { ...questionOf(first), text: texts.askPhone });
}

/**
 * Said of his own apps only. A further one is added from that side: what is said here must not tell whether there is one
 * that goes by his number.
 */
function already(state: Conversation, env: Env): StepResult {
  return finish(state, [say(texts.already(env.facts.linkedChats.length))]);
}

/** "Bỏ liên kết". */
export function unlink(state: Conversation): StepResult {
  return finish(putAside(state), [{ type: 'unlink-chat' }, say(texts.unlinked)]);
}

/** A turn while two apps are being linked. */
export function linkStep(state: Conversation, { at }: Linked, said: Spoken, env: Env): StepResult {
  const isTyped = said.type === 'text';
  const choice = isTyped ? typedChoice(questionOf(at), said.folded, words) : said.type === 'choice' && said.choice;
  if (choice === 'leave') return finish(state, [say(texts.left)]);
  switch (at.step) {
    case 'phone': {
      const phone = isTyped ? readPhone(said.text) : undefined;
      return phone === undefined
        ? askLink(state, at, isTyped ? texts.phoneWrong : undefined)
        : takePhone(state, phone, env);
    }
    case 'code':
      return isTyped ? takeCode(state, at, said.text, env) : askLink(state, at);
    case 'expired':
      return choice === 'again' ? takePhone(state, at.phone, env) : askLink(state, at);
  }
}

/** Asks the present question again. */
export function askLinkAgain(state: Conversation, { at }: Linked): StepResult {
  return askLink(state, at);
}

/** The other app has meanwhile been linked from its own side, so nothing is waited for any more. */
export function isLinkedMeanwhile({ at }: Linked, env: Env): boolean {
  return at.step !== 'phone' && env.facts.linkedChats.length > 0;
}

function takePhone(state: Conversation, phone: string, env: Env): StepResult {
  if (env.facts.linkedChats.length > 0) return already(state, env);
  const before = (state.linkCodes ?? []).filter((at) => at > env.now - hourMs);
  if (before.length >= codesAnHour) return finish(state, [say(texts.tooMany)]);
  const { otherChat } = env.facts;
  const [code, expiresAt] = [env.newLinkCode(), env.now + codeMs];
  const at: Linking = {
    step: 'code',
    phone,
    code,
    expiresAt,
    wrong: 0,
    ...(otherChat === undefined ? {} : { other: otherChat }),
  };
  return ask(
    { ...state, linkCodes: [...before, env.now] },
    { type: 'link', at },
    { ...questionOf(at), text: texts.askCode },
    [
      { type: 'claim-phone', phone },
      ...(otherChat === undefined
        ? []
        : [{ type: 'send-link-code', chat: otherChat.chat, code, until: expiresAt } as const]),
    ],
  );
}

function takeCode(state: Conversation, at: CodeAsked, text: string, env: Env): StepResult {
  if (env.now >= at.expiresAt) return askLink(state, { step: 'expired', phone: at.phone });
  const typed = text.replace(/\s/g, '');
  if (!/^\d{6}$/.test(typed)) return askLink(state, at);
  if (at.other !== undefined && typed === at.code) {
    // Between the code and its return the other chat may have been wiped, or have named another number.
    return env.facts.otherChat === undefined
      ? finish(state, [say(texts.gone)])
      : finish(state, [{ type: 'link-chats', phone: at.phone, other: at.other }, say(texts.linked)]);
  }
  const wrong = at.wrong + 1;
  return wrong >= mostTries
    ? finish(state, [say(texts.wrongTooOften)])
    : askLink(state, { ...at, wrong }, texts.wrong(mostTries - wrong));
}

function askLink(state: Conversation, at: Linking, before?: string): StepResult {
  const question = questionOf(at);
  const text = before === undefined ? question.text : `${before}\n\n${question.text}`;
  return ask(state, { type: 'link', at }, { ...question, text });
}

function questionOf({ step }: Linking): Question {
  const leave: Choice = { label: texts.buttons.leave, choice: 'leave' };
  switch (step) {
    case 'phone':
      return { text: texts.typePhone, choices: [[leave]], expectsText: true };
    case 'code':
      return { text: texts.typeCode, choices: [[leave]], expectsText: true };
    case 'expired':
      return {
        text: texts.expired,
        choices: [[{ label: texts.buttons.again, choice: 'again', tone: 'primary' }, leave]],
      };
  }
}
