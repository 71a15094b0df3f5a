import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { chartSvg, percent } from '../../../bot/deliver/chart-svg.js';
import { drawChart } from '../../../bot/deliver/draw-chart.js';
import { sendOnce, type SendDeps } from '../../../bot/deliver/send.js';
import { wrapText } from '../../../bot/deliver/wrap-text.js';
import type { Chart, ChartBar } from '../../../core/chart.js';
import { outboxPayload } from '../../../core/outbox.js';
import type { OutgoingMessage } from '../../../core/sender.js';
import type { Delivery } from '../../../handlers/deliveries.js';
import { createLogger } from '../../../runtime/logger.js';
import { createMetrics } from '../../../runtime/metrics.js';

const bar = (label: string, value: number): ChartBar => ({
  label,
  value,
  low: value - 0.07,
  high: value + 0.07,
  note: 'n = 128',
});
const chart: Chart = {
  title: 'Xã Ngọc Thiện: tỷ lệ hài lòng theo từng câu, quý IV/2026',
  bars: [bar('Thái độ của cán bộ tiếp nhận', 0.914), bar('Thời gian giải quyết', 0.62)],
  footer: 'Phiếu PKS05; 128 lượt trả lời, từ 01/10 đến 22/11/2026.',
};
const longLabel = 'Ông/bà có hài lòng với kết quả giải quyết thủ tục hành chính tại Ủy ban nhân dân xã không? ';
const many = (count: number): Chart => ({
  ...chart,
  bars: Array.from({ length: count }, (_, at) => bar(longLabel.repeat(2), at / count)),
});

const sizeOf = (png: Uint8Array) => {
  const view = Buffer.from(png);
  return { signature: view.toString('latin1', 0, 8), width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
};
/** What a reader of PNG sees in it: pixels of red, green, blue and opacity. */
const pixelsOf = (png: Uint8Array): Buffer => {
  const { width, height } = sizeOf(png);
  const href = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  return new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="${href}"/></svg>`,
  ).render().pixels;
};

describe('a chart', () => {
  it('becomes a PNG, 800 pixels wide and small, with words for whoever cannot see it', async () => {
    const { png, alt } = await drawChart(chart);
    expect(sizeOf(png)).toMatchObject({ signature: '\x89PNG\r\n\x1a\n', width: 800 });
    expect(png.length).toBeLessThan(60_000);
    expect(alt).toContain('Thời gian giải quyết: 62% (khoảng 55% đến 69%).');
  });

  it('has ink where letters are and bars as long as their shares', async () => {
    const { png } = await drawChart({ ...chart, bars: [{ label: 'Nửa', value: 0.5, low: 0.5, high: 0.5 }] });
    const pixels = pixelsOf(png);
    const green: number[] = [];
    let ink = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      const [red = 0, greenish = 0, blue = 0] = pixels.subarray(at, at + 3);
      if (red < 60 && greenish > 120 && blue > 90) green.push((at / 4) % 800);
      if (red + greenish + blue < 150) ink += 1;
    }
    expect([Math.min(...green), Math.max(...green)]).toEqual([24, 303]);
    expect(ink).toBeGreaterThan(3000); // without a font there would be next to none
  });

  it.each([1, 7, 8, 14, 60])('of %i bars with long words stays small', async (count) => {
    const { png } = await drawChart(many(count));
    expect(png.length).toBeLessThan(60_000);
    expect(sizeOf(png).height).toBeLessThan(1800);
  });

  it('shows what people wrote as what they wrote', async () => {
    const hostile = `<script>alert("1")</script>&" '\u0000\u0007\uD800 ]]>`;
    const svg = chartSvg({ title: hostile, bars: [{ ...bar(hostile, 0.5), note: '<&"' }], footer: hostile });
    expect(svg).not.toMatch(/<script|alert\("|[\0\uD800]/);
    expect(svg).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&quot;');
    const { png } = await drawChart({ title: hostile, bars: [bar(hostile, 0.5)], footer: hostile });
    expect(sizeOf(png).width).toBe(800);
  });

  it('keeps shares within its frame', () => {
    const svg = chartSvg({ ...chart, bars: [{ label: 'x', value: 1.0000000000000002, low: -0.2, high: 1.3 }] });
    expect(svg).toContain('M24 ');
    expect(svg).toContain('H584');
    expect(svg).not.toMatch(/NaN|width="-/);
  });

  it('writes numbers as they are written in Viet Nam', () => {
    expect([0, 0.7142, 0.5, 1, 1.2].map(percent)).toEqual(['0%', '71,4%', '50%', '100%', '100%']);
  });

  it('breaks words that are wider than a line, and says where something is left out', () => {
    expect(wrapText('a'.repeat(30), 6.6, 3).map((line) => line.length)).toEqual([10, 10, 10]);
    expect(wrapText('một hai ba bốn năm sáu', 5, 2)).toEqual(['một hai', 'ba bốn…']);
    expect(wrapText(' ', 4, 2)).toEqual([]);
  });
});

describe('a message with a chart', () => {
  const sendWith = async (drawn: Chart) => {
    const sent: OutgoingMessage[] = [];
    const logged: string[] = [];
    const settled: string[] = [];
    const deps = {
      senders: new Map([
        [
          'web',
          {
            channel: 'web',
            send: (message) => {
              sent.push(message);
              return Promise.resolve({ type: 'sent' });
            },
            fetchFile: () => Promise.resolve({ type: 'failed', because: 'gone' }),
          },
        ],
      ]),
      deliveries: {
        settle: (_delivery: Delivery, { type }: { readonly type: string }) => {
          settled.push(type);
          return Promise.resolve();
        },
      } as unknown as SendDeps['deliveries'],
      metrics: createMetrics(() => Promise.resolve({ waiting: 0, dead: 0, oldestSeconds: 0 })),
      log: createLogger('debug', { write: (line) => logged.push(line) }),
      stopped: new Map(),
    } satisfies SendDeps;
    const reply = { text: 'Kết quả', chart: drawn };
    const delivery: Delivery = {
      outboxId: 7,
      channel: 'web',
      chat: 'cht_a',
      address: 'a',
      reply,
      files: [],
      attempts: 0,
    };
    await sendOnce(deps, delivery);
    return { sent, logged: logged.join(''), settled };
  };

  it('brings the channel a picture', async () => {
    const { sent, settled } = await sendWith(chart);
    expect(sent[0]?.picture?.alt).toContain('Xã Ngọc Thiện');
    expect(settled).toEqual(['sent']);
  });

  it('arrives without it when it cannot be drawn, and the log says so', async () => {
    const { sent, logged, settled } = await sendWith({ ...chart, bars: [] });
    expect(sent.map(({ reply, picture }) => [reply.text, picture])).toEqual([['Kết quả', undefined]]);
    expect(settled).toEqual(['sent']);
    expect(logged).toContain('a chart could not be drawn');
  });

  it('passes through the outbox unchanged', () => {
    const payload = { type: 'reply', chat: 'cht_a', reply: { text: 'Kết quả', chart } };
    expect(outboxPayload.parse(JSON.parse(JSON.stringify(payload)))).toEqual(payload);
  });
});
