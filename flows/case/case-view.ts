import { caseRefusal, type Case } from '../../core/case.js';
import { chatsOf, citizenMay, isReporter } from '../../core/access.js';
import { excerpt } from '../../core/excerpt.js';
import type { Env } from '../../core/flow.js';
import { goesAlong } from '../../core/going-along.js';
import type { ChatId } from '../../core/ids.js';
import { replyLimit, type Button, type Reply } from '../../core/reply.js';
import { vietnamDate } from '../../core/vietnam-time.js';
import { caseButton } from './case-button.js';
import { categoryLabels, statusLabels } from '../../core/labels.vi.js';
import { ownerTitle } from './owner-title.js';
import { texts } from './texts.vi.js';

/**
 * A case as a citizen sees it. Whoever has only the code learns where it stands and nothing else: not what it is
 * about, nor who handles it (a case at the province's desk may be about the commune). The chat it came from sees all, and
 * so do the chats linked with it.
 */
export function caseView(subject: Case, env: Pick<Env, 'chat' | 'directory' | 'facts'>): Reply {
  const open = [
    texts.head(subject.code),
    texts.status(statusLabels[subject.status]),
    texts.received(vietnamDate(subject.createdAt)),
    texts.updated(vietnamDate(subject.updatedAt)),
  ];
  const chats = chatsOf(env);
  if (!isReporter(chats, subject)) return { text: [...open, texts.elsewhere].join('\n') };
  const own = [
    ...open,
    texts.handledBy(ownerTitle(subject.owner, env.directory) ?? texts.notRouted),
    ...(goesAlong(subject) ? [texts.goesAlong] : []),
    ...(subject.category === undefined ? [] : [texts.category(categoryLabels[subject.category])]),
    ...(subject.question === undefined ? [] : ['', texts.question(subject.question)]),
    ...(subject.answer === undefined ? [] : ['', texts.answer(subject.answer)]),
  ];
  const asks = caseRefusal(subject, 'join') === undefined ? `\n\n${texts.sameBefore}` : '';
  return withButtons(`${excerpt(own.join('\n'), replyLimit - asks.length)}${asks}`, citizenButtons(subject, chats));
}

/** What the person whose chats these are can do with the case now, as buttons. */
export function citizenButtons(subject: Case, chats: readonly ChatId[]): readonly Button[] {
  const { buttons } = texts;
  const offered = [
    { action: 'add', label: subject.status === 'asked' ? buttons.reply : buttons.add, tone: undefined },
    { action: 'join', label: buttons.join, tone: undefined },
    { action: 'part', label: buttons.part, tone: undefined },
    { action: 'confirm', label: buttons.confirm, tone: 'primary' },
    { action: 'reopen', label: buttons.reopen, tone: undefined },
  ] as const;
  return offered
    .filter(({ action }) => citizenMay(chats, action, subject) && caseRefusal(subject, action) === undefined)
    .map(({ action, label, tone }) => caseButton(subject.code, action, label, tone));
}

/** A reply with each button in its own row: the labels are long. */
export function withButtons(text: string, buttons: readonly Button[]): Reply {
  return buttons.length === 0 ? { text } : { text, buttons: buttons.map((button) => [button]) };
}
