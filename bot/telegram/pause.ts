import { setTimeout } from 'node:timers/promises';

/** Waits, or less long when the signal comes. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** How long to wait after so many failures in a row: twice as long each time. */
export function backOff(failures: number, firstMs: number, mostMs: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
}
