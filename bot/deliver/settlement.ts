import { assertNever } from '../../core/assert-never.js';
import type { SendOutcome } from '../../core/sender.js';
import type { Settlement } from '../../handlers/deliveries.js';

/** What a channel's answer means for the message: the one place where failures become retry, give up or stop. */
export type Verdict =
  | { readonly type: 'settle'; readonly settlement: Settlement }
  /** The channel wants a pause; the attempt does not count. */
  | { readonly type: 'pause'; readonly ms: number }
  /** The channel takes it only after the person has written: it waits, and what is behind it too. */
  | { readonly type: 'hold' }
  /** It is given up, and somebody should look why. */
  | { readonly type: 'alarm'; readonly settlement: Settlement }
  /** Settings are wrong, so nothing goes to anybody until they are repaired, however long that takes. */
  | { readonly type: 'stop'; readonly reason: string };

export function judge(outcome: SendOutcome): Verdict {
  if (outcome.type === 'sent') return { type: 'settle', settlement: { type: 'sent' } };
  switch (outcome.because) {
    case 'blocked':
      return { type: 'settle', settlement: { type: 'chat-closed' } };
    case 'throttled':
      return { type: 'pause', ms: outcome.retryAfterMs };
    case 'unreachable':
      return { type: 'settle', settlement: { type: 'retry', error: 'unreachable' } };
    case 'rejected':
      return { type: 'alarm', settlement: { type: 'give-up', error: `rejected: ${outcome.detail}` } };
    case 'misconfigured':
      return { type: 'stop', reason: outcome.detail };
    case 'not-now':
      return { type: 'hold' };
    case 'moved':
      return { type: 'settle', settlement: { type: 'chat-moved', address: outcome.address } };
    default:
      return assertNever(outcome);
  }
}
