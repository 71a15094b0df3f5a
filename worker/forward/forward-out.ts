import { mayReceive } from '../../core/access.js';
import { afterFailure, type Attempt } from '../../core/attempts.js';
import {
  readOutwardForwarding,
  settleForwarding,
  type ForwardingState,
  type OutwardForwarding,
} from '../../prisma/store/forwardings.js';
import { doneOutbox, readOutbox } from '../../prisma/store/outbox.js';
import type { StepDeps } from '../deps.js';
import type { Mailer } from './send-mail.js';
import { webhookSender } from './send-webhook.js';

/**
 * Carries one forwarding to an e-mail address or webhook, each tried again on its own. The call is made outside
 * any transaction; after a crash between the call and the note of it, the recipient knows the repeat by its key.
 */
export function openForwardOut(deps: StepDeps, mailer: Mailer | undefined): (row: number) => Promise<Attempt> {
  const sendWebhook = webhookSender(deps);

  const settle = (row: number, id: string, state: ForwardingState): Promise<Attempt> =>
    deps.store.write(async (tx) => {
      await settleForwarding(tx, id, { state, at: deps.now() });
      await doneOutbox(tx, [row]);
      return { type: 'done' };
    });

  const send = (forwarding: OutwardForwarding): Promise<Attempt> | 'withheld' | 'cancelled' => {
    const { target, case: subject } = forwarding;
    // Decided again at the last moment: the case may have been transferred, or be about this commune's leaders.
    if (target === undefined || !mayReceive(target.jurisdiction, subject)) return 'cancelled';
    if (deps.forwardMode === 'blackhole') return 'withheld';
    if (target.kind === 'webhook') return sendWebhook(forwarding, target);
    return mailer === undefined ? 'withheld' : mailer.send(forwarding, target);
  };

  return async (row) => {
    const pending = await readOutbox(deps.store, row);
    if (pending?.payload.type !== 'forward-out') return { type: 'done' };
    const forwarding = await readOutwardForwarding(deps.store, pending.payload.forwarding);
    if (forwarding === undefined) throw new Error('a forwarding is missing');
    const { id } = forwarding;
    const sending = send(forwarding);
    if (sending === 'withheld' || sending === 'cancelled') {
      deps.log.info({ forwarding: id, state: sending }, 'a forwarding was not sent');
      return settle(row, id, sending);
    }
    const attempt = await sending;
    if (attempt.type === 'done') return settle(row, id, 'sent');
    const fate = afterFailure(pending.attempts + 1, attempt.permanent, deps.timing.attempts);
    await deps.store.write((tx) =>
      settleForwarding(tx, id, {
        state: fate === 'bury' ? 'failed' : 'pending',
        at: deps.now(),
        error: attempt.because,
      }),
    );
    return attempt;
  };
}
