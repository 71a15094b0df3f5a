import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from './environment.js';

/** Pictures for the README, drawn anew only on demand: an ordinary run changes no file. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env['UPDATE_SCREENSHOTS'] !== '1') return;
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: path.join(root, 'docs/screenshots', `${name}.png`), animations: 'disabled' });
}
