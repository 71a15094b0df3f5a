import { randomUUID } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createUploads } from '../../../bot/web/uploads.js';
import { attachmentLimit } from '../../../core/sender.js';
import { createBrowser, history, rawRequest, type Browser } from './browser.js';
import { startWebChat, type Harness } from './harness.js';

let chat: Harness;
const shown = new Map<string, { owner: string; path: string; mime: string }>();

beforeAll(async () => {
  chat = await startWebChat({
    limits: { requestsPerMinute: 1000 },
    readAttachment: (id, attachment) => {
      const file = shown.get(attachment);
      return Promise.resolve(file?.owner === id ? file : undefined);
    },
  });
});
afterAll(() => chat.stop());
beforeEach(() => {
  chat.inbounds.length = 0;
  chat.knobs.answer = () => [];
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);
const webm = Buffer.concat([
  Buffer.from('1a45dfa3a34286810142f7810142f2810442f381084282847765626d', 'hex'),
  Buffer.alloc(64),
]);

const upload = (browser: Browser, body: Buffer, type: string, { id = randomUUID(), caption = '' } = {}) =>
  browser.call(`/chat/attachments?${new URLSearchParams({ id, caption }).toString()}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(body),
  });
const uploads = () => readdir(path.join(chat.dataDir, 'uploads')).catch(() => []);

describe('POST /chat/attachments', () => {
  it('keeps a photo for the program to fetch, and hands it on', async () => {
    const browser = createBrowser(chat.url);
    const response = await upload(browser, png, 'image/png', { caption: 'Đèn hỏng' });
    expect(await response.json()).toEqual({ ok: true });
    const [inbound] = chat.inbounds;
    if (inbound?.content.type !== 'attachment') throw new Error('no attachment came');
    const { file, caption } = inbound.content;
    expect({ ...file, caption }).toEqual({
      kind: 'photo',
      sourceRef: file.sourceRef,
      mime: 'image/png',
      bytes: png.length,
      caption: 'Đèn hỏng',
    });
    expect(await chat.web.sender.fetchFile(file.sourceRef, 'photo')).toEqual({ type: 'fetched', bytes: png });
    expect(await history(browser)).toEqual(['Ảnh đã gửi\nĐèn hỏng']);
  });

  it('takes a voice note as a browser records it', async () => {
    expect((await upload(createBrowser(chat.url), webm, 'audio/webm;codecs=opus')).status).toBe(200);
    expect(chat.inbounds[0]?.content).toMatchObject({
      type: 'attachment',
      file: { kind: 'voice', mime: 'audio/webm' },
    });
  });

  it('sent again counts once and leaves one file', async () => {
    const browser = createBrowser(chat.url);
    const id = randomUUID();
    await upload(browser, png, 'image/png', { id });
    const before = await uploads();
    expect(await (await upload(browser, png, 'image/png', { id })).json()).toEqual({ ok: true, repeated: true });
    expect(await uploads()).toEqual(before);
    expect(chat.inbounds).toHaveLength(1);
  });

  it('leaves no file while nothing can be stored', async () => {
    chat.knobs.answer = () => 'unavailable';
    const before = await uploads();
    expect((await upload(createBrowser(chat.url), png, 'image/png')).status).toBe(503);
    expect(await uploads()).toEqual(before);
  });

  it.each([
    [
      'a page that calls itself a picture',
      Buffer.from('<html><script>alert(1)</script>'),
      'image/png',
      415,
      'unsupported-file',
    ],
    ['a picture that calls itself another one', png, 'image/jpeg', 415, 'unsupported-file'],
    ['a picture that calls itself a sound', png, 'audio/mpeg', 415, 'unsupported-file'],
    [
      'a kind that is not taken',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'image/svg+xml',
      415,
      'unsupported-file',
    ],
    ['a kind named like a property', png, 'constructor', 415, 'unsupported-file'],
    ['nothing', Buffer.alloc(0), 'image/png', 400, 'empty-file'],
    ['more than 10 MB', Buffer.concat([png, Buffer.alloc(attachmentLimit)]), 'image/png', 413, 'file-too-large'],
  ])('refuses %s, and keeps nothing of it', async (_name, body, type, status, code) => {
    const before = await uploads();
    const response = await upload(createBrowser(chat.url), body, type);
    expect([response.status, await response.json()]).toMatchObject([status, { error: { code } }]);
    expect(await uploads()).toEqual(before);
    expect(chat.inbounds).toEqual([]);
  });

  it('stops reading a body of unknown length at 10 MB', async () => {
    const before = await uploads();
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        chunks += 1;
        if (chunks > 12) controller.close();
        else controller.enqueue(new Uint8Array(chunks === 1 ? png : Buffer.alloc(1024 * 1024)));
      },
    });
    const response = await fetch(`${chat.url}/chat/attachments?id=${randomUUID()}`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: endless,
      duplex: 'half',
    });
    expect(response.status).toBe(413);
    expect(await uploads()).toEqual(before);
  });

  it('keeps nothing of what was broken off', async () => {
    const before = await uploads();
    const abort = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        controller.enqueue(new Uint8Array(png));
        await expect.poll(async () => (await uploads()).length).toBe(before.length + 1);
        abort.abort();
      },
    });
    await expect(
      fetch(`${chat.url}/chat/attachments?id=${randomUUID()}`, {
        method: 'POST',
        headers: { 'content-type': 'image/png' },
        body,
        duplex: 'half',
        signal: abort.signal,
      }),
    ).rejects.toThrow();
    await expect.poll(uploads).toEqual(before);
  });

  it.each(['id=', 'id=..%2F..%2Fx', '', `id=${randomUUID()}&caption=${'x'.repeat(1001)}`])(
    'refuses ?%s',
    async (query) => {
      const response = await fetch(`${chat.url}/chat/attachments?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'image/png' },
        body: new Uint8Array(png),
      });
      expect(response.status).toBe(400);
    },
  );

  it('refuses another site', async () => {
    const response = await fetch(`${chat.url}/chat/attachments?id=${randomUUID()}`, {
      method: 'POST',
      headers: { 'content-type': 'image/png', origin: 'https://evil.example' },
      body: new Uint8Array(png),
    });
    expect(response.status).toBe(403);
  });
});

