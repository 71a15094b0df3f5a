import { claimMs } from '../../handlers/commit-effect.js';
import type { Deliveries } from '../../handlers/deliveries.js';
import type { Logger } from '../../runtime/logger.js';

/** Often enough that a claim does not end because the store was busy for a while. */
const everyMs = claimMs / 4;

/** Does `work` and goes on with the claims on these rows meanwhile, however long the channel takes. */
export async function whileHolding<T>(
  { deliveries, log }: { readonly deliveries: Pick<Deliveries, 'hold'>; readonly log: Logger },
  outboxIds: readonly number[],
  work: () => Promise<T>,
): Promise<T> {
  const holding = setInterval(() => {
    deliveries.hold(outboxIds).catch((error: unknown) => {
      log.warn({ err: error }, 'claims could not be gone on with; a message may be sent twice');
    });
  }, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(holding);
  }
}
