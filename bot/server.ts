import type { RequestListener } from 'node:http';
import express, { type RequestHandler } from 'express';
import type { Registry } from 'prom-client';
import type { Config } from '../runtime/config.js';
import type { Logger } from '../runtime/logger.js';
import { answerFailures, unknownPath } from './http/failures.js';
import { healthRoutes, type Health } from './http/health.js';
import { securityHeaders } from './http/security.js';
import { webhookFirst, type WebhookRoute } from './http/webhook-route.js';
import type { WebChat } from './web/web-chat.js';

export type { Health } from './http/health.js';
export { listen } from './http/listen.js';

export type ServerParts = {
  readonly config: Pick<Config, 'http'>;
  readonly web: WebChat;
  /** The screens at counters. */
  readonly counter: RequestHandler;
  /** Absent while Telegram is polled or not used. */
  readonly telegramWebhook?: WebhookRoute['handle'];
  /** Absent while Zalo is not used. */
  readonly zalo?: RequestHandler;
  /** Files behind signed links. */
  readonly sharedFile: RequestHandler;
  readonly health: Health;
  readonly metrics: Registry;
  readonly log: Logger;
};

/** Everything that is answered over HTTP. */
export function createServer({
  config,
  web,
  counter,
  telegramWebhook,
  zalo,
  sharedFile,
  health,
  metrics,
  log,
}: ServerParts): RequestListener {
  const { publicUrl } = config.http;
  const app = express();
  app.disable('x-powered-by');
  // The proxy that serves PUBLIC_URL stands on this machine; without one, forwarded addresses are made up.
  app.set('trust proxy', publicUrl === undefined ? false : 'loopback');
  app.use(...securityHeaders(publicUrl));
  app.use(healthRoutes(health, metrics, log));
  const json = express.json({ limit: '64kb' });
  app.use(web.router(json));
  app.use(counter);
  app.use(sharedFile);
  if (zalo !== undefined) app.use(zalo);
  app.use(unknownPath);
  app.use(answerFailures(log));
  return telegramWebhook === undefined
    ? app
    : webhookFirst({ path: '/webhook/telegram', handle: telegramWebhook }, json, app, log);
}
