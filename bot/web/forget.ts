import type { RequestHandler } from 'express';
import type { WebMailbox } from '../../handlers/web-mailbox.js';
import { readDesk } from './desk.js';
import type { Identities } from './identity.js';
import type { OpenStreams } from './open-streams.js';
import { refuse } from './problem.js';

/** POST /chat/forget: the next person at this browser finds nothing of what was said. Cases that were sent go on. */
export function forgetChat(
  mailbox: Pick<WebMailbox, 'forget'>,
  identities: Identities,
  open: OpenStreams,
): RequestHandler {
  return async (request, response) => {
    const desk = readDesk(request);
    if (desk === undefined) {
      refuse(response, 'bad-request');
      return;
    }
    const identity = identities.read(request, desk);
    if (identity !== undefined) {
      await mailbox.forget(identity.chat);
      open.endOf(identity.chat);
    }
    identities.clear(response, desk);
    response.json({ ok: true });
  };
}
