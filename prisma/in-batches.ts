import { setImmediate } from 'node:timers/promises';
import { StoreBusyError } from './busy.js';

export type Batches<Item> = {
  /** Puts an item into the next batch; settles with it. */
  readonly add: (item: Item) => Promise<void>;
  /** The same for what is in no hurry: for a moment it waits for somebody else's batch, to go along with it. */
  readonly addSoon: (item: Item) => Promise<void>;
};

/** How long an item without hurry waits for company. */
const soonMs = 10;

type Waiting<Item> = { readonly item: Item; readonly resolve: () => void; readonly reject: (error: unknown) => void };

/**
 * Collects what arrives while a batch is under way and runs it together as the next one, in order: under load a
 * batch serves many, and without load nobody waits. When a batch fails for another reason than a lock, each item is
 * run alone, so that only the culprit fails.
 */
export function createBatches<Item>(limit: number, run: (items: readonly Item[]) => Promise<void>): Batches<Item> {
  const waiting: Waiting<Item>[] = [];
  let running = false;
  let timer: NodeJS.Timeout | undefined;

  const runGroup = async (group: readonly Waiting<Item>[]): Promise<void> => {
    try {
      await run(group.map(({ item }) => item));
      for (const { resolve } of group) resolve();
    } catch (error) {
      if (group.length === 1 || error instanceof StoreBusyError) {
        for (const { reject } of group) reject(error);
        return;
      }
      for (const one of group) await runGroup([one]);
    }
  };

  const drain = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      // What comes in the same moment is in it too. A transaction on SQLite runs through without ever waiting for the
      // event loop: this is when others can come in at all.
      await setImmediate();
      await runGroup(waiting.splice(0, limit));
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

  const put = (item: Item, then: () => void): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      then();
    });
  return { add: (item) => put(item, begin), addSoon: (item) => put(item, beginSoon) };
}

/** Batches of what is never without hurry. */
export function inBatches<Item>(limit: number, run: (items: readonly Item[]) => Promise<void>): Batches<Item>['add'] {
  return createBatches(limit, run).add;
}
