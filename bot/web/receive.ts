import type { RequestHandler, Response } from 'express';
import type { InboundContent } from '../../core/inbound.js';
import type { HandleInbound, InboundOutcome } from '../../handlers/handle-inbound.js';
import type { WebBody, WebMailbox } from '../../handlers/web-mailbox.js';
import type { Logger } from '../../runtime/logger.js';
import { readDesk } from './desk.js';
import type { Identities, Identity } from './identity.js';
import { postedMessage, toContent, toEcho } from './message.js';
import { refuse } from './problem.js';

export type Intake = {
  readonly mailbox: Pick<WebMailbox, 'recordOwn'>;
  readonly handleInbound: HandleInbound;
  readonly now: () => number;
  readonly log: Logger;
};

/**
 * Takes in one message: first shown in its author's chat, then handled. Both count once per client id, so that a browser
 * which got no answer sends it again without a second thought.
 */
export async function takeIn(
  { mailbox, handleInbound, now, log }: Intake,
  { token, chat, person }: Identity,
  message: { readonly id: string; readonly content: InboundContent; readonly echo: WebBody | undefined },
): Promise<InboundOutcome> {
  try {
    if (message.echo !== undefined) await mailbox.recordOwn(chat, message.id, message.echo);
  } catch (error) {
    log.error({ err: error, chat }, 'a message could not be shown in its chat; the browser sends it again');
    return { type: 'unavailable' };
  }
  return handleInbound({
    channel: 'web',
    externalId: `${chat}:${message.id}`,
    chat: { id: chat, kind: 'private', address: token },
    person,
    at: now(),
    content: message.content,
  });
}

/** Tells the browser how it went; 200 only after commit. */
export function answerOutcome(response: Response, outcome: InboundOutcome): void {
  switch (outcome.type) {
    case 'handled':
      response.json({ ok: true });
      return;
    case 'repeated':
      response.json({ ok: true, repeated: true });
      return;
    case 'unavailable':
      response.set('Retry-After', '3');
      refuse(response, 'unavailable');
  }
}

/** POST /chat/messages */
export function receiveMessages(intake: Intake, identities: Identities): RequestHandler {
  return async (request, response) => {
    const desk = readDesk(request);
    const message = postedMessage.safeParse(request.body);
    if (desk === undefined || !message.success) {
      refuse(response, 'bad-request');
      return;
    }
    const identity = identities.ensure(request, response, desk);
    const id = message.data.id.toLowerCase();
    const outcome = await takeIn(intake, identity, {
      id,
      content: toContent(message.data),
      echo: toEcho(message.data),
    });
    answerOutcome(response, outcome);
  };
}
