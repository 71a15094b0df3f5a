import type { Browser } from 'playwright-core';

/** A street with a hole in it: a small picture, in the form in which a phone hands it over. */
export async function takePhoto(
  browser: Browser,
): Promise<{ readonly name: string; readonly mimeType: string; readonly buffer: Buffer }> {
  const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
  await page.setContent(`
    <style>body { margin: 0 }</style>
    <svg width="640" height="480">
      <rect width="640" height="200" fill="#bcd3df" />
      <path d="M0 200 Q160 120 320 180 T640 150 V480 H0z" fill="#7d9a5b" />
      <path d="M270 190 L370 190 L620 480 L20 480z" fill="#6b6660" />
      <path d="M318 200 L322 200 L330 480 L310 480z" fill="#d8d2b8" />
      <ellipse cx="360" cy="380" rx="120" ry="42" fill="#3a3330" />
      <ellipse cx="366" cy="388" rx="88" ry="25" fill="#5f7480" />
    </svg>`);
  const buffer = await page.screenshot({ type: 'jpeg', quality: 80 });
  await page.close();
  return { name: 'duong-hong.jpg', mimeType: 'image/jpeg', buffer };
}
