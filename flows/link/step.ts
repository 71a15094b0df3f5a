import type { Activity, Conversation, Linking } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { codeMs, codesAnHour, mostTries, undoMs } from '../../core/linking.js';
import { finish, putAside } from '../finish.js';
import { ask, say, type Choice, type Question } from '../prompt.js';
import { readPhone } from '../report/phone.js';
import type { Spoken } from '../said.js';
import { typedChoice } from '../typed-choice.js';
import { texts, words } from './texts.vi.js';

// A number alone shows nothing: only a code that was sent into another chat links the two, and to whoever types a number
// it always looks as if some had been sent. To whom codes go is decided in prisma/store/phone-links.ts: each gets another,
// so that the one that is typed says whose app it was read in, and naming a number first takes nobody's place.

type Linked = Extract<Activity, { type: 'link' }>;
type CodeAsked = Extract<Linking, { step: 'code' }>;

const hourMs = 3_600_000;

/** "Liên kết": asks for the number, also where other apps are linked already. */
export function startLink(state: Conversation, env: Env): StepResult {
  const first: Linking = { step: 'phone' };
  const others = env.facts.linkedChats.length;
  const text = others === 0 ? texts.askPhone : texts.askPhoneForMore(others);
  return ask(putAside(state), { type: 'link', at: first }, { ...questionOf(first), text });
}

/** "Bỏ liên kết": of all while the last joining is fresh, as it may have been a stranger's; later of this chat alone. */
export function unlink(state: Conversation, env: Env): StepResult {
  const { linkedChats, lastLinkedAt = 0 } = env.facts;
  const others = linkedChats.length;
  const whole = others === 1 || env.now < lastLinkedAt + undoMs;
  const said = others === 0 ? texts.notLinked : whole ? texts.unlinkedAll : texts.unlinkedThis(others);
  return finish(putAside(state), [{ type: 'unlink-chat', whole }, say(said)]);
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

/** An app has meanwhile been linked from its own side, so nothing is waited for any more but a code that was sent. */
export function isLinkedMeanwhile({ at }: Linked, said: Spoken, env: Env): boolean {
  if (at.step === 'phone' || env.facts.linkedChats.length <= at.linked) return false;
  return at.step !== 'code' || said.type !== 'text' || sentWith(at, said.text) === undefined;
}

/** To whom the code that is typed was sent. */
export function sentWith({ sent }: CodeAsked, text: string): CodeAsked['sent'][number] | undefined {
  const typed = withoutBlanks(text);
  return sent.find(({ code }) => code === typed);
}

const withoutBlanks = (text: string) => text.replace(/\s/g, '');

function takePhone(state: Conversation, phone: string, env: Env): StepResult {
  const before = (state.linkCodes ?? []).filter((at) => at > env.now - hourMs);
  if (before.length >= codesAnHour) return finish(state, [say(texts.tooMany)]);
  const [sent, expiresAt, linked] = [withCodes(env), env.now + codeMs, env.facts.linkedChats.length];
  const at: Linking = { step: 'code', phone, sent, expiresAt, wrong: 0, linked };
  return ask(
    { ...state, linkCodes: [...before, env.now] },
    { type: 'link', at },
    { ...questionOf(at), text: texts.askCode },
    [
      { type: 'claim-phone', phone },
      ...sent.map(({ chat, code }) => ({ type: 'send-link-code', chat, code, until: expiresAt }) as const),
    ],
  );
}

/** Each of the chats with a code of its own. */
function withCodes(env: Env): CodeAsked['sent'] {
  const codes = new Set<string>();
  return env.facts.otherChats.map((other) => {
    let code = env.newLinkCode();
    while (codes.has(code)) code = env.newLinkCode();
    codes.add(code);
    return { ...other, code };
  });
}

function takeCode(state: Conversation, at: CodeAsked, text: string, env: Env): StepResult {
  const { phone, linked } = at;
  if (env.now >= at.expiresAt) return askLink(state, { step: 'expired', phone, linked });
  if (!/^\d{6}$/.test(withoutBlanks(text))) return askLink(state, at);
  const typed = sentWith(at, text);
  if (typed !== undefined) {
    const other = env.facts.otherChats.find(({ person }) => person === typed.person);
    // Between the code and its return the other chat may have been wiped, or have named another number.
    return other === undefined
      ? finish(state, [say(texts.gone)])
      : finish(state, [{ type: 'link-chats', phone, other }, say(texts.linked)]);
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
