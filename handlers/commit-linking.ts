import { assertNever } from '../core/assert-never.js';
import type { Effect } from '../core/effect.js';
import type { Inbound } from '../core/inbound.js';
import type { Notice } from '../core/notice.js';
import type { Tx } from '../prisma/client.js';
import { linkChats, unlinkChat } from '../prisma/store/chat-links.js';
import { channelsOf } from '../prisma/store/conversations.js';
import type { NewOutboxRow } from '../prisma/store/outbox.js';
import { claimPhone, dropClaim, noteLinkCode } from '../prisma/store/phone-links.js';
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
      await noteLinkCode(tx, effect.chat, at);
      return tell(tx, [effect.chat], { type: 'link-code', code, until });
    }
    case 'link-chats': {
      const others = await linkChats(tx, here, effect.other, seal.hashPhone(effect.phone), at);
      for (const linked of [person, effect.other.person]) await dropClaim(tx, linked);
      return tell(tx, others, { type: 'chats-linked', apps: others.length + 1 });
    }
    case 'unlink-chat': {
      const { others, left } = await unlinkChat(tx, here, effect.whole);
      await dropClaim(tx, person);
      return tell(tx, others, { type: 'chats-unlinked', apps: left });
    }
    default:
      return assertNever(effect);
  }
}

/** A notice, not a reply: replies of a turn are sent to the chat in which it was. */
async function tell(tx: Tx, chats: readonly string[], notice: Notice): Promise<readonly NewOutboxRow[]> {
  const channels = await channelsOf(tx, chats);
  return [...channels].map(([chat, channel]) => ({
    queue: `deliver-${channel}`,
    chat,
    payload: { type: 'notice', chat, notice },
  }));
}
