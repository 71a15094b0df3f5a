import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Inbound } from '../../core/inbound.js';
import type { Reply } from '../../core/reply.js';
import { startWebChat, type Harness } from '../bot/web/harness.js';

const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
};

const question: Reply = {
  text: 'Câu 3/10\n\nÔng/bà chờ có lâu không?',
  buttons: [
    [{ label: 'Nhanh gọn', data: 'p:1:o-nhanh' }],
    [{ label: 'Bình thường', data: 'p:1:o-thuong' }],
    [
      { label: 'Quay lại', data: 'p:1:back' },
      { label: 'Bỏ qua', data: 'p:1:skip' },
    ],
  ],
};
const card: Reply = {
  text: 'Hồ sơ PA-7K3F-Q2 <script>alert(1)</script> tại https://www.openstreetmap.org/?mlat=21.3&mlon=106.1.',
  buttons: [
    [
      { label: 'Tiếp nhận', data: 'c:PA-7K3F-Q2:acknowledge', tone: 'primary' },
      { label: 'Trả lời', data: 'c:PA-7K3F-Q2:answer' },
    ],
  ],
};

function answer({ content }: Inbound): readonly Reply[] {
  if (content.type === 'start')
    return content.parameter === 'viec'
      ? [card]
      : content.parameter === 'noi'
        ? [{ ...question, expectsLocation: true }]
        : [question];
  if (content.type === 'button') return [{ text: 'Ông/bà nói thêm nhé?', expectsText: true }];
  return [{ text: `Đã nhận: ${content.type}` }];
}

let browser: Browser;
let chat: Harness;
let context: BrowserContext;
let page: Page;
const faults: string[] = [];

async function open(options: BrowserContextOptions, address: string): Promise<Page> {
  await context.close();
  context = await browser.newContext(options);
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // Refused and broken requests are what some of the tests are about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  await page.goto(chat.url + address);
  return page;
}

const press = (name: string) => page.getByRole('button', { name }).click();
const own = () =>
  page
    .locator('.me .bubble')
    .allInnerTexts()
    .then((texts) => texts.map((text) => text.replace(/^Ông\/bà:\s*/, '')));
const heard = () => chat.inbounds.map(({ content }) => (content.type === 'text' ? content.text : content.type));

beforeAll(async () => {
  chat = await startWebChat({ answer, limits: { requestsPerMinute: 10_000 } });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  });
  context = await browser.newContext();
});
afterAll(async () => {
  await browser.close();
  await chat.stop();
});
beforeEach(() => {
  faults.length = 0;
  chat.inbounds.length = 0;
});
afterEach(() => {
  expect(faults).toEqual([]);
});

