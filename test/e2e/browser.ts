import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import { openChat, type Chat } from './chat.js';

const place: BrowserContextOptions = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };

/** A citizen's phone: small, and touched instead of clicked. */
export const phone: BrowserContextOptions = {
  ...place,
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 1.5,
  hasTouch: true,
  isMobile: true,
};

/** An official's computer. */
export const desk: BrowserContextOptions = { ...place, viewport: { width: 1280, height: 800 } };

/** Debian's Chromium with an empty profile, which calls nobody but us. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
    ],
  });
}

/** Opens a link as somebody who was never here before. */
export async function visit(browser: Browser, link: string, device: BrowserContextOptions = phone): Promise<Chat> {
  const context = await browser.newContext(device);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(link);
  return openChat(page);
}
