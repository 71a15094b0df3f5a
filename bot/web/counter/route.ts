import { Router, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { CounterScreen, ShowCounter } from '../../../handlers/counter-screen.js';
import type { Logger } from '../../../runtime/logger.js';
import { addressOf } from '../limits.js';
import { counterPage, messagePage, stateOf } from './page.js';
import { texts } from './texts.vi.js';

export type CounterScreenParts = {
  readonly counterScreen: ShowCounter;
  readonly now: () => number;
  readonly log: Logger;
  /** From one network address; all the screens of an office, or of a province's network, may share one. */
  readonly requestsPerMinute?: number;
};

/** What a key can look like; whatever else comes is asked of nobody. */
const keyPattern = /^[\w-]{16,128}$/;
const busySeconds = 15;

/**
 * The screen at the counter: `GET /quay/:key` is the page, `GET /quay/:key/state` tells the page whether it is still
 * right. Its style and program are parts of the web chat's page (`/page/counter.css`, `/page/counter.js`).
 */
export function createCounterScreen({ counterScreen, now, log, requestsPerMinute = 300 }: CounterScreenParts): Router {
  const router = Router();

  /** The screen of this address; undefined when it could not be found out. */
  const read = async (key: unknown, at: number): Promise<CounterScreen | undefined> => {
    if (typeof key !== 'string' || !keyPattern.test(key)) return { type: 'unknown' };
    try {
      return await counterScreen(key, at);
    } catch (error) {
      log.error({ err: error }, 'the screen of a counter could not be shown');
      return undefined;
    }
  };

  const showState: RequestHandler = async (request, response) => {
    const screen = await read(request.params['key'], now());
    if (screen === undefined) response.status(503).json({ error: { code: 'unavailable', message: texts.busy } });
    else response.json({ state: stateOf(screen) });
  };

  const showPage: RequestHandler = async (request, response) => {
    const at = now();
    const screen = await read(request.params['key'], at);
    if (screen === undefined) {
      sendBusy(response, 503);
      return;
    }
    // Loaded with the first screen: most servers' starts need no QR codes.
    const { qrSvg } = await import('./qr-svg.js');
    const page = counterPage(screen, at, (link) => qrSvg(link, 'M', texts.qr));
    response
      .status(screen.type === 'unknown' ? 404 : 200)
      .type('html')
      .send(page);
  };

  router.use('/quay', privately, limit(requestsPerMinute));
  router.get('/quay/:key', showPage);
  router.get('/quay/:key/state', showState);
  return router;
}

/** The address is the secret: it is kept by nobody on the way, found by no search, and told to no other site. */
const privately: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex, nofollow',
    'Referrer-Policy': 'no-referrer',
  });
  next();
};

function limit(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    keyGenerator: addressOf,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Without PUBLIC_URL no proxy is trusted, and the header of one is rightly ignored.
    validate: { xForwardedForHeader: false },
    handler: (_request, response) => {
      sendBusy(response, 429);
    },
  });
}

function sendBusy(response: Response, status: 429 | 503): void {
  response
    .status(status)
    .set('Retry-After', String(busySeconds))
    .type('html')
    .send(messagePage(texts.busy, busySeconds));
}
