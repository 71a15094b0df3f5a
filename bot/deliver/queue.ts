import { channels, type Channel } from '../../core/channel.js';
import type { FetchAttachment } from '../../handlers/fetch-attachment.js';
import type { Carried, Queues } from '../../runtime/queues.js';
import type { InOrder } from './in-order.js';
import type { SendDeps } from './send.js';
import { sendWaiting } from './send-waiting.js';

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
  return inOrder.run(chat, () => sendWaiting(deps, outboxId));
}
