import { createBatches, type Batches } from './in-batches.js';

/** Works in one transaction at most: bounds how long the lock is held. */
const groupLimit = 64;

type Work<Tx, T> = (tx: Tx) => Promise<T>;

/** Runs works in one transaction, in order; when one fails, all are undone and it rejects. */
export type Transact<Tx> = (works: readonly Work<Tx, void>[]) => Promise<void>;

export type GroupCommit<Tx> = {
  readonly write: <T>(work: Work<Tx, T>) => Promise<T>;
  readonly writeSoon: <T>(work: Work<Tx, T>) => Promise<T>;
};

/** Lets works share transactions: to flush one to the disk costs more than most works do. */
export function createGroupCommit<Tx>(transact: Transact<Tx>): GroupCommit<Tx> {
  const { add, addSoon } = createBatches<Work<Tx, void>>(groupLimit, transact);
  return { write: (work) => throughBatch(add, work), writeSoon: (work) => throughBatch(addSoon, work) };
}

/** What `work` comes to, once its batch is committed. It may have run twice: the last time counts. */
async function throughBatch<Tx, T>(add: Batches<Work<Tx, void>>['add'], work: Work<Tx, T>): Promise<T> {
  const results: T[] = [];
  await add(async (tx) => {
    results[0] = await work(tx);
  });
  return results[0] as T;
}
