import { setImmediate } from 'node:timers/promises';
import { StoreBusyError } from './busy.js';

type Waiting<Item> = { readonly item: Item; readonly resolve: () => void; readonly reject: (error: unknown) => void };

/**
 * Collects what arrives while a batch is under way and runs it together as the next one: under load a statement
 * serves many jobs, and without load nobody waits. When a batch fails, each item is run alone, so that only the
 * culprit fails.
 */
export function inBatches<Item>(
  limit: number,
  run: (items: readonly Item[]) => Promise<void>,
): (item: Item) => Promise<void> {
  const waiting: Waiting<Item>[] = [];
  let running = false;

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
      // Jobs that Redis hands out together arrive one by one within the same moment.
      await setImmediate();
      await runGroup(waiting.splice(0, limit));
    }
    running = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void drain();
    });
}
