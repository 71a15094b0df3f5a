import { createHash } from 'node:crypto';
import { vietnamDay, writtenDay } from '../../../core/vietnam-time.js';
import type { CounterScreen } from '../../../handlers/counter-screen.js';
import { texts } from './texts.vi.js';

/** What the page's own program compares: another one means that the screen must be loaded anew. */
export function stateOf(screen: CounterScreen): string {
  return createHash('sha256').update(JSON.stringify(screen)).digest('base64url').slice(0, 22);
}

/** How long the day in Viet Nam goes on. */
export function secondsToMidnight(now: number): number {
  return Math.ceil((Date.parse(`${vietnamDay(now)}T24:00:00+07:00`) - now) / 1000);
}

/** How often a browser without JavaScript asks again. */
const refreshSeconds = 120;

/** The screen as a whole page; `qr` makes the SVG of a link. */
export function counterPage(screen: CounterScreen, now: number, qr: (link: string) => string): string {
  switch (screen.type) {
    case 'open':
      return watchedPage(screen, now, openScreen(screen, qr(screen.link)));
    case 'closed':
      return watchedPage(screen, now, closedScreen(screen));
    case 'unknown':
      return messagePage(texts.unknown, refreshSeconds);
  }
}

function openScreen(screen: Extract<CounterScreen, { type: 'open' }>, qr: string): string {
  const { unitTitle, formTitle, code, day, closesOn } = screen;
  const until = texts.until(writtenDay(closesOn));
  return `<main><div class="qr">${qr}<p>${texts.scan}</p></div>
<div class="words"><h1>${escape(capitalised(unitTitle))}</h1><p class="invite">${texts.invite}</p><p class="form">${escape(formTitle)}</p>
<p class="label">${texts.code}</p><p class="code">${escape(code)}</p><p class="type">${texts.type}</p>
<p class="promise">${texts.promise}</p><p class="date">${texts.today(writtenDay(day))} · ${until}</p></div></main>`;
}

function closedScreen(screen: Extract<CounterScreen, { type: 'closed' }>): string {
  const { unitTitle, formTitle, because, opensOn, closesOn } = screen;
  const said = texts.closed[because](writtenDay(because === 'planned' ? opensOn : closesOn));
  return `<main class="closed"><h1>${escape(capitalised(unitTitle))}</h1><p class="form">${escape(formTitle)}</p>
<p class="invite">${said}</p></main>`;
}

/** The page with what its own program (bot/web/page/counter.js) needs to notice that it is not right any more. */
function watchedPage(screen: CounterScreen, now: number, main: string): string {
  const seconds = secondsToMidnight(now);
  // With JavaScript the page asks first: a refresh that fails would leave the browser's own page of errors.
  const head = `<noscript>${refreshIn(Math.min(refreshSeconds, seconds + 1))}</noscript>
<script src="/page/counter.js" defer></script>`;
  const notes = `<p id="offline" class="bar" hidden>${texts.offline}</p><p id="stale" class="alone" hidden>${texts.stale}</p>`;
  return wholePage(head, `<body data-state="${stateOf(screen)}" data-seconds="${seconds}">${main}${notes}</body>`);
}

/** A page that says one sentence and asks again by itself: a television has nobody who would press a key. */
export function messagePage(sentence: string, seconds: number): string {
  return wholePage(refreshIn(seconds), `<body><p class="alone">${sentence}</p></body>`);
}

const refreshIn = (seconds: number): string => `<meta http-equiv="refresh" content="${seconds}">`;

function wholePage(head: string, body: string): string {
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer"><title>${texts.title}</title>
<link rel="icon" href="/page/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/page/counter.css">
${head}</head>
${body}</html>
`;
}

const capitalised = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
