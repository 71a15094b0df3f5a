import type { Channel } from '../../core/channel.js';
import type { Store, Tx } from '../client.js';

/** One line of a web chat, as stored; the body is sealed. */
export type StoredWebMessage = {
  readonly id: number;
  readonly author: 'me' | 'bot';
  readonly at: number;
  readonly key: string;
  readonly body: unknown;
};

const purpose = (chat: string) => `web ${chat}`;

/**
 * Adds a message; the same key twice is stored once. One that carries out a row of the outbox is added only while that
 * row is there: its chat may have been told meanwhile to forget it.
 */
export function addWebMessage(
  store: Store,
  message: Omit<StoredWebMessage, 'id'> & { readonly chat: string },
  row: number | undefined,
): Promise<void> {
  const { chat, author, key, body, at } = message;
  const sealed = store.seal.seal(purpose(chat), body);
  return store.write(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "WebMessage" ("chatId", "author", "key", "body", "createdAt", "passing")
      SELECT ${chat}, ${author}, ${key}, ${sealed}, ${at},
        COALESCE((SELECT "passing" FROM "Outbox" WHERE "id" = ${row ?? null}), FALSE)
      WHERE ${row ?? null} IS NULL OR EXISTS (SELECT 1 FROM "Outbox" WHERE "id" = ${row ?? null})
      ON CONFLICT ("chatId", "key") DO NOTHING`;
  });
}

/** The person's own message that led to a passing reply passes with it. */
export async function markPassing(tx: Tx, chat: string, key: string): Promise<void> {
  await tx.$executeRaw`UPDATE "WebMessage" SET "passing" = TRUE WHERE "chatId" = ${chat} AND "key" = ${key}`;
}

/**
 * Deletes what was passing in a chat, and what of it has not been shown yet. What is on its way to the chat in this
 * moment finds that its row of the outbox is gone, and is not added.
 */
export async function forgetPassing(tx: Tx, chat: string, channel: Channel): Promise<void> {
  // Of other channels there is nothing here: they keep what was said on their own servers.
  if (channel === 'web') await tx.$executeRaw`DELETE FROM "WebMessage" WHERE "chatId" = ${chat} AND "passing"`;
  await tx.$executeRaw`DELETE FROM "Outbox" WHERE "chatId" = ${chat} AND "passing"`;
}

/** Messages after an id, oldest first. */
export async function webMessagesAfter(
  store: Store,
  chat: string,
  lastId: number,
  limit: number,
): Promise<readonly StoredWebMessage[]> {
  const rows = await store.db.webMessage.findMany({
    where: { chatId: chat, id: { gt: lastId } },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return rows.map((row) => ({
    id: row.id,
    author: row.author === 'me' ? 'me' : 'bot',
    at: Number(row.createdAt),
    key: row.key,
    body: store.seal.open(purpose(chat), row.body),
  }));
}
