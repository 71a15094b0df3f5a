import { Resvg } from '@resvg/resvg-js';
import express from 'express';
import { create } from 'qrcode';
import { afterEach, describe, expect, it } from 'vitest';
import { securityHeaders } from '../../../bot/http/security.js';
import { listen } from '../../../bot/server.js';
import { secondsToMidnight } from '../../../bot/web/counter/page.js';
import { qrSvg } from '../../../bot/web/counter/qr-svg.js';
import { createCounterScreen, type CounterScreenParts } from '../../../bot/web/counter/route.js';
import { texts } from '../../../bot/web/counter/texts.vi.js';
import type { CounterScreen } from '../../../handlers/counter-screen.js';
import { createLogger } from '../../../runtime/logger.js';

const key = 'k3fq2xw9h7m4tz8p5r6n';
const evening = Date.parse('2026-11-22T23:59:30+07:00');
const open = {
  type: 'open',
  unitTitle: 'xã Ngọc Thiện <1> & bạn',
  formTitle: 'Phiếu PKS05 – Đánh giá bộ phận một cửa',
  code: 'K7M-2QX',
  link: 'https://example.vn/?start=07351-pks05-K7M2QX',
  day: '2026-11-22',
  closesOn: '2026-12-31',
} as const satisfies CounterScreen;

let stop = (): Promise<void> => Promise.resolve();
afterEach(() => stop());

async function serve(show: () => CounterScreen, parts: Partial<CounterScreenParts> = {}) {
  const asked: (readonly [string, number])[] = [];
  const logged: string[] = [];
  const app = express();
  app.use(...securityHeaders(undefined));
  app.use(
    createCounterScreen({
      counterScreen: async (asking, now) => {
        asked.push([asking, now]);
        return Promise.resolve(show());
      },
      now: () => evening,
      log: createLogger('debug', { write: (line) => logged.push(line) }),
      ...parts,
    }),
  );
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  stop = () => server.close();
  return { asked, logged, get: (path: string) => fetch(server.url + path) };
}

describe('GET /quay/:key', () => {
  it('shows the code, its link as a QR code, and for which day it is', async () => {
    const { get, asked } = await serve(() => open);
    const response = await get(`/quay/${key}`);
    const html = await response.text();
    expect([response.status, asked]).toEqual([200, [[key, evening]]]);
    for (const words of ['Xã Ngọc Thiện &lt;1&gt; &amp; bạn', texts.invite, 'K7M-2QX', texts.type, texts.promise])
      expect(html).toContain(words);
    expect(html).toContain('Ngày 22/11/2026 · Nhận phiếu đến hết ngày 31/12/2026');
    expect(html).toContain(qrSvg(open.link, 'M', texts.qr));
  });

  it('is kept by nobody, found by no search, and runs nothing from elsewhere', async () => {
    const { get } = await serve(() => open);
    const { headers } = await get(`/quay/${key}`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await (await get(`/quay/${key}`)).text()).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on\w+=/);
  });

  it('comes again by itself when the day ends, with JavaScript and without', async () => {
    const { get } = await serve(() => open);
    const html = await (await get(`/quay/${key}`)).text();
    expect(html).toContain('data-seconds="30"');
    expect(html).toContain('<noscript><meta http-equiv="refresh" content="31"></noscript>');
    expect(secondsToMidnight(Date.parse('2026-11-22T00:00:00+07:00'))).toBe(86_400);
    expect(secondsToMidnight(Date.parse('2026-11-22T00:00:00.001+07:00'))).toBe(86_400);
    expect(secondsToMidnight(Date.parse('2026-11-22T23:59:59.999+07:00'))).toBe(1);
  });

  it('tells the page by its state when something is not as it shows', async () => {
    let screen: CounterScreen = open;
    const { get } = await serve(() => screen);
    const state = async () => (await (await get(`/quay/${key}/state`)).json()) as { state: string };
    const first = await state();
    // The page reads it with an expression, for browsers of old.
    expect(JSON.stringify(first)).toMatch(/^\{"state":"[\w-]+"\}$/);
    expect(await (await get(`/quay/${key}`)).text()).toContain(`data-state="${first.state}"`);
    expect(await state()).toEqual(first);
    screen = { ...open, code: 'W3T-9HM', day: '2026-11-23' };
    expect(await state()).not.toEqual(first);
  });

  it.each([
    ['planned', 'bắt đầu từ ngày 01/12/2026'],
    ['paused', 'đang tạm dừng'],
    ['over', 'kết thúc ngày 31/12/2026'],
  ] as const)('says that a campaign is %s', async (because, words) => {
    const { get } = await serve(() => ({
      type: 'closed',
      because,
      unitTitle: 'Xã Ngọc Thiện',
      formTitle: 'Phiếu PKS04',
      opensOn: '2026-12-01',
      closesOn: '2026-12-31',
    }));
    const html = await (await get(`/quay/${key}`)).text();
    expect(html).toContain(words);
    expect(html).not.toContain('<svg');
  });

  it('does not know another key, and does not even look for what can be none', async () => {
    const { get, asked } = await serve(() => ({ type: 'unknown' }));
    const response = await get(`/quay/${key}x`);
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining(texts.unknown)]);
    for (const path of ['/quay/short', `/quay/${'x'.repeat(200)}`, `/quay/${key}%27--`])
      expect((await get(path)).status).toBe(404);
    expect(asked).toHaveLength(1);
  });

  it('says that it is busy when the screen cannot be found out, and asks again by itself', async () => {
    const { get, logged } = await serve(() => {
      throw new Error('locked');
    });
    const page = await get(`/quay/${key}`);
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining(texts.busy)]);
    expect((await get(`/quay/${key}/state`)).status).toBe(503);
    expect(logged.join('')).not.toContain(key);
    expect(logged.join('')).toContain('could not be shown');
  });

  it('is not for guessing', async () => {
    const { get } = await serve(() => open, { requestsPerMinute: 3 });
    const codes: number[] = [];
    for (let at = 0; at < 5; at += 1) codes.push((await get(`/quay/${key}`)).status);
    expect(codes).toEqual([200, 200, 200, 429, 429]);
    expect(await (await get(`/quay/${key}`)).text()).toContain('http-equiv="refresh"');
  });
});

describe('a QR code as SVG', () => {
  it('has dark modules just where they belong, and four white ones around', () => {
    const text = 'https://example.vn/?start=07351-pks05-K7M2QX';
    const { modules } = create(text, { errorCorrectionLevel: 'Q' });
    const side = modules.size + 8;
    const { pixels, width } = new Resvg(qrSvg(text, 'Q'), { fitTo: { mode: 'width', value: side * 4 } }).render();
    const isDark = (row: number, column: number) => (pixels[((row * 4 + 2) * width + column * 4 + 2) * 4] ?? 255) < 128;
    for (let row = 0; row < side; row += 1) {
      for (let column = 0; column < side; column += 1) {
        const inside = [row - 4, column - 4].every((at) => at >= 0 && at < modules.size);
        const expected = inside && modules.get(row - 4, column - 4) === 1;
        if (isDark(row, column) !== expected) throw new Error(`module ${row}, ${column} is wrong`);
      }
    }
  });
});
