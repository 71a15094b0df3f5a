import type { Channel } from '../core/channel.js';
import type { Tx } from '../prisma/client.js';
import { linkedChatOn } from '../prisma/store/chat-links.js';
import { addToOutbox, readOutboxRows, rewriteOutbox } from '../prisma/store/outbox.js';
import type { Seal } from '../runtime/seal.js';

/** Where a message rings a phone, whenever it comes. Our own web chat is read when somebody opens it. */
const ringing: Channel = 'telegram';

/**
 * Of messages that their channel does not take now, what tells a citizen how his case goes is also said, once, in the app
 * that rings, where he has linked one: there he sees his cases as well. What waits goes on waiting: nobody knows whether
 * the other message arrives.
 */
export async function sayElsewhere(tx: Tx, seal: Seal, outboxIds: readonly number[], now: number): Promise<void> {
  for (const { id, payload } of await readOutboxRows(tx, seal, outboxIds)) {
    if (payload.type !== 'notice' || payload.notice.type !== 'case-news') continue;
    if (payload.notice.saidElsewhere === true) continue;
    const chat = await linkedChatOn(tx, payload.chat, ringing);
    if (chat === undefined) continue;
    const notice = { ...payload.notice, saidElsewhere: true } as const;
    await addToOutbox(tx, seal, [{ queue: `deliver-${ringing}`, chat, payload: { ...payload, chat, notice } }], now);
    await rewriteOutbox(tx, seal, id, { ...payload, notice });
  }
}
