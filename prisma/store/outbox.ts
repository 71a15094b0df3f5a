import { onlyChangesStore, outboxPayload, type OutboxPayload, type QueueName } from '../../core/outbox.js';
import { Prisma, type Store, type Tx } from '../client.js';
import type { Seal } from '../../runtime/seal.js';

// The outbox: what a transaction decided and is carried out after it. A row is deleted when done,
// so the table holds only what is waiting, and a repeated job finds nothing to do.

export type NewOutboxRow = {
  readonly queue: QueueName;
  /** For deliveries: keeps the order within a chat. */
  readonly chat?: string;
  readonly payload: OutboxPayload;
  /** Its maker sends it himself, and nobody else before this time (ms). Absent: the relay takes it at once. */
  readonly claimedUntil?: number;
};

export type OutboxRow = {
  readonly id: number;
  readonly queue: QueueName;
  readonly chat: string | undefined;
  readonly payload: OutboxPayload;
  readonly attempts: number;
};

const purpose = 'outbox';

/** Adds rows within a transaction; returns their ids in the same order. */
export async function addToOutbox(
  tx: Tx,
  seal: Seal,
  rows: readonly NewOutboxRow[],
  now: number,
): Promise<readonly number[]> {
  const ids: number[] = [];
  for (const { queue, chat = null, payload, claimedUntil = 0 } of rows) {
    // What is sent to somebody is sealed. A step that only changes the store is told a case's id and nothing else: to
    // seal and open that took longer than many a step.
    const written = onlyChangesStore(queue) ? Buffer.from(JSON.stringify(payload)) : seal.seal(purpose, payload);
    const passing = payload.type === 'reply' && payload.reply.passing === true;
    const [added] = await tx.$queryRaw<{ id: number }[]>`
      INSERT INTO "Outbox" ("queue", "chatId", "payload", "createdAt", "dueAt", "claimedUntil", "attempts", "passing")
      VALUES (${queue}, ${chat}, ${written}, ${now}, ${now}, ${claimedUntil}, 0, ${passing}) RETURNING "id"`;
    if (added !== undefined) ids.push(added.id);
  }
  return ids;
}

/**
 * What may be taken now. Of what is kept back for one person only the oldest: when that still does not go, neither does
 * the rest, and to prepare it all each time would be for nothing.
 */
const takable = (now: number) => Prisma.sql`
  "deadAt" IS NULL AND "dueAt" <= ${now} AND "claimedUntil" <= ${now}
  AND ("keptBackAt" IS NULL OR NOT EXISTS (
    SELECT 1 FROM "Outbox" o WHERE o."chatId" = "Outbox"."chatId" AND o."id" < "Outbox"."id" AND o."deadAt" IS NULL))`;

/** Ids and queues of rows that are due, oldest first; moves their due time on, so that a lost job comes back then. */
export function takeDue(
  store: Store,
  now: number,
  againAt: number,
  limit: number,
): Promise<readonly { id: number; queue: QueueName }[]> {
  return store.writeSoon(async (tx) => {
    const due = await tx.$queryRaw<{ id: number; queue: QueueName }[]>`
      UPDATE "Outbox" SET "dueAt" = ${againAt}
      WHERE "id" IN (
        SELECT "id" FROM "Outbox" WHERE ${takable(now)} ORDER BY "id" LIMIT ${limit})
      RETURNING "id", "queue"`;
    return due.sort((a, b) => a.id - b.id);
  });
}

/** Makes due what was handed over before: whoever carried it, or the queue, may have gone. */
export async function handOverAgain(store: Store, now: number): Promise<void> {
  await store.write(async (tx) => {
    await tx.$executeRaw`
      UPDATE "Outbox" SET "dueAt" = ${now}
      WHERE "deadAt" IS NULL AND "dueAt" > ${now} AND "claimedUntil" <= ${now} AND "keptBackAt" IS NULL`;
  });
}

/** Whether anything is due, without taking the write lock. */
export async function anyDue(store: Store, now: number): Promise<boolean> {
  const found = await store.db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Outbox" WHERE ${takable(now)} LIMIT 1`;
  return found.length > 0;
}

/** As it was written: sealed bytes never begin with a brace. */
function openPayload(seal: Seal, payload: Uint8Array): unknown {
  const isPlain = payload[0] === '{'.charCodeAt(0);
  return isPlain ? (JSON.parse(Buffer.from(payload).toString('utf8')) as unknown) : seal.open(purpose, payload);
}

type RawRow = { id: number; queue: string; chatId: string | null; payload: Uint8Array; attempts: number };

function readRow(seal: Seal, row: RawRow): OutboxRow {
  return {
    id: row.id,
    queue: row.queue as QueueName,
    chat: row.chatId ?? undefined,
    payload: outboxPayload.parse(openPayload(seal, row.payload)),
    attempts: row.attempts,
  };
}

