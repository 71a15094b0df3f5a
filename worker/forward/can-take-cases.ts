import type { Recipient } from '../../prisma/store/forwardings.js';
import type { WorkerDeps } from '../deps.js';

/** Would a case sent there be seen by somebody who may act on it? A seat of `lanh-dao` only reads along. */
export function canTakeCases(
  { forwardMode, mail }: Pick<WorkerDeps, 'forwardMode' | 'mail'>,
  recipient: Recipient,
): boolean {
  switch (recipient.type) {
    case 'seat':
      return recipient.role !== 'lanh-dao';
    case 'email':
      return forwardMode === 'live' && mail !== undefined;
    case 'webhook':
      return forwardMode === 'live';
  }
}
