import type { Delivery } from '../../handlers/deliveries.js';
import type { Carried } from '../../runtime/queues.js';
import { whileHolding } from './hold.js';
import { sendOnce, type SendDeps } from './send.js';

/**
 * Sends a row after all that waits before it in its chat, if nobody else has any of that in hand; stops at the first
 * message that does not go through. Whoever calls it sees to it that nothing else goes to the chat meanwhile.
 */
export async function sendWaiting(deps: SendDeps, outboxId: number): Promise<Carried> {
  const claimed = await deps.deliveries.claim(outboxId);
  return whileHolding(deps, idsOf(claimed), () => sendAll(deps, claimed));
}

async function sendAll(deps: SendDeps, claimed: readonly Delivery[]): Promise<Carried> {
  // A message is noted while the next one is on its way, but no more than one: a killed process sends two again at most.
  let noted = Promise.resolve();
  for (const [at, delivery] of claimed.entries()) {
    const attempt = await sendOnce(deps, delivery);
    await noted;
    if (attempt.type === 'settled') {
      noted = attempt.noted;
      continue;
    }
    if (attempt.type === 'held') {
      await deps.deliveries.keepBack(idsOf(claimed.slice(at)));
      return { type: 'done' };
    }
    // A paused message was not noted as failed: it is given back like those behind it.
    await deps.deliveries.release(idsOf(claimed.slice(attempt.type === 'paused' ? at : at + 1)));
    return attempt.type === 'paused' ? attempt : { type: 'failed', because: 'message not sent' };
  }
  await noted;
  return { type: 'done' };
}

const idsOf = (deliveries: readonly Delivery[]): readonly number[] => deliveries.map(({ outboxId }) => outboxId);