/** Gives a row another content; its place in the order stays. */
export async function rewriteOutbox(tx: Tx, seal: Seal, id: number, payload: OutboxPayload): Promise<void> {
  const sealed = seal.seal(purpose, payload);
  await tx.$executeRaw`UPDATE "Outbox" SET "payload" = ${sealed} WHERE "id" = ${id}`;
}

/** The row, or undefined when it is done or given up. */
export async function readOutbox(store: Store, id: number): Promise<OutboxRow | undefined> {
  const [row] = await store.db.$queryRaw<RawRow[]>`
    SELECT "id", "queue", "chatId", "payload", "attempts" FROM "Outbox" WHERE "id" = ${id} AND "deadAt" IS NULL`;
  return row === undefined ? undefined : readRow(store.seal, row);
}

/** The rows of these ids that are not done or given up; for reading within the transaction that carries them out. */
export async function readOutboxRows(tx: Tx, seal: Seal, ids: readonly number[]): Promise<readonly OutboxRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<RawRow[]>`
    SELECT "id", "queue", "chatId", "payload", "attempts" FROM "Outbox"
    WHERE "id" IN (${Prisma.join([...ids])}) AND "deadAt" IS NULL ORDER BY "id"`;
  return rows.map((row) => readRow(seal, row));
}

/** Undoes `takeDue` for rows that could not be handed to the queue: they are due at once. */
export async function untakeDue(store: Store, ids: readonly number[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await store.write(async (tx) => {
    await tx.$executeRaw`UPDATE "Outbox" SET "dueAt" = ${now} WHERE "id" IN (${Prisma.join([...ids])})`;
  });
}

/** Newer rows that are claimed along with one: a chat with many messages then does not wait for a claim before each. */
const claimedAlong = 15;

/**
 * Claims a row for sending, and with it all that waits before it in the same chat, so that a chat's messages keep
 * their order, and some of what waits behind it. Oldest first. Empty when all is sent or given up, or while somebody
 * else has it or an older one in hand, or has just failed to send it: then the row comes back when that claim ends.
 */
export function claimOutbox(store: Store, id: number, now: number, until: number): Promise<readonly OutboxRow[]> {
  const ofChat = Prisma.sql`"deadAt" IS NULL AND "chatId" = (SELECT "chatId" FROM "Outbox" WHERE "id" = ${id})`;
  const before = Prisma.sql`${ofChat} AND "id" <= ${id}`;
  const behind = Prisma.sql`${ofChat} AND "id" > ${id}`;
  const nextClaimed = Prisma.sql`(SELECT MIN("id") FROM "Outbox" WHERE ${behind} AND "claimedUntil" > ${now})`;
  const along = Prisma.sql`
    SELECT "id" FROM "Outbox" WHERE ${behind} AND "id" < COALESCE(${nextClaimed}, "id" + 1)
    ORDER BY "id" LIMIT ${claimedAlong}`;
  return store.write(async (tx) => {
    const rows = await tx.$queryRaw<RawRow[]>`
      UPDATE "Outbox" SET "claimedUntil" = ${until}, "keptBackAt" = NULL
      WHERE ${ofChat} AND "id" <= COALESCE((SELECT MAX("id") FROM (${along})), ${id})
        AND NOT EXISTS (SELECT 1 FROM "Outbox" WHERE ${before} AND "claimedUntil" > ${now})
      RETURNING "id", "queue", "chatId", "payload", "attempts"`;
    if (rows.length === 0) {
      await tx.$executeRaw`
        UPDATE "Outbox" SET "dueAt" = COALESCE((SELECT MAX("claimedUntil") FROM "Outbox" WHERE ${before}), "dueAt")
        WHERE "id" = ${id} AND "deadAt" IS NULL`;
    }
    return rows.map((row) => readRow(store.seal, row)).sort((a, b) => a.id - b.id);
  });
}

/** The chat that a row goes to; undefined when it is done or given up. */
export async function chatOfRow(store: Store, id: number): Promise<string | undefined> {
  const [row] = await store.db.$queryRaw<{ chatId: string | null }[]>`
    SELECT "chatId" FROM "Outbox" WHERE "id" = ${id} AND "deadAt" IS NULL`;
  return row?.chatId ?? undefined;
}

/** Whether something waits for this chat that was decided before this row. */
export async function olderWaits(store: Store, chat: string, id: number): Promise<boolean> {
  const found = await store.db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Outbox" WHERE "chatId" = ${chat} AND "id" < ${id} AND "deadAt" IS NULL LIMIT 1`;
  return found.length > 0;
}

/** Goes on with claims that have not ended. */
export async function holdOutbox(tx: Tx, ids: readonly number[], now: number, until: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Outbox" SET "claimedUntil" = ${until} WHERE "id" IN (${Prisma.join([...ids])}) AND "claimedUntil" > ${now}`;
}

/** Marks rows as carried out. */
export async function doneOutbox(tx: Tx, ids: readonly number[]): Promise<void> {
  for (const id of ids) await tx.$executeRaw`DELETE FROM "Outbox" WHERE "id" = ${id}`;
}

/** Notes a failed attempt and ends the claim; the row is due again at `dueAt`. Returns the attempts so far; 0 when it is gone. */
export async function failedOutbox(tx: Tx, id: number, dueAt: number, error: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ attempts: number }[]>`
    UPDATE "Outbox" SET "attempts" = "attempts" + 1, "lastError" = ${error}, "dueAt" = ${dueAt}, "claimedUntil" = 0
    WHERE "id" = ${id} AND "deadAt" IS NULL RETURNING "attempts"`;
  return row?.attempts ?? 0;
}

