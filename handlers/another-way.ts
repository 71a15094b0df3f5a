import type { Channel } from '../core/channel.js';
import type { Tx } from '../prisma/client.js';
import { linkedChatOn } from '../prisma/store/chat-links.js';
import { addToOutbox, doneOutbox, readOutboxRows } from '../prisma/store/outbox.js';
import type { Seal } from '../runtime/seal.js';

/** Where a message rings a phone, whenever it comes. Our own web chat is read when somebody opens it. */
const ringing: Channel = 'telegram';

/**
 * Of messages that their channel does not take now, what tells a citizen how his case goes is sent to the app that rings,
 * where he has linked one: there he sees his cases as well. Returns the rows that must wait.
 */
export async function goAnotherWay(
  tx: Tx,
  seal: Seal,
  outboxIds: readonly number[],
  now: number,
): Promise<readonly number[]> {
  const gone = new Set<number>();
  for (const { id, payload } of await readOutboxRows(tx, seal, outboxIds)) {
    if (payload.type !== 'notice' || payload.notice.type !== 'case-news') continue;
    const chat = await linkedChatOn(tx, payload.chat, ringing);
    if (chat === undefined) continue;
    await addToOutbox(tx, seal, [{ queue: `deliver-${ringing}`, chat, payload: { ...payload, chat } }], now);
    gone.add(id);
  }
  await doneOutbox(tx, [...gone]);
  return outboxIds.filter((id) => !gone.has(id));
}
