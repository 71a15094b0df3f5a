import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from '../runtime/logger.js';
import type { Seal } from '../runtime/seal.js';
import { isBusy, StoreBusyError } from './busy.js';
import { connect, withStatements, type WithStatements } from './connection.js';
import { Prisma, PrismaClient } from './generated/client.js';
import { createGroupCommit, type Transact } from './group-commit.js';
import { migrate } from './migrate.js';
import { emptyLog, rewrite } from './rewrite.js';

export { Prisma };
export { isStoreBusy } from './busy.js';

/** What store functions run on: the store itself for reads, a transaction for writes. */
export type Tx = WithStatements<Prisma.TransactionClient>;

/** The store: one SQLite file, read and written through Prisma. */
export type Store = {
  readonly db: WithStatements<PrismaClient>;
  readonly seal: Seal;
  /**
   * Runs `work` in a transaction and resolves after commit. Works that wait at the same time share one
   * transaction (group commit), in the order in which they were given; if one fails, the others are not harmed.
   * So `work` may run twice: it must do nothing but read and write through its `tx`.
   * Rejects with StoreBusyError when another program keeps the store locked for too long.
   */
  readonly write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same for what is in no hurry: for a moment it waits for a transaction of somebody else, to go along with it. */
  readonly writeSoon: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /**
   * Writes the whole file anew, in the order of its keys, so that nothing in it tells what was deleted or in which order
   * rows came. Takes a second or two for a hundred megabytes, during which nobody writes.
   * Rejects with StoreBusyError when others keep the file locked.
   */
  readonly rewrite: () => Promise<void>;
  /** Empties the log beside the file, which keeps old pages. Rejects with StoreBusyError while somebody reads them. */
  readonly emptyLog: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type StoreOptions = {
  readonly file: string;
  readonly seal: Seal;
  readonly log: Logger;
  /** How long a write keeps trying while another program holds the lock. */
  readonly busyDeadlineMs?: number;
};

// better-sqlite3 waits for a lock with the whole thread: wait shortly there, and between attempts with the event loop free.
const blockingWaitMs = 25;
const retryDelayMs = 20;

/** Opens the store, applying migrations that are missing. */
export async function openStore({ file, seal, log, busyDeadlineMs = 5000 }: StoreOptions): Promise<Store> {
  await mkdir(path.dirname(file), { recursive: true });
  await migrate(file, log);
  const { factory, statements, transaction, close } = await connect(file, blockingWaitMs);
  const client = new PrismaClient({ adapter: factory });
  await client.$connect(); // now and not in the middle of a turn: it takes a tenth of a second
  // FULL: what was acknowledged survives a power cut; group commit pays for it.
  await statements.$queryRaw`PRAGMA synchronous = FULL`;
  // What is deleted is overwritten: nothing of a ballot's key or of a survey thrown away stays in a free page.
  await statements.$queryRaw`PRAGMA secure_delete = ON`;

  /** Tries again, with the event loop free in between, while another program holds the lock. */
  const patiently = async (attempt: () => Promise<unknown>): Promise<void> => {
    const deadline = Date.now() + busyDeadlineMs;
    for (;;) {
      try {
        await attempt();
        return;
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (Date.now() > deadline) throw new StoreBusyError({ cause: error });
        await setTimeout(retryDelayMs);
      }
    }
  };
  const db = withStatements(client, statements);
  const transact: Transact<Tx> = (works) =>
    patiently(() =>
      transaction(async () => {
        for (const work of works) await work(db);
      }),
    );

  return {
    db,
    seal,
    ...createGroupCommit(transact),
    rewrite: () => rewrite(file, patiently),
    emptyLog: () => emptyLog(file, patiently),
    close: async () => {
      await client.$disconnect();
      await close(); // a client that was never asked anything has opened nothing, and closes nothing
    },
  };
}
