import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../bot/server.js';
import { rawRequest } from './web/browser.js';
import { startWebChat, type Harness } from './web/harness.js';

let server: Harness;
beforeAll(async () => {
  server = await startWebChat();
});
afterAll(() => server.stop());

describe('every answer', () => {
  it('lets a browser run only what comes from here', async () => {
    const { headers } = await fetch(`${server.url}/`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it.each(['/nothing', '/chat/nothing', '/page/../../package.json', '/page/tsconfig.json', '/page/', '/can-bo/x'])(
    'is 404 for %s',
    async (path) => {
      const response = await fetch(server.url + path);
      expect([response.status, await response.json()]).toMatchObject([404, { error: { code: 'not-found' } }]);
    },
  );

  it('is one clear line for broken JSON, and the log keeps silent about what it was', async () => {
    for (const path of ['/webhook/telegram', '/chat/messages']) {
      const response = await fetch(server.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"bí mật": ',
      });
      expect([response.status, await response.json()]).toEqual([
        400,
        { error: { code: 'bad-request', message: 'Yêu cầu không đúng định dạng.' } },
      ]);
    }
    expect(server.logged.join('')).not.toContain('bí mật');
  });

  it('is 413 for a webhook of more than 64 kB, 415 for an unknown encoding', async () => {
    const post = (body: string, headers: Record<string, string>) =>
      fetch(`${server.url}/webhook/telegram`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    expect((await post(JSON.stringify('x'.repeat(70_000)), {})).status).toBe(413);
    expect((await post('{}', { 'content-encoding': 'rot13' })).status).toBe(415);
    expect(await (await post('{"update_id":1}', {})).json()).toEqual({ received: 'object' });
  });

  it('says nothing of a fault of ours, which the log names', async () => {
    server.knobs.answer = () => {
      throw new TypeError('số điện thoại 0912345678');
    };
    const response = await fetch(`${server.url}/chat/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: crypto.randomUUID(), type: 'text', text: 'a' }),
    });
    const answer = await response.text();
    expect(response.status).toBe(500);
    expect(answer).not.toContain('0912345678');
    const log = server.logged.join('');
    expect(log).toContain('TypeError');
    expect(log).not.toContain('0912345678');
  });
});

describe('health', () => {
  let other: Harness | undefined;
  afterEach(() => other?.stop());

  it('is alive, ready and measured', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ alive: true });
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, failed: [], outbox: { waiting: 0, dead: 0, oldestSeconds: 0 } },
    ]);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
  });

  it('names what fails and what hangs, within about a second, and still counts the outbox', async () => {
    other = await startWebChat({
      health: {
        store: () => Promise.reject(new Error('locked')),
        queue: () => new Promise(() => undefined),
        outbox: () => Promise.resolve({ waiting: 3, dead: 1, oldestSeconds: 12 }),
      },
    });
    const began = Date.now();
    const response = await fetch(`${other.url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { ready: false, failed: ['store', 'queue'], outbox: { waiting: 3, dead: 1, oldestSeconds: 12 } },
    ]);
    expect(Date.now() - began).toBeLessThan(3000);
  });
});

describe('the page', () => {
  it.each([
    ['/', 'citizen', '<title>Lắng Nghe</title>'],
    ['/can-bo', 'official', '<title>Lắng Nghe · Cán bộ</title>'],
  ])(
    'at %s is complete, of its desk, without anything inline or from elsewhere, and small',
    async (path, desk, title) => {
      const html = await (await fetch(server.url + path)).text();
      expect(html).toContain(`<html lang="vi" data-desk="${desk}">`);
      expect(html).toContain(title);
      expect(html).not.toContain('{{');
      expect(html).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on\w+=|https?:/);
      const parts = new Set([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part ?? ''));
      let bytes = Buffer.byteLength(html);
      for (const part of parts) {
        const response = await fetch(server.url + part);
        expect([part, response.status]).toEqual([part, 200]);
        const source = await response.text();
        bytes += Buffer.byteLength(source);
        for (const [, imported = ''] of source.matchAll(/^import .* from '\.(\/[^']+)';$/gm))
          parts.add(`/page${imported}`);
      }
      expect(parts.size).toBeGreaterThan(10);
      expect(bytes).toBeLessThan(40_000);
    },
  );

  it('is asked for again only when it has changed', async () => {
    const first = await fetch(`${server.url}/page/chat.css`);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const etag = first.headers.get('etag') ?? '';
    expect(await rawRequest(server.port, '/page/chat.css', { 'if-none-match': etag })).toBe(304);
    expect(await rawRequest(server.port, '/page/chat.css', { 'if-none-match': '"another"' })).toBe(200);
  });
});

describe('the end', () => {
  it('closes streams and idle connections at once, and takes no more', async () => {
    const other = await startWebChat();
    const stream = await fetch(`${other.url}/chat/stream`);
    await fetch(`${other.url}/healthz`);
    const began = Date.now();
    await other.stop();
    expect(Date.now() - began).toBeLessThan(2000);
    expect(await stream.text()).toContain('event: chat');
    await expect(fetch(`${other.url}/healthz`)).rejects.toThrow();
  });

  it('does not wait for a connection on which nothing was asked', async () => {
    const running = await listen(() => undefined, { host: '127.0.0.1', port: 0, graceMs: 60_000 });
    const socket = connect(running.port, '127.0.0.1');
    const gone = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('connect', resolve));
    await fetch(running.url, { signal: AbortSignal.timeout(50) }).catch(() => undefined);
    await running.close();
    await gone;
  });

  it('lets a request under way finish', async () => {
    let arrived = (): void => undefined;
    let answer = (): void => undefined;
    const isThere = new Promise<void>((resolve) => (arrived = resolve));
    const running = await listen(
      (_request, response) => {
        arrived();
        answer = () => response.end('xong');
      },
      { host: '127.0.0.1', port: 0 },
    );
    const request = fetch(running.url);
    await isThere;
    const closed = running.close();
    answer();
    expect(await (await request).text()).toBe('xong');
    await closed;
  });

  it('cuts what does not finish', async () => {
    const running = await listen(() => undefined, { host: '127.0.0.1', port: 0, graceMs: 100 });
    const socket = connect(running.port, '127.0.0.1');
    const gone = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.write('POST /chat/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n1');
    await new Promise((resolve) => socket.once('connect', resolve));
    await running.close();
    await gone;
  });

  it('a taken port is said, not swallowed', async () => {
    await expect(listen(() => undefined, { host: '127.0.0.1', port: server.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
