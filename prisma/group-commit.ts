import { setImmediate } from 'node:timers/promises';
import { StoreBusyError } from './busy.js';

/** Works in one transaction at most: bounds how long the lock is held. */
const groupLimit = 64;
/** How long a work without hurry waits for company. */
const soonMs = 10;

type Work<Tx, T> = (tx: Tx) => Promise<T>;

/** Runs works in one transaction, in order; when one fails, all are undone and it rejects. */
export type Transact<Tx> = (works: readonly Work<Tx, void>[]) => Promise<void>;

export type GroupCommit<Tx> = {
  readonly write: <T>(work: Work<Tx, T>) => Promise<T>;
  readonly writeSoon: <T>(work: Work<Tx, T>) => Promise<T>;
};

type Waiting<Tx> = {
  readonly run: Work<Tx, void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/** Lets works share transactions: to flush one to the disk costs more than most works do. */
export function createGroupCommit<Tx>(transact: Transact<Tx>): GroupCommit<Tx> {
  const waiting: Waiting<Tx>[] = [];
  let running = false;
  let timer: NodeJS.Timeout | undefined;

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
  const begin = (): void => {
    if (!running) void drain();
  };
  const beginSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      begin();
    }, soonMs);
  };

  const put = <T>(work: Work<Tx, T>, then: () => void): Promise<T> =>
    new Promise((resolve, reject) => {
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
      then();
    });

  return { write: (work) => put(work, begin), writeSoon: (work) => put(work, beginSoon) };
}

/** Commits a group together; when that fails for another reason than a lock, each alone, so that only the culprit fails. */
async function commitGroup<Tx>(group: readonly Waiting<Tx>[], transact: Transact<Tx>): Promise<void> {
  try {
    await transact(group.map(({ run }) => run));
    for (const { resolve } of group) resolve();
  } catch (error) {
    if (group.length === 1 || error instanceof StoreBusyError) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const work of group) await commitGroup([work], transact);
  }
}
