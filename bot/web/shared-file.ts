import { Router, type RequestHandler, type Response } from 'express';
import type { FileLink, ReadByLink } from '../../handlers/file-links.js';
import type { Logger } from '../../runtime/logger.js';
import { defaultLimits, limitAddress } from './limits.js';
import { sendFile } from './send-file.js';
import { texts } from './texts.vi.js';

export type SharedFileParts = {
  readonly readByLink: ReadByLink;
  readonly log: Logger;
  readonly now?: () => number;
  /** From one network address; a player asks for a voice note several times. */
  readonly requestsPerMinute?: number;
};

/** GET /tep/:id/:until/:key: a photo or voice note, to whoever has its link. Every other address is the same blank wall. */
export function createSharedFile({
  readByLink,
  log,
  now = Date.now,
  requestsPerMinute = defaultLimits.requestsPerMinute,
}: SharedFileParts): Router {
  const router = Router();

  const show: RequestHandler<FileLink> = async (request, response) => {
    try {
      const { id, until, key } = request.params;
      const file = await readByLink({ id, until, key }, now());
      const outcome = file === undefined ? 'missing' : await sendFile(response, file, policy);
      if (outcome === 'missing') say(response, 404, texts.shared.notFound);
    } catch (error) {
      log.error({ err: error }, 'a shared file could not be shown');
      if (response.headersSent) response.destroy();
      else say(response, 503, texts.shared.busy);
    }
  };

  router.use('/tep', privately, limitAddress(requestsPerMinute));
  router.get('/tep/:id/:until/:key', show);
  return router;
}

/** The address is the secret: it is kept by nobody on the way, found by no search, and told to no other site. */
const privately: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex, nofollow',
    'Referrer-Policy': 'no-referrer',
  });
  next();
};

/** The page that a browser makes around a sound loads it once more from this very address, as its own; it runs nothing. */
const policy = "default-src 'none'; img-src 'self'; media-src 'self'; sandbox allow-same-origin";

function say(response: Response, status: 404 | 503, sentence: string): void {
  response.status(status).type('html').send(`<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${texts.shared.title}</title></head><body><p>${sentence}</p></body></html>
`);
}