describe('the page', () => {
  it('opens the conversation by itself, once, and goes on where it was after a reload', async () => {
    await open(phone, '/');
    await press('Nhanh gọn');
    await page.getByText('Ông/bà nói thêm nhé?').waitFor();
    await page.reload();
    await page.getByText('Ông/bà nói thêm nhé?').waitFor();
    expect(await page.getByText('Ông/bà chờ có lâu không?').count()).toBe(1);
    expect(await page.getByText('✓ Đã chọn: Nhanh gọn').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Bình thường' }).count()).toBe(0);
    expect(heard()).toEqual(['start', 'button']);
  });

  it('sends the parameter of its link once and cleans the address', async () => {
    await open(phone, '/?start=07351-pks05');
    await page.getByText('Ông/bà chờ có lâu không?').waitFor();
    expect(page.url()).toBe(`${chat.url}/`);
    expect(chat.inbounds.map(({ content }) => content)).toEqual([{ type: 'start', parameter: '07351-pks05' }]);
  });

  it('can be used by keyboard alone', async () => {
    await open({ viewport: { width: 1280, height: 800 } }, '/');
    const choice = page.getByRole('button', { name: 'Bình thường' });
    await choice.waitFor();
    await choice.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Ông/bà nói thêm nhé?').waitFor();
    await page.locator('#text:focus').waitFor();
    await page.keyboard.type('Cảm ơn');
    await page.keyboard.press('Enter');
    await page.getByText('Đã nhận: text').waitFor();
    expect(heard()).toEqual(['start', 'button', 'Cảm ơn']);
  });

  it('shows markup as text, and only web addresses as links', async () => {
    await open({ viewport: { width: 1280, height: 800 } }, '/can-bo?start=viec');
    await page.getByText('<script>alert(1)</script>').waitFor();
    expect(await page.locator('.bubble a').count()).toBe(1);
    expect(await page.locator('.bubble a').getAttribute('href')).toBe(
      'https://www.openstreetmap.org/?mlat=21.3&mlon=106.1',
    );
    await page.getByLabel('Tin nhắn', { exact: true }).fill('<b>đậm</b> javascript:alert(1)');
    await press('Gửi tin nhắn');
    await page.getByText('Đã nhận: text').waitFor();
    expect(await own()).toEqual(['<b>đậm</b> javascript:alert(1)']);
    expect(await page.locator('.me a, .me b').count()).toBe(0);
  });

  it('keeps the buttons of a case', async () => {
    await open(phone, '/can-bo?start=viec');
    await press('Tiếp nhận');
    await page.getByText('Ông/bà nói thêm nhé?').waitFor();
    await press('Trả lời');
    await expect.poll(() => chat.inbounds.length).toBe(3);
  });

  it('keeps what is typed without a network, over a reload too, and sends it once and in order', async () => {
    await open(phone, '/');
    await page.getByText('Ông/bà chờ có lâu không?').waitFor();
    // The page itself comes back without the network only from a cache, so only the sending is cut off.
    await context.route('**/chat/messages*', (route) => route.abort());
    for (const words of ['một', 'hai']) {
      await page.getByLabel('Tin nhắn', { exact: true }).fill(words);
      await press('Gửi tin nhắn');
    }
    await page.getByText('chưa gửi').nth(1).waitFor();
    await page.reload();
    await page.getByText('chưa gửi').nth(1).waitFor();
    expect(await own()).toEqual(['một', 'hai']);
    await context.unroute('**/chat/messages*');
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.getByText('chưa gửi').first().waitFor({ state: 'detached' });
    await expect.poll(heard).toEqual(['start', 'một', 'hai']);
    await page.reload();
    await page.getByText('Đã nhận: text').nth(1).waitFor();
    expect(await own()).toEqual(['một', 'hai']);
  });

  it('sends again what the server could not take, and what it took without being able to say so', async () => {
    await open(phone, '/');
    await page.getByText('Ông/bà chờ có lâu không?').waitFor();
    let attempts = 0;
    await context.route('**/chat/messages*', async (route) => {
      attempts += 1;
      if (attempts === 1) await route.fulfill({ status: 503, headers: { 'retry-after': '1' }, json: { error: {} } });
      else {
        const response = await route.fetch();
        await (attempts === 2 ? route.abort() : route.fulfill({ response }));
      }
    });
    await page.getByLabel('Tin nhắn', { exact: true }).fill('chỉ một lần');
    await press('Gửi tin nhắn');
    await expect.poll(() => attempts, { timeout: 20_000 }).toBe(3);
    await page.locator('.waiting').waitFor({ state: 'detached' });
    expect(await own()).toEqual(['chỉ một lần']);
    expect(heard()).toEqual(['start', 'chỉ một lần']);
  });

  it('says why the server refuses a message, and goes on with the next one', async () => {
    await open(phone, '/');
    await page.getByText('Ông/bà chờ có lâu không?').waitFor();
    await page.getByLabel('Tin nhắn', { exact: true }).fill('x'.repeat(70_000));
    await press('Gửi tin nhắn');
    await page.getByText('không gửi được: Nội dung gửi lên quá lớn.').waitFor();
    await page.getByLabel('Tin nhắn', { exact: true }).fill('ngắn');
    await press('Gửi tin nhắn');
    await page.getByText('Đã nhận: text').waitFor();
  });

  it('sends a photo drawn anew, with what was typed as its caption', async () => {
    await open(phone, '/');
    await page.getByText('Ông/bà chờ có lâu không?').waitFor();
    await page.setInputFiles('#file', { name: 'anh.png', mimeType: 'image/png', buffer: await page.screenshot() });
    await page.getByAltText('Ảnh sắp gửi').waitFor();
    await page.getByLabel('Tin nhắn', { exact: true }).fill('Đèn hỏng');
    await press('Gửi tin nhắn');
    await page.getByText('Đã nhận: attachment').waitFor();
    expect(chat.inbounds.at(-1)?.content).toMatchObject({
      caption: 'Đèn hỏng',
      file: { kind: 'photo', mime: 'image/jpeg' },
    });
  });

  it('records and sends a voice note', async () => {
    await open({ ...phone, permissions: ['microphone'] }, '/');
    await press('Ghi âm');
    await page.getByText('Đang ghi âm 0:01').waitFor();
    await press('Dừng ghi');
    await press('Gửi tin nhắn');
    await page.getByText('Đã nhận: attachment').waitFor();
    expect(chat.inbounds.at(-1)?.content).toMatchObject({ caption: '', file: { kind: 'voice', mime: 'audio/webm' } });
  });

  it('says so when the microphone is refused', async () => {
    await open({ ...phone, permissions: [] }, '/');
    await page.evaluate("navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('refused'))");
    await press('Ghi âm');
    await page.getByText('Không mở được micro').waitFor();
  });

  it('offers to share the place when the bot asks for one, and only then', async () => {
    await open(
      { ...phone, permissions: ['geolocation'], geolocation: { latitude: 21.3, longitude: 106.1 } },
      '/?start=noi',
    );
    await press('Chia sẻ vị trí');
    await page.getByText('Đã nhận: location').waitFor();
    expect(chat.inbounds.at(-1)?.content).toEqual({ type: 'location', latitude: 21.3, longitude: 106.1 });
    await press('Nhanh gọn');
    await page.getByText('Ông/bà nói thêm nhé?').waitFor();
    expect(await page.getByRole('button', { name: 'Chia sẻ vị trí' }).count()).toBe(0);
  });

  it('ends and forgets when asked to', async () => {
    await open(phone, '/');
    await press('Nhanh gọn');
    await page.getByText('Ông/bà nói thêm nhé?').waitFor();
    const before = await context.cookies(`${chat.url}/chat`);
    await page.getByLabel('Mục khác').click();
    await press('Kết thúc và xoá');
    await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc và xoá' }).click();
    await expect.poll(() => chat.inbounds.length).toBe(3);
    await page.getByRole('button', { name: 'Nhanh gọn' }).waitFor();
    expect(await own()).toEqual([]);
    expect(await context.cookies(`${chat.url}/chat`)).not.toEqual(before);
    expect(chat.inbounds.at(-1)?.chat.id).not.toBe(chat.inbounds[0]?.chat.id);
  });

  it('at a kiosk ends by itself when nobody is there any more, and begins with its link again', async () => {
    await context.close();
    context = await browser.newContext(phone);
    page = await context.newPage();
    await page.clock.install();
    await page.goto(`${chat.url}/?kiosk=1&start=07351-pks05`);
    await press('Nhanh gọn');
    await page.getByText('Ông/bà nói thêm nhé?').waitFor();
    await page.clock.fastForward(181_000);
    await page.getByText('Ông/bà còn ở đây không?').waitFor();
    await page.clock.fastForward(21_000);
    await expect.poll(() => chat.inbounds.length).toBe(3);
    expect(chat.inbounds.at(-1)?.content).toEqual({ type: 'start', parameter: '07351-pks05' });
    await page.getByText('Ông/bà chờ có lâu không?').waitFor();
    expect(await own()).toEqual([]);
  });

  it('comes back after the server was away, without losing or repeating a message', async () => {
    await open(phone, '/');
    await page.getByText('Ông/bà chờ có lâu không?').waitFor();
    const id = chat.inbounds[0]?.chat.id ?? 'cht_';
    for (let n = 0; n < 3; n += 1) {
      await context.setOffline(true);
      await page.getByText('Đang nối lại…').waitFor();
      await chat.mailbox.append(id, `tin ${n}`, { text: `tin số ${n}` });
      await context.setOffline(false);
      await page.getByText(`tin số ${n}`).waitFor();
    }
    expect(await page.getByText(/tin số/).count()).toBe(3);
  });

  it.each([
    ['on a phone', phone, '/'],
    ['on a small one in the dark', { viewport: { width: 320, height: 480 }, colorScheme: 'dark' }, '/'],
    ['on a desk', { viewport: { width: 1280, height: 800 } }, '/can-bo?start=viec'],
    ['in the dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }, '/can-bo?start=viec'],
  ] satisfies [string, BrowserContextOptions, string][])(
    'has no fault that axe knows, %s',
    async (_name, options, address) => {
      await open(options, address);
      await page.locator('.choice').first().waitFor();
      await page.getByLabel('Tin nhắn', { exact: true }).fill('xin chào');
      await press('Gửi tin nhắn');
      await page.getByText('Đã nhận: text').waitFor();
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      await page.evaluate(axe);
      const violations: unknown = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
      );
      expect(violations).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    },
  );
});
