import type { CommittedReply } from '../../handlers/handle-inbound.js';
import { claimMs } from '../../handlers/commit-effect.js';
import { whileHolding } from './hold.js';
import type { InOrder } from './in-order.js';
import { sendOnce, type SendDeps } from './send.js';
import { sendWaiting } from './send-waiting.js';

/**
 * Sends the replies of a turn at once from the process that committed it, without the queue: an answer does not
 * wait for Redis, and comes also while Redis is down. What fails goes the slow way, by relay and queue.
 */
export type DirectSending = {
  readonly sendNow: (replies: readonly CommittedReply[]) => void;
};

/** More than this at once would not be begun before their claims end. */
const pendingLimit = 2000;
/** Begin nothing so shortly before the claim ends: by then it must have been gone on with. */
const marginMs = claimMs / 2;

/** Chats of which is remembered what was settled last. */
const rememberedChats = 10_000;

export function createDirectSending(deps: SendDeps & { readonly inOrder: InOrder }): DirectSending {
  const { deliveries, inOrder, log } = deps;
  // The newest row of each chat that was settled here: all that is older was settled before it.
  const settled = new Map<string, number>();

  const remember = (chat: string, outboxId: number): void => {
    settled.delete(chat);
    const [oldest] = settled.keys();
    if (settled.size >= rememberedChats && oldest !== undefined) settled.delete(oldest);
    settled.set(chat, outboxId);
  };

  /** What failed before it, or what a killed process left behind, goes first. */
  const mustWait = async (committed: CommittedReply): Promise<boolean> => {
    const { follows, inbound } = committed;
    if (follows === undefined || follows <= (settled.get(inbound.chat.id) ?? 0)) return false;
    return deliveries.isOvertaking(committed);
  };

  const sendReply = async (committed: CommittedReply): Promise<void> => {
    const { outboxId, inbound } = committed;
    if (inbound.at + claimMs - marginMs < Date.now()) return; // the relay takes it when the claim ends
    if (await mustWait(committed)) {
      await deliveries.release([outboxId]);
      // Here and not by the queue, so that whoever writes hears what has waited for him also while Redis is down.
      await sendWaiting(deps, outboxId);
      return;
    }
    const attempt = await whileHolding(deps, [outboxId], async () => {
      const tried = await sendOnce(deps, await deliveries.ofReply(committed));
      if (tried.type === 'settled') await tried.noted;
      return tried;
    });
    if (attempt.type === 'settled') remember(inbound.chat.id, outboxId);
    if (attempt.type === 'paused') await deliveries.release([outboxId]);
    if (attempt.type === 'held') await deliveries.keepBack([outboxId]);
  };

  return {
    sendNow: (replies) => {
      const isCrowded = inOrder.pending() > pendingLimit;
      for (const committed of replies) {
        const { inbound, outboxId } = committed;
        const send = () => (isCrowded ? deliveries.release([outboxId]) : sendReply(committed));
        inOrder.run(inbound.chat.id, send).catch((error: unknown) => {
          log.error({ err: error, outboxId }, 'direct sending failed; the relay takes over');
        });
      }
    },
  };
}
