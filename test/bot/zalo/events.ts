import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import express from 'express';
import { z } from 'zod';
import type { Inbound } from '../../../core/inbound.js';
import type { ZaloWebhookDeps } from '../../../bot/zalo/take-in.js';
import { createZaloWebhook } from '../../../bot/zalo/webhook.js';
import { answerFailures } from '../../../bot/http/failures.js';
import { createLogger } from '../../../runtime/logger.js';
import { createSeal } from '../../../runtime/seal.js';
import { quiet } from '../../support/store.js';

export const config = { appId: '50554360515256679', oaId: '1646843870823903717', oaSecretKey: 'secret-of-the-oa' };
export const seal = createSeal(Buffer.alloc(32, 7));
export const now = 1_795_000_000_000;

/** Above 2^53: as a number it would be another. */
export const user = '5510185758261927917';
export const photoUrl = 'https://f20-zpc.zdn.vn/jpg/4404462186/a1.jpg?x=1&y=2';

export type Payload = Readonly<Record<string, unknown>>;

const folder = new URL('../../fixtures/zalo/', import.meta.url);
const object = z.record(z.string(), z.unknown());
const fixtures: readonly Payload[] = readdirSync(folder)
  .filter((name) => /^(?:user_|oa_|add_|follow|unfollow).*json$/.test(name))
  .map((name) => ({
    ...object.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
    timestamp: String(now),
  }));

const messageId = 'e2a641af6661713b2875';
const message = (name: string, said: object): Payload => ({
  ...payload(name),
  message: { msg_id: messageId, ...said },
});

/** A message of a kind, with an attachment. */
export const attached = (name: string, carried: unknown, said: object = {}): Payload =>
  message(name, { attachments: [{ type: name.replace('user_send_', ''), payload: carried }], ...said });

export const text = (words: unknown): Payload => message('user_send_text', { text: words });

/** The first event of a kind, with fields changed. */
export function payload(name: string, changes: Payload = {}): Payload {
  const found = fixtures.find(({ event_name }) => event_name === name);
  if (found === undefined) throw new Error(`no event ${name}`);
  return { ...found, ...changes };
}

/** Events of each kind that is known, as the sources show them, and some of what people say in them. */
export const payloads: readonly Payload[] = [
  ...fixtures,
  text('p:1:tot'),
  text('07351-pks05'),
  payload('user_click_button', { payload: 'p:1:tot' }),
];

/** The same event at another time, in ms. */
export const at = (ms: number, event: Payload): Payload => ({ ...event, timestamp: String(ms) });

/** What Zalo writes into the header, after `mac=`. */
export function sign(bytes: string | Uint8Array, timestamp: string, { appId, oaSecretKey } = config): string {
  const parts = [appId, bytes, timestamp, oaSecretKey].map((part) => Buffer.from(part));
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
}

/** The header for an event as Zalo makes it, whatever its timestamp is. */
export function signed(event: Payload): { readonly body: string; readonly signature: string } {
  const body = JSON.stringify(event);
  const { timestamp } = event;
  const text = typeof timestamp === 'string' || typeof timestamp === 'number' ? String(timestamp) : '';
  return { body, signature: `mac=${sign(body, text)}` };
}

type Parts = {
  readonly inbounds: Inbound[];
  readonly windows: (readonly [address: string, at: number])[];
  readonly closed: (readonly [address: string, at: number])[];
  readonly unknown: { readonly name: string; readonly payload: string }[];
  /** In which order the parts were used. */
  readonly order: string[];
  readonly log: string[];
  readonly deps: ZaloWebhookDeps;
};

/** Parts that note what they are given; the test's own where it gives some. */
export function record(own: Partial<ZaloWebhookDeps> = {}, options: { readonly keepLog: boolean } = { keepLog: true }) {
  const parts: Omit<Parts, 'deps'> = { inbounds: [], windows: [], closed: [], unknown: [], order: [], log: [] };
  const deps: ZaloWebhookDeps = {
    config,
    seal,
    now: () => now,
    log: options.keepLog ? createLogger('trace', { write: (line) => parts.log.push(line) }) : quiet,
    handleInbound: (inbound) => {
      parts.order.push('inbound');
      parts.inbounds.push(inbound);
      return Promise.resolve({ type: 'handled' });
    },
    windows: {
      open: (...opened) => {
        parts.order.push('window');
        parts.windows.push(opened);
        return Promise.resolve();
      },
    },
    events: {
      closed: (...closed) => {
        parts.closed.push(closed);
        return Promise.resolve();
      },
      unknown: (name, kept) => {
        parts.unknown.push({ name, payload: kept });
        return Promise.resolve();
      },
    },
    ...own,
  };
  return { ...parts, deps } satisfies Parts;
}

export type Posted = { readonly status: number; readonly ms: number };

/** The webhook behind a real server, as bot/server.ts puts it. */
export async function serve(deps: ZaloWebhookDeps) {
  const app = express();
  app.post('/webhook/zalo', express.raw({ type: () => true, limit: '64kb' }), createZaloWebhook(deps));
  app.use(answerFailures(deps.log));
  const server = http.createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}/webhook/zalo`;
  const send = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Posted> => {
    const begun = performance.now();
    const response = await fetch(url, { method: 'POST', body, headers });
    await response.arrayBuffer();
    return { status: response.status, ms: performance.now() - begun };
  };
  return {
    send,
    /** Posts an event as Zalo would. */
    post: async (event: Payload): Promise<number> => {
      const { body, signature } = signed(event);
      return (await send(body, { 'content-type': 'application/json', 'x-zevent-signature': signature })).status;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type Served = Awaited<ReturnType<typeof serve>>;
