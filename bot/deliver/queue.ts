import { channels, type Channel } from '../../core/channel.js';
import type { Delivery } from '../../handlers/deliveries.js';
import type { FetchAttachment } from '../../handlers/fetch-attachment.js';
import type { Carried, Queues } from '../../runtime/queues.js';
import { whileHolding } from './hold.js';
import type { InOrder } from './in-order.js';
import { sendOnce, type SendDeps } from './send.js';

/** Sends what the relay queued: notices to officials and citizens, and replies that could not be sent directly. */
export type QueueSendingDeps = SendDeps & {
  readonly queues: Queues;
  readonly inOrder: InOrder;
  readonly fetchAttachment: FetchAttachment;
  /** Messages a second that each channel may be sent through its queue. */
  readonly rates: ReadonlyMap<Channel, number>;
};

const concurrency = 32;
const fetchConcurrency = 4;

export function startQueueSending(deps: QueueSendingDeps): void {
  const { queues, senders, rates, fetchAttachment } = deps;
  for (const channel of channels) {
    if (!senders.has(channel)) continue;
    const max = rates.get(channel);
    queues.carry(`deliver-${channel}`, (outboxId) => deliver(deps, outboxId), {
      concurrency,
      ...(max === undefined ? {} : { limiter: { max, duration: 1000 } }),
    });
  }
  queues.carry(
    'fetch-attachment',
    async (outboxId) =>
      (await fetchAttachment(outboxId)) === 'retry'
        ? { type: 'failed', because: 'file not fetched' }
        : { type: 'done' },
    { concurrency: fetchConcurrency },
  );
}

/** Sends a row, after all that waits before it in its chat; stops at the first message that does not go through. */
async function deliver(deps: QueueSendingDeps, outboxId: number): Promise<Carried> {
  const { deliveries, inOrder } = deps;
  const chat = await deliveries.chatOf(outboxId);
  if (chat === undefined) return { type: 'done' };
  // Claimed only when it is this chat's turn: what this process is sending there just now is then out of the way.
  return inOrder.run(chat, async () => {
    const claimed = await deliveries.claim(outboxId);
    return whileHolding(deps, idsOf(claimed), () => sendAll(deps, claimed));
  });
}

async function sendAll(deps: QueueSendingDeps, claimed: readonly Delivery[]): Promise<Carried> {
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
