import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { reportUnreadable, type Handling } from './handle.js';

export type Webhook = (request: Request, response: Response) => Promise<void>;

/**
 * Handles `POST /webhook/telegram`; the server has parsed the JSON before. Answers 200 only after what was said is
 * stored. Telegram repeats everything else, so 503 means "bring it again" and loses nothing.
 */
export function createWebhook(secret: string, { receive, handleInbound, log }: Handling): Webhook {
  const isSecret = compareWith(secret);
  return async (request, response) => {
    if (!isSecret(request.get('x-telegram-bot-api-secret-token') ?? '')) {
      log.warn('a webhook call with a wrong secret token was refused');
      response.sendStatus(401);
      return;
    }
    const received = receive(request.body);
    switch (received.type) {
      case 'nonsense':
        response.sendStatus(400);
        return;
      case 'unreadable':
        reportUnreadable(log, received.updateId);
        response.sendStatus(200);
        return;
      case 'ignored':
        response.sendStatus(200);
        return;
      case 'inbound':
    }
    const { inbound, pressed } = received;
    try {
      const outcome = await handleInbound(inbound);
      if (outcome.type === 'unavailable') response.sendStatus(503);
      // The press is answered in the same breath: Telegram carries out a method named in the response.
      else if (pressed !== undefined) response.json({ method: 'answerCallbackQuery', callback_query_id: pressed });
      else response.sendStatus(200);
    } catch (error) {
      log.error({ updateId: inbound.externalId, err: error }, 'an update could not be handled');
      response.sendStatus(503);
    }
  };
}

/** Compares in constant time; the hashes make both sides equally long. */
function compareWith(secret: string): (given: string) => boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const expected = hash(secret);
  return (given) => timingSafeEqual(hash(given), expected);
}
