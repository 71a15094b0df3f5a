import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { reportUnreadable, type Handling } from './handle.js';

export type Webhook = (
  request: IncomingMessage & { readonly body?: unknown },
  response: ServerResponse,
) => Promise<void>;

/**
 * Handles `POST /webhook/telegram`; the JSON was parsed before. Answers 200 only after what was said is
 * stored. Telegram repeats everything else, so 503 means "bring it again" and loses nothing.
 */
export function createWebhook(secret: string, { receive, handleInbound, log }: Handling): Webhook {
  const isSecret = compareWith(secret);
  return async (request, response) => {
    const answer = (status: number): void => {
      response.writeHead(status).end();
    };
    if (!isSecret(request.headers['x-telegram-bot-api-secret-token'])) {
      log.warn('a webhook call with a wrong secret token was refused');
      answer(401);
      return;
    }
    const received = receive(request.body);
    switch (received.type) {
      case 'nonsense':
        answer(400);
        return;
      case 'unreadable':
        reportUnreadable(log, received.updateId);
        answer(200);
        return;
      case 'ignored':
        answer(200);
        return;
      case 'inbound':
    }
    const { inbound, pressed } = received;
    try {
      const outcome = await handleInbound(inbound);
      if (outcome.type === 'unavailable') answer(503);
      // The press is answered in the same breath: Telegram carries out a method named in the response.
      else if (pressed !== undefined) answerPress(response, pressed);
      else answer(200);
    } catch (error) {
      log.error({ updateId: inbound.externalId, err: error }, 'an update could not be handled');
      answer(503);
    }
  };
}

function answerPress(response: ServerResponse, id: string): void {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ method: 'answerCallbackQuery', callback_query_id: id }));
}

/** Compares in constant time; the hashes make both sides equally long. */
function compareWith(secret: string): (given: unknown) => boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const expected = hash(secret);
  return (given) => typeof given === 'string' && timingSafeEqual(hash(given), expected);
}