/** Notes a failed attempt to send; nobody tries the row, nor what waits behind it in its chat, before `until`. */
export async function postponeOutbox(tx: Tx, id: number, until: number, error: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Outbox" SET "attempts" = "attempts" + 1, "lastError" = ${error}, "dueAt" = ${until}, "claimedUntil" = ${until}
    WHERE "id" = ${id} AND "deadAt" IS NULL`;
}

/** Ends the claims on rows that were not sent after all; they are due again at `dueAt`. */
export async function releaseOutbox(tx: Tx, ids: readonly number[], dueAt: number): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Outbox" SET "claimedUntil" = 0, "dueAt" = ${dueAt} WHERE "id" IN (${Prisma.join([...ids])})`;
}

/** Ends the claims on rows that wait for the person to write; they are tried again at `dueAt` even if he does not. */
export async function keepBackOutbox(tx: Tx, ids: readonly number[], now: number, dueAt: number): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Outbox" SET "claimedUntil" = 0, "dueAt" = ${dueAt}, "keptBackAt" = ${now}
    WHERE "id" IN (${Prisma.join([...ids])})`;
}

/** How many messages wait until those whom they are for write. */
export async function countKeptBack(store: Store): Promise<number> {
  return store.db.outbox.count({ where: { deadAt: null, keptBackAt: { not: null } } });
}

/** Gives a row up; `npm run dead` shows it and can bring it back. */
export async function buryOutbox(tx: Tx, id: number, now: number, error: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Outbox" SET "deadAt" = ${now}, "lastError" = ${error} WHERE "id" = ${id}`;
}

export type DeadRow = {
  readonly id: number;
  readonly queue: string;
  readonly createdAt: number;
  readonly deadAt: number;
  readonly attempts: number;
  readonly lastError: string;
};

/** Rows that were given up, oldest first; their content is not opened. */
export async function listDead(store: Store): Promise<readonly DeadRow[]> {
  const rows = await store.db.outbox.findMany({
    where: { deadAt: { not: null } },
    orderBy: { id: 'asc' },
    omit: { payload: true },
  });
  return rows.map((row) => ({
    id: row.id,
    queue: row.queue,
    createdAt: Number(row.createdAt),
    deadAt: Number(row.deadAt),
    attempts: row.attempts,
    lastError: row.lastError ?? '',
  }));
}

/** Brings one row back, or all of them; returns how many. */
export function reviveDead(store: Store, id: number | 'all', now: number): Promise<number> {
  return store.write(async (tx) => {
    const { count } = await tx.outbox.updateMany({
      where: { deadAt: { not: null }, ...(id === 'all' ? {} : { id }) },
      data: { deadAt: null, attempts: 0, dueAt: BigInt(now), claimedUntil: 0n },
    });
    return count;
  });
}

export type OutboxAge = { readonly waiting: number; readonly dead: number; readonly oldestSeconds: number };

/** How much waits and for how long: the figure to watch. What waits for a person to write is no sign of trouble. */
export async function outboxAge(store: Store, now: number): Promise<OutboxAge> {
  const [row] = await store.db.$queryRaw<{ waiting: number; dead: number; oldest: number | null }[]>`
    SELECT COUNT(*) FILTER (WHERE "deadAt" IS NULL) AS "waiting", COUNT("deadAt") AS "dead",
           MIN("createdAt") FILTER (WHERE "deadAt" IS NULL AND "keptBackAt" IS NULL) AS "oldest" FROM "Outbox"`;
  const oldest = row?.oldest ?? null;
  return {
    waiting: row?.waiting ?? 0,
    dead: row?.dead ?? 0,
    oldestSeconds: oldest === null ? 0 : Math.max(0, Math.round((now - oldest) / 1000)),
  };
}
