import type { Inbound, InboundContent } from '../../core/inbound.js';
import type { Seal } from '../../runtime/seal.js';
import { readContent } from './content.js';
import { envelope, message, press, type Message } from './update.js';

export type Received =
  /** `pressed` names the button press that Telegram wants answered, or the button keeps spinning. */
  | { readonly type: 'inbound'; readonly inbound: Inbound; readonly pressed?: string }
  /** Nothing for the bot: another bot's message, a notice of Telegram, a kind of update it did not ask for. */
  | { readonly type: 'ignored' }
  /** An update, but with a part unlike what Telegram documents. To refuse it would only bring it back for ever. */
  | { readonly type: 'unreadable'; readonly updateId: string }
  /** Not an update at all. */
  | { readonly type: 'nonsense' };

export type Receiving = {
  readonly seal: Pick<Seal, 'chatId' | 'personId'>;
  /** The bot's own name, once known. */
  readonly username: string | undefined;
  readonly now: number;
};

/** Reads one update of Telegram. */
export function receive(update: unknown, receiving: Receiving): Received {
  const outer = envelope.safeParse(update);
  if (!outer.success) return { type: 'nonsense' };
  const { update_id: updateId, message: said, edited_message: edited, callback_query: pressed } = outer.data;
  const toInbound = (chat: Message['chat'], person: string, content: InboundContent): Inbound => ({
    channel: 'telegram',
    externalId: updateId,
    chat: {
      id: receiving.seal.chatId('telegram', chat.id),
      kind: chat.type === 'private' ? 'private' : 'group',
      address: chat.id,
    },
    person: receiving.seal.personId('telegram', person),
    at: receiving.now,
    content,
  });

  if (pressed !== undefined) {
    const read = press.safeParse(pressed);
    if (!read.success) return { type: 'unreadable', updateId };
    const { id, from, message: shown, data } = read.data;
    if (shown === undefined || data === undefined) return { type: 'ignored' };
    return { type: 'inbound', inbound: toInbound(shown.chat, from.id, { type: 'button', data }), pressed: id };
  }

  const any = said ?? edited;
  if (any === undefined) return { type: 'ignored' };
  const read = message.safeParse(any);
  if (!read.success) return { type: 'unreadable', updateId };
  const person = speaker(read.data);
  if (person === undefined) return { type: 'ignored' };
  const content = said === undefined ? readEdit(read.data) : readContent(read.data, receiving.username);
  if (content === undefined) return { type: 'ignored' };
  return { type: 'inbound', inbound: toInbound(read.data.chat, person, content) };
}

/** Who says it; undefined when it is no person's word. */
function speaker({ chat, from, sender_chat: spokenAs, is_automatic_forward: forwarded }: Message): string | undefined {
  if (chat.type === 'channel' || forwarded === true) return undefined;
  // Behind an anonymous administrator `from` is a bot of Telegram's, so this comes first.
  if (spokenAs !== undefined) return spokenAs.id;
  return from === undefined || from.is_bot ? undefined : from.id;
}

/** A live location is "edited" every few seconds; that is no correction. */
function readEdit(edited: Message): InboundContent | undefined {
  return edited.location === undefined ? { type: 'edited' } : undefined;
}
