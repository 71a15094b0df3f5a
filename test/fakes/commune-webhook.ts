import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A commune's own system: checks signatures as its documentation tells, and counts repeats by their key. */
export type FakeCommune = {
  readonly url: string;
  /** Bodies that were accepted, by idempotency key; a repeat changes nothing. */
  readonly accepted: ReadonlyMap<string, string>;
  /** All requests with a right signature, accepted or not. */
  readonly requests: () => number;
  readonly badSignatures: () => number;
  /** The statuses of the next answers; then 200 again. */
  readonly answer: (statuses: readonly number[]) => void;
  readonly stop: () => Promise<void>;
};

const freshnessMs = 5 * 60_000;

export async function startCommune(secret: string): Promise<FakeCommune> {
  const accepted = new Map<string, string>();
  let statuses: number[] = [];
  let requests = 0;
  let badSignatures = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      if (!isSigned(secret, String(request.headers['x-lang-nghe-signature']), body)) {
        badSignatures += 1;
        response.writeHead(401).end();
        return;
      }
      requests += 1;
      const status = statuses.shift() ?? 200;
      if (status === 200) accepted.set(String(request.headers['idempotency-key']), body);
      // Where a redirect would lead: back here, so that following it would be counted.
      response.writeHead(status, { location: '/again' }).end('{"ok":true}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/lang-nghe`,
    accepted,
    requests: () => requests,
    badSignatures: () => badSignatures,
    answer: (next) => {
      statuses = [...next];
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function isSigned(secret: string, header: string, body: string): boolean {
  const match = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header);
  if (match?.[1] === undefined || match[2] === undefined) return false;
  if (Math.abs(Date.now() - Number(match[1])) > freshnessMs) return false;
  const wanted = createHmac('sha256', secret).update(`${match[1]}.${body}`).digest();
  return timingSafeEqual(wanted, Buffer.from(match[2], 'hex'));
}
