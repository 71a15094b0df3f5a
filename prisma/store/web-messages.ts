import type { Store } from '../client.js';

/** One line of a web chat, as stored; the body is sealed. */
export type StoredWebMessage = {
  readonly id: number;
  readonly author: 'me' | 'bot';
  readonly at: number;
  readonly key: string;
  readonly body: unknown;
};

const purpose = (chat: string) => `web ${chat}`;

/** Adds a message; the same key twice is stored once. */
export function addWebMessage(
  store: Store,
  chat: string,
  author: 'me' | 'bot',
  key: string,
  body: unknown,
  at: number,
): Promise<void> {
  const sealed = store.seal.seal(purpose(chat), body);
  return store.write(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "WebMessage" ("chatId", "author", "key", "body", "createdAt")
      VALUES (${chat}, ${author}, ${key}, ${sealed}, ${at}) ON CONFLICT ("chatId", "key") DO NOTHING`;
  });
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
