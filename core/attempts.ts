/** How often a row of the outbox is tried before a person has to look at it, in all queues alike. */
export const attemptLimit = 8;

/** How an attempt to carry a row out ended, where failing is to be expected. */
export type Attempt =
  | { readonly type: 'done' }
  /** `because` names the failure without quoting anybody; `permanent`: trying again cannot help. */
  | { readonly type: 'failed'; readonly because: string; readonly permanent: boolean };

/** What becomes of a row after its n-th attempt failed: tried again, or given up with an alarm. */
export function afterFailure(attempts: number, permanent: boolean, limit = attemptLimit): 'retry' | 'bury' {
  return permanent || attempts >= limit ? 'bury' : 'retry';
}

/** How long to leave a recipient in peace after the n-th attempt failed: 1 s, 3 s, 9 s … and 18 minutes in all. */
export function retryDelayMs(attempts: number): number {
  return 1000 * 3 ** (attempts - 1);
}

/**
 * The BullMQ job of rows of the outbox, mostly of one. The same rows always have the same job, so adding them twice
 * adds it once; a row that is in two jobs is carried out by the first and not found by the second.
 */
export function jobIdOf([first, ...more]: readonly [number, ...number[]]): string {
  return more.length === 0 ? `ob-${first}` : `ob-${first}-${more.join('-')}`;
}
