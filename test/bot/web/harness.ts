import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RequestHandler } from 'express';
import { Registry } from 'prom-client';
import type { Inbound } from '../../../core/inbound.js';
import type { Reply } from '../../../core/reply.js';
import { createServer, listen, type Health } from '../../../bot/server.js';
import { createWebChat, type WebChatParts } from '../../../bot/web/web-chat.js';
import type { InboundOutcome } from '../../../handlers/handle-inbound.js';
import type { ReadAttachment } from '../../../handlers/read-attachment.js';
import { createWebMailbox } from '../../../handlers/web-mailbox.js';
import { openStore } from '../../../prisma/client.js';
import { createLogger } from '../../../runtime/logger.js';
import { createSeal } from '../../../runtime/seal.js';

/** What the test's bot answers to an event; an outcome other than a list of replies is passed on. */
export type Answer = (inbound: Inbound) => readonly Reply[] | 'unavailable';

export type Options = Pick<WebChatParts, 'limits' | 'heartbeatMs' | 'readAttachment'> & {
  readonly answer: Answer;
  readonly publicUrl: string;
  readonly health: Partial<Health>;
};

export type Harness = Awaited<ReturnType<typeof startWebChat>>;

/** The HTTP server with the web chat on a random port, a real store in a temporary folder, and a bot that says what the test wants. */
export async function startWebChat(options: Partial<Options> = {}) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lang-nghe-web-'));
  const logged: string[] = [];
  const log = createLogger('debug', { write: (line) => void logged.push(line) });
  const seal = createSeal(randomBytes(32));
  const store = await openStore({ file: path.join(dataDir, 'store.db'), seal, log });
  const mailbox = createWebMailbox(store);
  const inbounds: Inbound[] = [];
  const seen = new Set<string>();
  const knobs: { answer: Answer } = { answer: options.answer ?? (() => []) };

  const handleInbound = async (inbound: Inbound): Promise<InboundOutcome> => {
    if (seen.has(inbound.externalId)) return { type: 'repeated' };
    const answer = knobs.answer(inbound);
    if (answer === 'unavailable') return { type: 'unavailable' };
    seen.add(inbound.externalId);
    inbounds.push(inbound);
    for (const reply of answer) {
      await web.sender.send({ key: randomUUID(), address: inbound.chat.address, reply, files: [] });
    }
    return { type: 'handled' };
  };

  const config = { http: { port: 0, host: '127.0.0.1', publicUrl: options.publicUrl }, dataDir };
  const noAttachment: ReadAttachment = () => Promise.resolve(undefined);
  const web = createWebChat({
    config,
    seal,
    mailbox,
    handleInbound,
    readAttachment: options.readAttachment ?? noAttachment,
    log,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.heartbeatMs === undefined ? {} : { heartbeatMs: options.heartbeatMs }),
  });
  const health: Health = {
    store: () => Promise.resolve(),
    queue: () => Promise.resolve(),
    outbox: () => Promise.resolve({ waiting: 0, dead: 0, oldestSeconds: 0 }),
    ...options.health,
  };
  const passOn: RequestHandler = (_request, _response, next) => {
    next();
  };
  const app = createServer({
    counter: passOn,
    sharedFile: passOn,
    config,
    web,
    health,
    metrics: new Registry(),
    log,
    telegramWebhook: (request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ received: typeof request.body }));
      return Promise.resolve();
    },
  });
  const server = await listen(app, {
    ...config.http,
    onClose: () => {
      web.close();
    },
  });
  return {
    url: server.url,
    port: server.port,
    dataDir,
    seal,
    store,
    mailbox,
    web,
    inbounds,
    logged,
    knobs,
    server,
    stop: async () => {
      await server.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
