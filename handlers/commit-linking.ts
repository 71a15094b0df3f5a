import { assertNever } from '../core/assert-never.js';
import type { Effect } from '../core/effect.js';
import type { Inbound } from '../core/inbound.js';
import type { Notice } from '../core/notice.js';
import { vietnamDay } from '../core/vietnam-time.js';
import type { Tx } from '../prisma/client.js';
import { channelsOf } from '../prisma/store/conversations.js';
import type { NewOutboxRow } from '../prisma/store/outbox.js';
import { claimPhone, linkChats, takeLinkCode, unlinkChat } from '../prisma/store/phone-links.js';
import type { Seal } from '../runtime/seal.js';

type LinkingEffect = Extract<Effect, { type: 'claim-phone' | 'send-link-code' | 'link-chats' | 'unlink-chat' }>;

/** Turns what was decided about the apps of one person into rows of the turn's transaction. */
export async function commitLinking(
  tx: Tx,
  seal: Seal,
  { chat, person, at }: Inbound,
  effect: LinkingEffect,
): Promise<readonly NewOutboxRow[]> {
  const here = { chat: chat.id, person };
  switch (effect.type) {
    case 'claim-phone':
      await claimPhone(tx, here, seal.hashPhone(effect.phone), at);
      return [];
    case 'send-link-code': {
      const { code, until } = effect;
      // Whoever asked is told the same in any case: whether a code was sent says whether the number is known.
      const may = await takeLinkCode(tx, effect.chat, vietnamDay(at), at);
      return may ? toOther(tx, effect.chat, { type: 'link-code', code, until }) : [];
    }
    case 'link-chats':
      await linkChats(tx, here, effect.other, seal.hashPhone(effect.phone));
      return toOther(tx, effect.other.chat, { type: 'chats-linked' });
    case 'unlink-chat':
      await unlinkChat(tx, person);
      return [];
    default:
      return assertNever(effect);
  }
}

/** A notice, not a reply: replies of a turn are sent to the chat in which it was. */
async function toOther(tx: Tx, chat: string, notice: Notice): Promise<readonly NewOutboxRow[]> {
  const channel = (await channelsOf(tx, [chat])).get(chat);
  return channel === undefined
    ? []
    : [{ queue: `deliver-${channel}`, chat, payload: { type: 'notice', chat, notice } }];
}
