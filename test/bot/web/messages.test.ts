import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBrowser, history } from './browser.js';
import { startWebChat, type Harness } from './harness.js';

let chat: Harness;
beforeAll(async () => {
  chat = await startWebChat({ limits: { requestsPerMinute: 1000 } });
});
afterAll(() => chat.stop());
beforeEach(() => {
  chat.inbounds.length = 0;
  chat.knobs.answer = () => [];
});

const text = (words: string, id = randomUUID()) => ({ id, type: 'text', text: words });

describe('POST /chat/messages', () => {
  it('hands every kind of message on, and shows it to its author', async () => {
    const browser = createBrowser(chat.url);
    const posts = [
      { id: randomUUID(), type: 'start', parameter: '07351-pks05' },
      text('xin chào'),
      { id: randomUUID(), type: 'button', data: 'p:1:o-nam', label: 'Nam' },
      { id: randomUUID(), type: 'location', latitude: 21.3, longitude: 106.1 },
    ];
    for (const body of posts) expect(await (await browser.post('/chat/messages', body)).json()).toEqual({ ok: true });
    expect(chat.inbounds.map(({ content }) => content)).toEqual([
      { type: 'start', parameter: '07351-pks05' },
      { type: 'text', text: 'xin chào' },
      { type: 'button', data: 'p:1:o-nam' },
      { type: 'location', latitude: 21.3, longitude: 106.1 },
    ]);
    expect(await history(browser)).toEqual(['xin chào', 'Nam', 'Vị trí đã chia sẻ']);
  });

  it('knows one browser as one chat and person, each desk apart', async () => {
    const browser = createBrowser(chat.url);
    await browser.post('/chat/messages', text('một'));
    await browser.post('/chat/messages', text('hai'));
    await browser.post('/chat/messages?desk=official', text('ba'));
    await createBrowser(chat.url).post('/chat/messages', text('bốn'));
    const [first, second, official, stranger] = chat.inbounds;
    expect(first?.channel).toBe('web');
    expect(first?.chat.kind).toBe('private');
    expect(first?.chat.address).toBe(browser.cookies.get('ln_citizen'));
    expect(first?.chat.id).toBe(chat.seal.chatId('web', first?.chat.address ?? ''));
    expect(second).toMatchObject({ chat: first?.chat, person: first?.person });
    expect(new Set([first, official, stranger].map((inbound) => inbound?.person)).size).toBe(3);
    expect(await history(browser)).toEqual(['một', 'hai']);
    expect(await history(browser, 'desk=official')).toEqual(['ba']);
  });

  it('counts a message once however often it is sent', async () => {
    const browser = createBrowser(chat.url);
    const message = text('chỉ một lần');
    await browser.post('/chat/messages', message);
    const again = await browser.post('/chat/messages', message);
    expect([again.status, await again.json()]).toEqual([200, { ok: true, repeated: true }]);
    await browser.post('/chat/messages', { ...message, id: message.id.toUpperCase() });
    expect(chat.inbounds).toHaveLength(1);
    expect(await history(browser)).toEqual(['chỉ một lần']);
  });

  it('the same id from another chat is another message', async () => {
    const message = text('cùng mã');
    await createBrowser(chat.url).post('/chat/messages', message);
    await createBrowser(chat.url).post('/chat/messages', message);
    expect(new Set(chat.inbounds.map(({ externalId }) => externalId)).size).toBe(2);
  });

  it('asks for a repetition while nothing can be stored, and shows the message once after it', async () => {
    const browser = createBrowser(chat.url);
    chat.knobs.answer = () => 'unavailable';
    const message = text('gửi lại');
    const refused = await browser.post('/chat/messages', message);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('3');
    expect(await refused.json()).toMatchObject({ error: { code: 'unavailable' } });
    chat.knobs.answer = () => [];
    expect((await browser.post('/chat/messages', message)).status).toBe(200);
    expect(await history(browser)).toEqual(['gửi lại']);
  });

  it.each([
    ['no object', 'chuỗi'],
    ['null', null],
    ['a list', []],
    ['no id', { type: 'text', text: 'a' }],
    ['an id that is no UUID', { id: '../../etc', type: 'text', text: 'a' }],
    ['an unknown type', { id: randomUUID(), type: 'sticker' }],
    ['a text that is a number', { id: randomUUID(), type: 'text', text: 7 }],
    ['a field too many', { ...text('a'), admin: true }],
    ['a place off the earth', { id: randomUUID(), type: 'location', latitude: 91, longitude: 0 }],
    ['a place that is text', { id: randomUUID(), type: 'location', latitude: '21', longitude: '106' }],
    ['button data over 64 characters', { id: randomUUID(), type: 'button', data: 'x'.repeat(65), label: 'x' }],
  ])('refuses %s', async (_name, body) => {
    const response = await createBrowser(chat.url).post('/chat/messages', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'bad-request' } });
    expect(chat.inbounds).toEqual([]);
  });

  it('refuses an unknown desk', async () => {
    const response = await createBrowser(chat.url).post('/chat/messages?desk=boss', text('a'));
    expect(response.status).toBe(400);
  });

  it('refuses more than 64 kB, and passes 5,000 characters on to be answered', async () => {
    const browser = createBrowser(chat.url);
    expect((await browser.post('/chat/messages', text('x'.repeat(70_000)))).status).toBe(413);
    expect((await browser.post('/chat/messages', text('ă'.repeat(5_000)))).status).toBe(200);
  });

  it('leaves markup in a text what it is', async () => {
    const browser = createBrowser(chat.url);
    const words = '<img src=x onerror=alert(1)>\n\ndata: giả\u2028"';
    await browser.post('/chat/messages', text(words));
    expect(await history(browser)).toEqual([words]);
  });

  it('never logs what was said or who said it', async () => {
    const browser = createBrowser(chat.url);
    chat.knobs.answer = () => 'unavailable';
    await browser.post('/chat/messages', text('bí mật'));
    const log = chat.logged.join('');
    expect(log).not.toContain('bí mật');
    expect(log).not.toContain(browser.cookies.get('ln_citizen'));
  });
});

