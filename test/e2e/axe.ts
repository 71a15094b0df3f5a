import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Faults of the page as it is now, each with the places where it is. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(script);
  return page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, impact, nodes }) =>
       nodes.map(({ html }) => [id, impact, html].join(' '))))`,
  );
}

/** How many pixels stick out sideways. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
