import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { ChatId } from '../../core/ids.js';
import type { WebMailbox, WebMessage } from '../../handlers/web-mailbox.js';
import type { Logger } from '../../runtime/logger.js';
import { readDesk } from './desk.js';
import type { Identities } from './identity.js';
import { addressOf, type Limits } from './limits.js';
import type { OpenStreams } from './open-streams.js';
import { refuse } from './problem.js';

export type StreamParts = {
  readonly mailbox: Pick<WebMailbox, 'since' | 'subscribe'>;
  readonly identities: Identities;
  readonly open: OpenStreams;
  readonly limits: Limits;
  readonly heartbeatMs: number;
  readonly log: Logger;
};

const messageId = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/**
 * GET /chat/stream: the messages of a chat as Server-Sent Events, from the last one the browser has seen.
 * `Last-Event-ID` is newer than `after`: a browser that reconnects by itself repeats the address it began with.
 */
export function streamMessages({ mailbox, identities, open, limits, heartbeatMs, log }: StreamParts): RequestHandler {
  return async (request, response) => {
    const desk = readDesk(request);
    const after = messageId.safeParse(request.query['after'] ?? 0);
    const seen = messageId.safeParse(request.get('last-event-id') ?? 0);
    if (desk === undefined || !after.success) {
      refuse(response, 'bad-request');
      return;
    }
    const { chat } = identities.renew(request, response, desk);
    const stream = { chat, address: addressOf(request), end: () => response.end() };
    if (!open.add(stream, limits)) {
      response.set('Retry-After', '30');
      refuse(response, 'too-many');
      return;
    }
    response.once('close', () => {
      open.remove(stream);
    });
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    // Which chat this is, so that a page notices when its cookie became another one's.
    response.write(`retry: 3000\nevent: chat\ndata: ${JSON.stringify({ chat })}\n\n`);
    try {
      await follow(mailbox, chat, Math.max(after.data, seen.data ?? 0), response, heartbeatMs);
    } catch (error) {
      // The browser comes back by itself and asks from where it stopped.
      log.warn({ err: error }, 'a web chat could not be read; its stream was ended');
    }
    response.end();
  };
}

/** Writes every message after `last` once and in order, until the response is closed. */
async function follow(
  mailbox: Pick<WebMailbox, 'since' | 'subscribe'>,
  chat: ChatId,
  last: number,
  response: Response,
  heartbeatMs: number,
): Promise<void> {
  let wake = (): void => undefined;
  let unread = true;
  let caughtUp = false;
  // Subscribed before the first read: a message that comes in between is noticed.
  const unsubscribe = mailbox.subscribe(chat, () => {
    unread = true;
    wake();
  });
  const beat = setInterval(() => {
    response.write(': heartbeat\nevent: beat\ndata: {}\n\n');
    // Also reads again: news of another process is told to nobody here.
    unread = true;
    wake();
  }, heartbeatMs);
  const onEvent = () => {
    wake();
  };
  response.on('drain', onEvent).on('close', onEvent).on('finish', onEvent);
  try {
    while (isOpen(response)) {
      if (!unread || response.writableNeedDrain) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      unread = false;
      const messages = await mailbox.since(chat, last);
      if (messages.length > 0 && isOpen(response)) {
        response.write(messages.map(asEvent).join(''));
        last = messages.at(-1)?.id ?? last;
        unread = true;
      } else if (!caughtUp) {
        caughtUp = true;
        response.write('event: ready\ndata: {}\n\n');
      }
    }
  } finally {
    clearInterval(beat);
    unsubscribe();
  }
}

function isOpen(response: Response): boolean {
  return !response.writableEnded && !response.destroyed;
}

function asEvent(message: WebMessage): string {
  return `id: ${message.id}\ndata: ${JSON.stringify(message)}\n\n`;
}
