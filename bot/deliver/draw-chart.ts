import type { Chart } from '../../core/chart.js';
import type { OutgoingPicture } from '../../core/sender.js';
import { chartSvg, percent } from './chart-svg.js';
import { fontFamily, fontFiles } from './fonts.js';
import { smallPng } from './small-png.js';
import { texts } from './texts.vi.js';

let drawn: Promise<unknown> = Promise.resolve();

/**
 * Draws a chart as a PNG of 800 pixels' width, on another thread. What draws is loaded with the first chart, and draws
 * one at a time: each takes some 10 MB for a moment.
 */
export function drawChart(chart: Chart): Promise<OutgoingPicture> {
  const mine = drawn.then(() => draw(chart));
  drawn = mine.catch(() => undefined);
  return mine;
}

async function draw(chart: Chart): Promise<OutgoingPicture> {
  if (chart.bars.length === 0) throw new Error('a chart without bars');
  const { renderAsync } = await import('@resvg/resvg-js');
  const { width, height, pixels } = await renderAsync(chartSvg(chart), {
    font: {
      loadSystemFonts: false,
      fontFiles: Object.values(fontFiles()),
      defaultFontFamily: fontFamily,
    },
  });
  return { png: await smallPng({ width, height, rgba: pixels }), alt: describe(chart) };
}

/** The chart in words, for whoever cannot see it. */
function describe({ title, bars, footer }: Chart): string {
  const said = bars.map(({ label, value, low, high }) =>
    texts.bar(label, percent(value), texts.between(percent(low), percent(high))),
  );
  return [texts.chart(title), ...said.map((bar) => `${bar}.`), footer].join(' ');
}
