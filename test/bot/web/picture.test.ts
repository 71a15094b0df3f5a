import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowser, readStream } from './browser.js';
import { startWebChat, type Harness } from './harness.js';

let chat: Harness;
beforeAll(async () => {
  chat = await startWebChat();
});
afterAll(() => chat.stop());

describe('a picture', () => {
  it('comes with its message, byte for byte, and with its description', async () => {
    const token = randomBytes(16).toString('hex');
    const browser = createBrowser(chat.url);
    browser.cookies.set('ln_citizen', token);
    const png = new Uint8Array(randomBytes(50_000));
    await chat.web.sender.send({
      key: 'chart',
      address: token,
      reply: { text: 'Kết quả quý IV' },
      files: [],
      picture: { png, alt: 'Biểu đồ: hài lòng 71,4%' },
    });
    const bodies: unknown[] = [];
    for await (const { type, data } of readStream(browser, '/chat/stream')) {
      if (type === 'ready') break;
      if (type === 'message') bodies.push((JSON.parse(data) as { body: unknown }).body);
    }
    expect(bodies).toEqual([
      {
        text: 'Kết quả quý IV',
        picture: { png: Buffer.from(png).toString('base64'), alt: 'Biểu đồ: hài lòng 71,4%' },
      },
    ]);
  });

  it('needs nothing that the policy of the page forbids', async () => {
    const policy = (await fetch(`${chat.url}/`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("img-src 'self' blob:");
    expect(policy).not.toContain('data:');
  });
});
