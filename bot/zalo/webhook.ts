import type { RequestHandler } from 'express';
import { inTime } from '../../runtime/in-time.js';
import { createTakeIn, type Status, type ZaloWebhookDeps } from './take-in.js';

export type { ZaloWebhookDeps } from './take-in.js';

/** Zalo waits for two seconds and takes silence for a failure; what is left is for the network. */
const patienceMs = 1500;

/**
 * Express handler of `POST /webhook/zalo`. The body is the raw bytes: `express.raw({ type: () => true, limit: '64kb' })`
 * stands before it. Answers 200 only after what was said is stored, anything else has Zalo send it again.
 */
export function createZaloWebhook(deps: ZaloWebhookDeps): RequestHandler {
  const takeIn = createTakeIn(deps);
  return async (request, response) => {
    const body: unknown = request.body;
    const work = takeIn({
      signature: request.get('X-ZEvent-Signature'),
      // Without a body there is none to parse.
      bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    });
    // The work goes on and tells the log of its own failures; sent again, the event is known by its id.
    const status = await inTime(work, patienceMs, 'late').catch((): Status => {
      deps.log.warn('an event of Zalo took too long to store; it will be sent again');
      return 503;
    });
    response.status(status).end();
  };
}