describe('the cookie', () => {
  it('is out of reach for scripts and other sites', async () => {
    const response = await createBrowser(chat.url).post('/chat/messages', text('a'));
    expect(response.headers.get('set-cookie')).toMatch(
      /^ln_citizen=[0-9a-f]{32}; Max-Age=34560000; Path=\/chat; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
  });

  it('travels only by https where the public address is https', async () => {
    const other = await startWebChat({ publicUrl: 'https://langnghe.example' });
    const response = await createBrowser(other.url).post('/chat/messages', text('a'));
    expect(response.headers.get('set-cookie')).toContain('; Secure');
    await other.stop();
  });

  it('is not given with the page, so that a link on another site does not replace it', async () => {
    expect((await fetch(`${chat.url}/`)).headers.get('set-cookie')).toBeNull();
  });

  it.each(['x', '../../../etc/passwd', 'A'.repeat(32), '0'.repeat(31), `${'0'.repeat(32)}0`])(
    'that was not made here (%s) is replaced',
    async (token) => {
      const response = await fetch(`${chat.url}/chat/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `ln_citizen=${token}` },
        body: JSON.stringify(text('a')),
      });
      expect(response.headers.get('set-cookie')).toMatch(/^ln_citizen=[0-9a-f]{32};/);
    },
  );
});

describe('requests of other sites', () => {
  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])('are refused: Origin %s', async (origin) => {
    const response = await createBrowser(chat.url).post('/chat/messages', text('a'), { origin });
    expect(response.status).toBe(403);
    expect(chat.inbounds).toEqual([]);
  });

  it('our own page is let in, also behind a proxy that names the host otherwise', async () => {
    expect((await createBrowser(chat.url).post('/chat/messages', text('a'), { origin: chat.url })).status).toBe(200);
    const other = await startWebChat({ publicUrl: 'https://langnghe.example' });
    const response = await createBrowser(other.url).post('/chat/messages', text('a'), {
      origin: 'https://langnghe.example',
    });
    await other.stop();
    expect(response.status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a form (%s) is refused',
    async (type) => {
      const response = await createBrowser(chat.url).post('/chat/messages', text('a'), { 'content-type': type });
      expect(response.status).toBe(415);
    },
  );
});

describe('POST /chat/forget', () => {
  it('wipes the chat, takes the cookie away and ends the open pages', async () => {
    const browser = createBrowser(chat.url);
    await browser.post('/chat/messages', text('quên đi'));
    const [inbound] = chat.inbounds;
    const open = await browser.call('/chat/stream');
    expect((await browser.post('/chat/forget', {})).status).toBe(200);
    expect(await open.text()).toContain('quên đi');
    expect(browser.cookies.size).toBe(0);
    expect(await chat.mailbox.since(inbound?.chat.id ?? 'cht_', 0)).toEqual([]);
    expect(await history(browser)).toEqual([]);
  });

  it('has nothing to do without a cookie', async () => {
    expect((await createBrowser(chat.url).post('/chat/forget', {})).status).toBe(200);
  });

  it('cannot be asked for by another site', async () => {
    const browser = createBrowser(chat.url);
    await browser.post('/chat/messages', text('ở lại'));
    await browser.post('/chat/forget', {}, { origin: 'https://evil.example' });
    expect(await history(browser)).toEqual(['ở lại']);
  });
});

describe('limits', () => {
  it('a chat that sends too fast is told when to go on; another one is not affected', async () => {
    const narrow = await startWebChat({ limits: { messagesPerMinute: 3 } });
    const browser = createBrowser(narrow.url);
    for (let n = 0; n < 4; n += 1) await browser.post('/chat/messages', text(`${n}`));
    const response = await browser.post('/chat/messages', text('quá nhanh'));
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ error: { code: 'too-many' } });
    const other = createBrowser(narrow.url);
    other.cookies.set('ln_citizen', 'a'.repeat(32));
    expect((await other.post('/chat/messages', text('tôi'))).status).toBe(200);
    await narrow.stop();
  });

  it('a network address has a limit of its own, whatever cookies it shows', async () => {
    const narrow = await startWebChat({ limits: { requestsPerMinute: 3 } });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const browser = createBrowser(narrow.url);
      browser.cookies.set('ln_citizen', `${n}`.repeat(32));
      statuses.push((await browser.post('/chat/messages', text('a'), { 'x-forwarded-for': `10.0.0.${n}` })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    await narrow.stop();
  });
});
