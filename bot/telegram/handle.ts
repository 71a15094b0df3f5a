import type { HandleInbound } from '../../handlers/handle-inbound.js';
import type { Logger } from '../../runtime/logger.js';
import type { Received } from './receive.js';

/** What polling and webhook both work with. */
export type Handling = {
  readonly receive: (update: unknown) => Received;
  readonly handleInbound: HandleInbound;
  readonly log: Logger;
};

/** Logs an update that cannot be read, by its number: what is in it may be personal. */
export function reportUnreadable(log: Logger, updateId: string): void {
  log.warn({ updateId }, 'an update of Telegram is not as documented and was left out');
}