describe('the upload folder', () => {
  it.each([
    '../store.db',
    '/etc/passwd',
    '',
    '.',
    'a'.repeat(23),
    `${'a'.repeat(21)}/`,
    `${'a'.repeat(22)}\n`,
    'a'.repeat(22),
  ])('has no file %j', async (name) => {
    expect(await chat.web.sender.fetchFile(name, 'photo')).toEqual({ type: 'failed', because: 'gone' });
  });

  it('is swept of what is a month old, and of nothing else', async () => {
    const dataDir = path.join(chat.dataDir, 'sweeping');
    const folder = path.join(dataDir, 'uploads');
    const old = 'a'.repeat(22);
    const young = 'b'.repeat(22);
    await mkdir(folder, { recursive: true });
    for (const name of [old, young, 'not-ours.txt']) await writeFile(path.join(folder, name), 'x');
    const now = Date.now();
    for (const name of [old, 'not-ours.txt']) await utimes(path.join(folder, name), 0, now / 1000 - 31 * 24 * 3600);
    expect(await createUploads(dataDir).sweep(now)).toBe(1);
    expect(await readdir(folder)).toEqual([young, 'not-ours.txt']);
  });

  it('needs no sweeping before the first upload', async () => {
    expect(await createUploads(path.join(chat.dataDir, 'nothing-yet')).sweep(Date.now())).toBe(0);
  });
});

describe('GET /chat/attachments/:id', () => {
  const give = async (browser: Browser, id: string, mime: string, content: Buffer | undefined) => {
    await browser.post('/chat/messages', { id: randomUUID(), type: 'text', text: 'a' });
    const file = path.join(chat.dataDir, id);
    if (content !== undefined) await writeFile(file, content);
    shown.set(id, { owner: chat.inbounds.at(-1)?.chat.id ?? '', path: file, mime });
  };

  it('shows a file to whom it may be shown, unable to do anything', async () => {
    const browser = createBrowser(chat.url);
    await give(browser, 'att_one', 'image/png', png);
    const response = await browser.call('/chat/attachments/att_one');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline; filename="lang-nghe"',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('plays a voice note from any point', async () => {
    const browser = createBrowser(chat.url);
    await give(browser, 'att_voice', 'audio/ogg; codecs=opus', Buffer.from('0123456789'));
    const response = await browser.call('/chat/attachments/att_voice', { headers: { range: 'bytes=4-6' } });
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
      206,
      '456',
      'audio/ogg; codecs=opus',
    ]);
  });

  it('has nothing for somebody else, or for nobody', async () => {
    const browser = createBrowser(chat.url);
    await give(browser, 'att_two', 'image/png', png);
    const other = createBrowser(chat.url);
    await other.post('/chat/messages', { id: randomUUID(), type: 'text', text: 'b' });
    expect((await other.call('/chat/attachments/att_two')).status).toBe(404);
    expect((await browser.call('/chat/attachments/att_two?desk=official')).status).toBe(404);
    expect((await fetch(`${chat.url}/chat/attachments/att_two`)).status).toBe(404);
  });

  it('never shows a page', async () => {
    const browser = createBrowser(chat.url);
    await give(browser, 'att_page', 'text/html', Buffer.from('<script>alert(1)</script>'));
    const response = await browser.call('/chat/attachments/att_page');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  it('a file that is gone is not found', async () => {
    const browser = createBrowser(chat.url);
    await give(browser, 'att_gone', 'image/png', undefined);
    const response = await browser.call('/chat/attachments/att_gone');
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
  });

  it.each([
    '/chat/attachments/../../store.db',
    '/chat/attachments/..%2f..%2fstore.db',
    '/chat/attachments/att_%2e%2e%2fx',
    '/chat/attachments/att_%00',
    '/chat/attachments/%',
    '/chat/attachments/',
  ])('leads nowhere by %s', async (address) => {
    const status = await rawRequest(chat.port, address, { cookie: `ln_citizen=${'0'.repeat(32)}` });
    expect([400, 404]).toContain(status);
  });
});
