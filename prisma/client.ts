import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { Logger } from '../runtime/logger.js';
import type { Seal } from '../runtime/seal.js';
import { isBusy, StoreBusyError } from './busy.js';
import { Prisma, PrismaClient } from './generated/client.js';
import { migrate } from './migrate.js';

export { Prisma };
export { isStoreBusy } from './busy.js';

/** What store functions run on: the store itself for reads, a transaction for writes. */
export type Tx = Prisma.TransactionClient;

/** The store: one SQLite file, read and written through Prisma. */
export type Store = {
  readonly db: PrismaClient;
  readonly seal: Seal;
  /**
   * Runs `work` in a transaction and resolves after commit. Works that wait at the same time share one
   * transaction (group commit), in the order in which they were given; if one fails, the others are not harmed.
   * So `work` may run twice: it must do nothing but read and write through its `tx`.
   * Rejects with StoreBusyError when another program keeps the store locked for too long.
   */
  readonly write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

export type StoreOptions = {
  readonly file: string;
  readonly seal: Seal;
  readonly log: Logger;
  /** How long a write keeps trying while another program holds the lock. */
  readonly busyDeadlineMs?: number;
};

/** Works in one transaction at most: bounds how long the lock is held. */
const groupLimit = 64;
// better-sqlite3 waits for a lock with the whole thread: wait shortly there, and between attempts with the event loop free.
const blockingWaitMs = 25;
const retryDelayMs = 20;

type Waiting = {
  readonly run: (tx: Tx) => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/** Opens the store, applying migrations that are missing. */
export async function openStore({ file, seal, log, busyDeadlineMs = 5000 }: StoreOptions): Promise<Store> {
  await mkdir(path.dirname(file), { recursive: true });
  await migrate(file, log);
  const db = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${file}`, timeout: blockingWaitMs }) });
  // FULL: what was acknowledged survives a power cut; group commit pays for it.
  await db.$queryRaw`PRAGMA synchronous = FULL`;

  const transact = async (works: readonly Waiting[]): Promise<void> => {
    const deadline = Date.now() + busyDeadlineMs;
    for (;;) {
      try {
        await db.$transaction(
          async (tx) => {
            for (const work of works) await work.run(tx);
          },
          { maxWait: busyDeadlineMs, timeout: 60_000 },
        );
        return;
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (Date.now() > deadline) throw new StoreBusyError({ cause: error });
        await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
      }
    }
  };

  const waiting: Waiting[] = [];
  let running = false;
  const drain = async (): Promise<void> => {
    running = true;
    for (;;) {
      // A transaction on SQLite runs through without ever waiting for the event loop: this pause is when others can
      // come in to share the next one.
      await setImmediate();
      const group = waiting.splice(0, groupLimit);
      if (group.length === 0) break;
      await commitGroup(group, transact);
    }
    running = false;
  };

  return {
    db,
    seal,
    write: <T>(work: (tx: Tx) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        let result: { value: T } | undefined;
        waiting.push({
          run: async (tx) => {
            result = { value: await work(tx) };
          },
          resolve: () => {
            if (result !== undefined) resolve(result.value);
          },
          reject,
        });
        if (!running) void drain();
      }),
    close: () => db.$disconnect(),
  };
}

/** Commits a group together; when that fails for another reason than a lock, each alone, so that only the culprit fails. */
async function commitGroup(
  group: readonly Waiting[],
  transact: (works: readonly Waiting[]) => Promise<void>,
): Promise<void> {
  try {
    await transact(group);
    for (const work of group) work.resolve();
  } catch (error) {
    if (group.length === 1 || error instanceof StoreBusyError) {
      for (const work of group) work.reject(error);
      return;
    }
    for (const work of group) await commitGroup([work], transact);
  }
}
