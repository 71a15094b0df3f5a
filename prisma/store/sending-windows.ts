import type { Tx } from '../client.js';

// Of channels that let a program write only for a while after a person has: since when, and how much.

export type SendingWindow = { readonly openedAt: number; readonly sent: number };

/** The person has just done something: the channel's count begins anew. Events may come late: the newest one counts. */
export async function openWindow(tx: Tx, chat: string, at: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "SendingWindow" ("chatId", "openedAt", "sent") VALUES (${chat}, ${at}, 0)
    ON CONFLICT ("chatId") DO UPDATE SET "openedAt" = excluded."openedAt", "sent" = 0
    WHERE "SendingWindow"."openedAt" < excluded."openedAt"`;
}

/** When somebody was last heard in a chat (ms); undefined where nobody ever wrote. */
export async function lastHeard(tx: Tx, chat: string): Promise<number | undefined> {
  const [row] = await tx.$queryRaw<{ openedAt: number }[]>`
    SELECT "openedAt" FROM "SendingWindow" WHERE "chatId" = ${chat}`;
  return row?.openedAt;
}

/** Counts one message to a chat; undefined where nobody ever wrote. */
export async function countSent(tx: Tx, chat: string): Promise<SendingWindow | undefined> {
  const [row] = await tx.$queryRaw<SendingWindow[]>`
    UPDATE "SendingWindow" SET "sent" = "sent" + 1 WHERE "chatId" = ${chat} RETURNING "openedAt", "sent"`;
  return row;
}

/** Takes a message back that was counted and not sent. */
export async function uncountSent(tx: Tx, chat: string): Promise<void> {
  await tx.$executeRaw`UPDATE "SendingWindow" SET "sent" = "sent" - 1 WHERE "chatId" = ${chat} AND "sent" > 0`;
}
