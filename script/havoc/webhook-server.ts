import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Received } from './verdict.js';

/** A commune's own system: takes only what is signed, and keeps the key by which repeats are known. */
export type WebhookServer = {
  readonly url: string;
  readonly received: readonly Received[];
  readonly close: () => Promise<void>;
};

export async function startWebhookServer(secret: string): Promise<WebhookServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    // Broken off before its end: the sender was killed, and nothing came.
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      const { 'x-lang-nghe-signature': signed, 'idempotency-key': key } = request.headers;
      const [, at = '', given = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(signed)) ?? [];
      if (createHmac('sha256', secret).update(`${at}.${body}`).digest('hex') !== given) {
        response.writeHead(401).end();
        return;
      }
      const { case: subject } = JSON.parse(body) as { case: { code: string } };
      received.push({ code: subject.code, key: String(key) });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/phan-anh`,
    received,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
