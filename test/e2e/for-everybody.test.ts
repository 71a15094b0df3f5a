import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf, overhang } from './axe.js';
import { desk, launchBrowser, phone, visit } from './browser.js';
import { takePhoto } from './photo.js';
import { startProgram, type Program } from './program.js';
import { screenshot } from './screenshot.js';
import { sendReport } from './send-report.js';

let program: Program;
let browser: Browser;

const narrow: BrowserContextOptions = { ...phone, viewport: { width: 320, height: 568 } };

beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

describe.each([
  { light: 'light', device: narrow },
  { light: 'dark', device: phone },
] as const)('in the $light', ({ light, device }) => {
  it("has no fault on the citizen's way, and nothing sticks out", async () => {
    const chat = await visit(browser, `${program.url}/`, { ...device, colorScheme: light });
    const check = async (text: string): Promise<void> => {
      await chat.hear(text);
      expect(await faultsOf(chat.page), text).toEqual([]);
      expect(await overhang(chat.page), text).toBe(0);
    };
    await check('Ông/bà muốn làm gì ạ?');
    await chat.press('Đánh giá bộ phận một cửa (PKS05)');
    await chat.type('dong tien');
    await check('Có vài nơi tên “dong tien”');
    await chat.type('ngoc thien');
    await check('Phiếu có 10 câu');
    await chat.press('Bắt đầu');
    for (const [number, answer] of ['1', '1', '1', '3'].entries()) {
      await chat.hear(`Câu ${number + 1}/10`);
      await chat.type(answer);
    }
    await check('vì sao phải chờ lâu?');
    if (light === 'dark') await screenshot(chat.page, 'dark');
    await chat.press('Dừng, để sau');
    await check('Đã để dành phiếu');
    await chat.press('Mở menu');
    await chat.press('Gửi phản ánh, kiến nghị');
    await chat.hear('Ông/bà muốn phản ánh, kiến nghị việc gì?');
    await chat.page.setInputFiles('#file', await takePhoto(browser));
    await chat.page.getByAltText('Ảnh sắp gửi').waitFor();
    await check('Ông/bà muốn phản ánh, kiến nghị việc gì?');
    await chat.send();
    await check('Đã nhận ảnh 1/5');
    await chat.close();
  });

  it("has none on the official's", async () => {
    const link = await program.invite('--commune', '07351', '--role', 'can-bo', '--demo');
    const official = await visit(browser, link, { ...(light === 'light' ? narrow : desk), colorScheme: light });
    const sender = await sendReport(browser, program, 'Đường điện sà thấp trước cổng trường.');
    await official.hear(sender.code);
    expect(await faultsOf(official.page)).toEqual([]);
    await official.press('Trả lời');
    await official.type('Xã đã báo điện lực, chiều nay xử lý.');
    await official.hear('Gửi câu trả lời này');
    expect(await faultsOf(official.page)).toEqual([]);
    expect(await overhang(official.page)).toBe(0);
    await Promise.all([official.close(), sender.chat.close()]);
  });
});

it('is answered by keyboard alone', async () => {
  const { page, hear, close } = await visit(browser, `${program.url}/?start=07351-pks05`, desk);
  const focusOn = async (label: string): Promise<void> => {
    const button = page.getByRole('button', { name: label, exact: true });
    // Every stop of the Tab key until the button has its turn; a page of this size has fewer than forty.
    for (let stops = 0; stops < 40 && !(await button.and(page.locator(':focus')).isVisible()); stops += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
  };
  await hear('Phiếu có 10 câu');
  await focusOn('Bắt đầu');
  await hear('Câu 1/10');
  await focusOn('Trên 60 tuổi');
  await hear('Câu 2/10');
  await focusOn('Nữ');
  await hear('Câu 3/10');
  await close();
});

it('stands at the counter as a kiosk', async () => {
  const kiosk = await visit(browser, `${program.url}/?kiosk=1&start=07351-pks05`, desk);
  await kiosk.hear('Nơi được đánh giá: UBND xã Ngọc Thiện');
  await kiosk.page.getByRole('button', { name: 'Kết thúc và xoá' }).waitFor();
  await screenshot(kiosk.page, 'kiosk-desktop');
  expect(await faultsOf(kiosk.page)).toEqual([]);
  await kiosk.press('Bắt đầu');
  await kiosk.hear('Câu 1/10');
  await kiosk.page.getByRole('button', { name: 'Kết thúc và xoá' }).click();
  await kiosk.page.getByRole('dialog').getByRole('button', { name: 'Kết thúc và xoá' }).click();
  await kiosk.hear('Nơi được đánh giá: UBND xã Ngọc Thiện');
  expect(await kiosk.page.locator('.me').count()).toBe(0);
  await kiosk.close();
});
