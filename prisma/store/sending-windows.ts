import type { Channel } from '../../core/channel.js';
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

/** Counts one message to a chat, where its window was opened after that time (ms) and fewer were sent; otherwise nothing. */
export async function countSent(
  tx: Tx,
  chat: string,
  { openedAfter, below }: { readonly openedAfter: number; readonly below: number },
): Promise<SendingWindow | undefined> {
  const [row] = await tx.$queryRaw<SendingWindow[]>`
    UPDATE "SendingWindow" SET "sent" = "sent" + 1
    WHERE "chatId" = ${chat} AND "openedAt" > ${openedAfter} AND "sent" < ${below} RETURNING "openedAt", "sent"`;
  return row;
}

/** Sets how many messages the channel has counted in a window; not in one that was opened since. */
export async function setSent(tx: Tx, chat: string, { openedAt, sent }: SendingWindow): Promise<void> {
  await tx.$executeRaw`UPDATE "SendingWindow" SET "sent" = ${sent} WHERE "chatId" = ${chat} AND "openedAt" = ${openedAt}`;
}

/** What a channel still takes of one kind of allowance. */
export type SendingQuota = { readonly kind: string; readonly remain: number; readonly total: number };

export async function keepQuota(tx: Tx, channel: Channel, quota: SendingQuota, at: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "SendingQuota" ("channel", "kind", "remain", "total", "at")
    VALUES (${channel}, ${quota.kind}, ${quota.remain}, ${quota.total}, ${at})
    ON CONFLICT ("channel", "kind") DO UPDATE SET
      "remain" = excluded."remain", "total" = excluded."total", "at" = excluded."at"`;
}

/** What a channel last said of each kind of allowance, and when (ms). */
export async function knownQuotas(
  tx: Tx,
  channel: Channel,
): Promise<readonly (SendingQuota & { readonly at: number })[]> {
  return tx.$queryRaw<(SendingQuota & { at: number })[]>`
    SELECT "kind", "remain", "total", "at" FROM "SendingQuota" WHERE "channel" = ${channel} ORDER BY "kind"`;
}

/** Takes a message back that was counted and not sent; not from a window that was opened since. */
export async function uncountSent(tx: Tx, chat: string, openedAt: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SendingWindow" SET "sent" = "sent" - 1
    WHERE "chatId" = ${chat} AND "openedAt" = ${openedAt} AND "sent" > 0`;
}
