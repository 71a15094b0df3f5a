import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatId } from '../../../core/ids.js';
import { addWebMessage } from '../../../prisma/store/web-messages.js';
import { createBrowser, readStream, type Browser } from './browser.js';
import { startWebChat, type Harness } from './harness.js';

let chat: Harness;
beforeAll(async () => {
  chat = await startWebChat({ limits: { requestsPerMinute: 100_000 } });
});
afterAll(() => chat.stop());

function visitor(): { browser: Browser; id: ChatId; token: string } {
  const token = randomBytes(16).toString('hex');
  const browser = createBrowser(chat.url);
  browser.cookies.set('ln_citizen', token);
  return { browser, token, id: chat.seal.chatId('web', token) };
}

describe('GET /chat/stream', () => {
  it('says whose chat it is, then what was said, then that it is up to date, then what is said next', async () => {
    const { browser, id } = visitor();
    await chat.mailbox.append(id, 'một', { text: 'một' });
    const seen: string[] = [];
    for await (const { type, data } of readStream(browser, '/chat/stream')) {
      const told = JSON.parse(data) as { chat?: string; body?: { text: string } };
      seen.push(`${type} ${told.chat ?? told.body?.text ?? ''}`);
      if (type === 'ready') await chat.mailbox.append(id, 'hai', { text: 'hai' });
      if (told.body?.text === 'hai') break;
    }
    expect(seen).toEqual([`chat ${id}`, 'message một', 'ready ', 'message hai']);
  });

  it('gives everything about a message, and its own ones the id they were sent with', async () => {
    const { browser, id, token } = visitor();
    const clientId = randomUUID();
    await browser.post('/chat/messages', { id: clientId, type: 'text', text: 'chào' });
    const buttons = [[{ label: 'Nam', data: 'p:1:nam' }]];
    await chat.web.sender.send({
      key: '7',
      address: token,
      reply: { text: 'Giới tính?', buttons, expectsText: true, expectsLocation: true },
      files: [{ id: 'att_1', kind: 'photo', mime: 'image/png', path: '/nowhere' }],
    });
    const messages: unknown[] = [];
    for await (const { type, data, id: eventId } of readStream(browser, '/chat/stream')) {
      if (type === 'ready') break;
      if (type === 'message') messages.push({ ...(JSON.parse(data) as object), eventId });
    }
    const [own, bot] = await chat.mailbox.since(id, 0);
    expect(messages).toEqual([
      { id: own?.id, eventId: String(own?.id), at: own?.at, author: 'me', clientId, body: { text: 'chào' } },
      {
        id: bot?.id,
        eventId: String(bot?.id),
        at: bot?.at,
        author: 'bot',
        body: {
          text: 'Giới tính?',
          buttons,
          expectsText: true,
          expectsLocation: true,
          attachments: [{ id: 'att_1', kind: 'photo' }],
        },
      },
    ]);
  });

  it('shows every message once and in order, however often the connection breaks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 120 }),
        async (breaks, total) => {
          const { browser, id } = visitor();
          const run = randomUUID();
          const before = (await all(id)).at(-1)?.id ?? 0;
          const written = (async () => {
            for (let n = 0; n < total; n += 20) {
              await Promise.all(
                Array.from({ length: Math.min(20, total - n) }, (_, at) =>
                  chat.mailbox.append(id, `${run}-${n + at}`, { text: `${n + at}` }),
                ),
              );
            }
          })();
          const seen: number[] = [];
          const after = String(before);
          let last = before;
          // Each visit ends after so many messages; the last one stays until everything was seen.
          for (const visit of [...breaks, total]) {
            let left = visit;
            for await (const event of readStream(
              browser,
              `/chat/stream?after=${after}`,
              last === before ? {} : { 'last-event-id': String(last) },
            )) {
              if (event.type !== 'message') continue;
              last = Number(event.id);
              seen.push(last);
              left -= 1;
              if (left <= 0 || seen.length === total) break;
            }
            if (seen.length === total) break;
          }
          await written;
          const stored = (await all(id)).map((message) => message.id).filter((message) => message > before);
          expect(seen).toEqual(stored);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('sends more than one page of history', async () => {
    const { browser, id } = visitor();
    await Promise.all(Array.from({ length: 450 }, (_, n) => chat.mailbox.append(id, `${n}`, { text: `${n}` })));
    let count = 0;
    for await (const { type } of readStream(browser, '/chat/stream')) {
      if (type === 'ready') break;
      if (type === 'message') count += 1;
    }
    expect(count).toBe(450);
  });

  it('gives signs of life, and finds what another process wrote', async () => {
    const quick = await startWebChat({ heartbeatMs: 30 });
    const { token } = visitor();
    const browser = createBrowser(quick.url);
    browser.cookies.set('ln_citizen', token);
    const id = quick.seal.chatId('web', token);
    let beats = 0;
    for await (const { type, data } of readStream(browser, '/chat/stream')) {
      if (type === 'ready') {
        const message = {
          chat: id,
          author: 'bot',
          key: 'elsewhere',
          body: { text: 'từ nơi khác' },
          at: Date.now(),
        } as const;
        await addWebMessage(quick.store, message, undefined);
      }
      if (type === 'beat') beats += 1;
      if (data.includes('từ nơi khác')) break;
    }
    expect(beats).toBeGreaterThan(0);
    await quick.stop();
  });

  it('shows one person nothing of another', async () => {
    const { id } = visitor();
    await chat.mailbox.append(id, 'riêng', { text: 'riêng' });
    for await (const event of readStream(createBrowser(chat.url), '/chat/stream')) {
      expect(event.type).not.toBe('message');
      if (event.type === 'ready') break;
    }
  });

  it.each(['after=-1', 'after=abc', 'after=1.5', 'after=1&after=2', 'desk=boss', 'after=99999999999999999999'])(
    'refuses ?%s',
    async (query) => {
      expect((await fetch(`${chat.url}/chat/stream?${query}`)).status).toBe(400);
    },
  );

  it('takes a broken Last-Event-ID for none', async () => {
    const response = await fetch(`${chat.url}/chat/stream`, { headers: { 'last-event-id': 'rác' } }).catch(
      () => undefined,
    );
    expect(response?.status ?? 200).toBe(200);
    await response?.body?.cancel();
  });

  it('is never cached or held back by a proxy', async () => {
    const response = await fetch(`${chat.url}/chat/stream`);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    await response.body?.cancel();
  });

  it('a chat has so many streams and no more; a closed one makes room', async () => {
    const narrow = await startWebChat({ limits: { streamsPerChat: 2 } });
    const browser = createBrowser(narrow.url);
    browser.cookies.set('ln_citizen', 'c'.repeat(32));
    const first = await browser.call('/chat/stream');
    const second = await browser.call('/chat/stream');
    expect((await browser.call('/chat/stream')).status).toBe(429);
    await first.body?.cancel();
    await expect
      .poll(async () => {
        const third = await browser.call('/chat/stream');
        await third.body?.cancel();
        return third.status;
      })
      .toBe(200);
    await second.body?.cancel();
    await narrow.stop();
  });
});

async function all(id: ChatId) {
  const messages = [...(await chat.mailbox.since(id, 0))];
  for (;;) {
    const next = await chat.mailbox.since(id, messages.at(-1)?.id ?? 0);
    if (next.length === 0) return messages;
    messages.push(...next);
  }
}
