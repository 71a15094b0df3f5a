import type { Chart, ChartBar } from '../../core/chart.js';
import { fontFamily } from './fonts.js';
import { texts } from './texts.vi.js';
import { wrapText } from './wrap-text.js';

/** Wide enough to be read on a phone, where a chat shows it at some 330 points. */
const width = 800;
const margin = 24;
const inner = width - 2 * margin;
/** The bars' room; right of it stand the numbers. */
const scale = 560;
const beside = margin + scale + 16;
const titleSize = 34;
const smallSize = 20;

/** Few bars are drawn large; of many only so much is shown that the picture stays small to send. */
type Layout = { readonly label: number; readonly lines: number; readonly number: number; readonly bar: number };
const large: Layout = { label: 27, lines: 2, number: 30, bar: 34 };
const dense: Layout = { label: 21, lines: 1, number: 22, bar: 22 };
const largeLimit = 7;
/** A chart is for the eye; a longer list is a table. */
const barLimit = 15;

/** Each differs from white by 4 or more, the whiskers from the bar by 3; colour alone says nothing. */
const colour = { ink: '#17201d', quiet: '#4c5652', bar: '#248a75', track: '#dbe6e3', line: '#aab3af' } as const;
const quiet = ` fill="${colour.quiet}"`;
const bold = ' font-weight="bold"';

const toFrame = (share: number): number => Math.min(1, Math.max(0, share));
const at = (share: number): number => Math.round(margin + toFrame(share) * scale);

/** "71,4%", as it is written in Viet Nam. */
export function percent(share: number): string {
  return `${(toFrame(share) * 100).toFixed(1).replace(/\.0$/, '').replace('.', ',')}%`;
}

/** Draws a chart as SVG: for each bar its words, the bar with the interval on it, and the number. */
export function chartSvg({ title, bars, footer }: Chart): string {
  const layout = bars.length > largeLimit ? dense : large;
  const parts: string[] = [];
  let y = margin;
  const write = (text: string, font: number, limit: number, style = '') => {
    for (const line of wrapText(text, (inner / font) * (style === bold ? 1 : 1.08), limit)) {
      y += Math.round(font * 1.28);
      parts.push(words(line, margin, y - Math.round(font * 0.3), font, style));
    }
  };
  write(title, titleSize, 4, bold);
  for (const bar of bars.slice(0, barLimit)) {
    y += Math.round(layout.bar / 2);
    write(bar.label, layout.label, layout.lines);
    y += 8;
    parts.push(drawBar(bar, y, layout));
    // The words of the next bar may reach as far right as the note.
    y += layout.bar + (bar.note === undefined ? 0 : 14);
  }
  y += 14;
  parts.push(drawAxis(y));
  y += 40;
  if (bars.length > barLimit) write(texts.moreBars(bars.length - barLimit), smallSize, 1);
  write(texts.whiskers, smallSize, 2, quiet);
  write(footer, smallSize, 4, quiet);
  const height = y + margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${fontFamily}" fill="${colour.ink}"><rect width="${width}" height="${height}" fill="#fff"/>${parts.join('')}</svg>`;
}

function drawBar({ value, low, high, note }: ChartBar, y: number, { bar, number }: Layout): string {
  const rect = (to: number, fill: string) =>
    `<rect x="${margin}" y="${y}" width="${to - margin}" height="${bar}" fill="${fill}"/>`;
  const noted = note === undefined ? [] : wrapText(note, (width - margin - beside) / smallSize, 1);
  return [
    rect(at(1), colour.track),
    rect(at(value), colour.bar),
    drawWhisker(at(low), at(high), y, bar),
    words(percent(value), beside, y + Math.round(number * 0.9), number, bold),
    ...noted.map((line) => words(line, beside, y + Math.round(number * 0.9) + 24, smallSize, quiet)),
  ].join('');
}

/** From the lowest to the highest that it may truly be; light below dark, so that it is seen on the bar and beside it. */
function drawWhisker(from: number, to: number, y: number, bar: number): string {
  const end = (x: number) => `M${x} ${y + bar / 4}V${y + bar - bar / 4}`;
  const path = `M${from} ${y + bar / 2}H${to}${end(from)}${end(to)}`;
  return `<path d="${path}" stroke="#fff" stroke-width="8"/><path d="${path}" stroke="${colour.ink}" stroke-width="3"/>`;
}

function drawAxis(y: number): string {
  const line = (path: string) => `<path d="${path}" stroke="${colour.line}" stroke-width="2"/>`;
  const marks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
    const style = `${quiet} text-anchor="${anchor}"`;
    return line(`M${at(share)} ${y - 6}V${y + 6}`) + words(percent(share), at(share), y + 30, smallSize, style);
  });
  return line(`M${at(0)} ${y}H${at(1)}`) + marks.join('');
}

function words(text: string, x: number, y: number, font: number, style: string): string {
  return `<text x="${x}" y="${y}" font-size="${font}"${style}>${escape(text)}</text>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What XML forbids is left out: one such letter would make the whole picture unreadable. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
}
