import express, { Router, type RequestHandler } from 'express';
import { texts } from './texts.vi.js';

/** An event has some hundred bytes; a message of 2,000 letters a few thousand. */
const bodyLimit = '64kb';

/** All paths that Zalo, or the OA's administrator on his way back from it, opens on this server. */
export function zaloRoutes(webhook: RequestHandler): Router {
  const router = Router();
  // Not parsed before: the signature is of the bytes.
  router.post('/webhook/zalo', express.raw({ type: () => true, limit: bodyLimit }), webhook);
  // Whoever enters the address in Zalo's console may be asked whether it is there, before anything is signed.
  router.get('/webhook/zalo', (_request, response) => {
    response.status(200).end();
  });
  // The page's own address holds the code that `npm run zalo -- login` asks for.
  router.get('/zalo/da-cap-quyen', (_request, response) => {
    response.set('Cache-Control', 'no-store').type('html').send(page);
  });
  return router;
}

const page = `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${texts.granted.title}</title>
<h1>${texts.granted.title}</h1>
<p>${texts.granted.next}</p>
</html>
`;
