import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, visit } from './browser.js';
import { startProgram, type Program } from './program.js';
import { screenshot } from './screenshot.js';

let program: Program;
let browser: Browser;

beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

describe('a citizen rates the one-stop shop', () => {
  it('through every branch, by taps and typing, with a break, a reload and a second thought', async () => {
    const chat = await visit(browser, `${program.url}/`);
    await chat.hear('Ông/bà muốn làm gì ạ?');
    await screenshot(chat.page, 'citizen-menu');
    await chat.press('Đánh giá bộ phận một cửa (PKS05)');
    await chat.hear('Ông/bà muốn đánh giá xã, phường nào?');
    await chat.type('ngoc thien');
    await chat.hear('xã Ngọc Thiện');
    await chat.press('Bắt đầu');

    await chat.hear('Câu 1/10');
    await chat.type('4');
    await chat.hear('Câu 2/10');
    await chat.press('Nữ');
    await chat.hear('Câu 3/10');
    await chat.press('Quay lại');
    await chat.hear('Câu 2/10');
    await chat.press('Nam');
    await chat.hear('Câu 3/10');
    await chat.type('dat dai');
    await chat.hear('Câu 4/10');
    await screenshot(chat.page, 'citizen-survey');
    await chat.type('rat lau');

    await chat.hear('vì sao phải chờ lâu?');
    await chat.press('☐ Có quá nhiều người đến làm thủ tục');
    await chat.hear('☑ Có quá nhiều người đến làm thủ tục');
    await chat.type('3');
    await chat.hear('☑ Thủ tục nhiều bước không cần thiết');
    await chat.press('Dừng, để sau');
    await chat.hear('Đã để dành phiếu');

    await chat.page.reload();
    await chat.hear('Đã để dành phiếu');
    await chat.type('tiep tuc');
    await chat.hear('☑ Thủ tục nhiều bước không cần thiết');
    await chat.press('Xong');

    await chat.hear('Câu 5/10');
    await chat.type('binh thuong');
    await chat.hear('Câu 6/10');
    await chat.press('Tận tình, dễ hiểu');
    await chat.hear('Câu 7/10');
    await chat.press('Thành thạo');
    await chat.hear('Câu 8/10');
    await chat.type('trễ hẹn');
    await chat.hear('được báo là hồ sơ sẽ trễ không?');
    await chat.type('có');
    await chat.hear('Câu 9/10');
    await chat.press('Có');
    await chat.hear('Việc đó xảy ra ở lĩnh vực nào?');
    await chat.press('Hộ tịch');
    await chat.hear('Câu 10/10');
    await chat.type('bỏ qua');

    const summary = await chat.hear('Xin ông/bà xem lại trước khi gửi');
    const text = await summary.innerText();
    expect(text).toContain('2. Giới tính: Nam');
    expect(text).toContain('Có quá nhiều người đến làm thủ tục; Thủ tục nhiều bước không cần thiết');
    expect(text).toContain('Ở lĩnh vực nào: Hộ tịch');
    await screenshot(chat.page, 'citizen-summary');
    await chat.press('Sửa câu trả lời');
    await chat.hear('Ông/bà muốn sửa câu nào?');
    await chat.press('9. Gợi ý trả thêm tiền');
    await chat.hear('Câu 9/10');
    await chat.press('Không');
    const changed = await chat.hear('Xin ông/bà xem lại trước khi gửi');
    expect(await changed.innerText()).not.toContain('Ở lĩnh vực nào');
    await chat.press('Gửi phiếu');
    await chat.hear('Đã nhận phiếu');

    await chat.press('Menu');
    await chat.press('Đánh giá bộ phận một cửa (PKS05)');
    await chat.press('xã Ngọc Thiện, Bắc Ninh');
    await chat.hear('đã gửi phiếu này trong đợt này');
    await chat.close();
  });

  it('by the link on the counter, which asks for no commune', async () => {
    const chat = await visit(browser, `${program.url}/?start=07351-pks05`);
    await chat.hear('Nơi được đánh giá: UBND xã Ngọc Thiện');
    await chat.press('Bắt đầu');
    for (const [number, answer] of answers.entries()) {
      await chat.hear(`Câu ${number + 1}/10`);
      await chat.press(answer);
    }
    await chat.hear('Câu 10/10');
    await chat.type('Nên có ghế ngồi chờ cho người già.');
    await chat.hear('Nên có ghế ngồi chờ cho người già.');
    await chat.press('Gửi phiếu');
    await chat.hear('sẽ được chuyển tới nơi xử lý');
    // Whoever takes up this phone next reads nothing of it, now or later.
    expect(await chat.said(/Câu \d+\/10|Xin ông\/bà xem lại|ghế ngồi chờ/).count()).toBe(0);
    await chat.page.reload();
    await chat.hear('Đã nhận phiếu');
    expect(await chat.said(/Câu \d+\/10|Xin ông\/bà xem lại|ghế ngồi chờ/).count()).toBe(0);
    await chat.close();
  });
});

/** The short way: nothing that opens a further question. */
const answers = [
  'Trên 60 tuổi',
  'Nữ',
  'Chứng thực',
  'Nhanh gọn',
  'Lịch sự, thân thiện',
  'Tận tình, dễ hiểu',
  'Thành thạo',
  'Đúng hẹn',
  'Không',
];
