import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerSurvey } from '../support/answer-survey.js';
import { openWebPerson } from '../support/web-person.js';
import { desk, launchBrowser, visit } from './browser.js';
import type { Chat } from './chat.js';
import { takePhoto } from './photo.js';
import { startProgram, type Program } from './program.js';
import { screenshot } from './screenshot.js';
import { sendReport } from './send-report.js';

let program: Program;
let browser: Browser;
let official: Chat;

beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), launchBrowser()]);
  official = await visit(browser, program.officialLink, desk);
  await official.hear('THỬ NGHIỆM');
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

describe('a phản ánh, from the citizen to the official and back', () => {
  let citizen: Chat;
  let code: string;

  it('is written with a photo, name and phone, looked over, changed, and sent', async () => {
    citizen = await visit(browser, `${program.url}/`);
    await citizen.hear('Ông/bà muốn làm gì ạ?');
    await citizen.press('Gửi phản ánh, kiến nghị');
    await citizen.hear('Ông/bà muốn phản ánh, kiến nghị việc gì?');
    await citizen.type('Đường liên thôn có ổ gà lớn, trời mưa ngập nước, xe máy đi rất nguy hiểm.');
    await citizen.hear('Đã ghi.');
    await citizen.page.setInputFiles('#file', await takePhoto(browser));
    await citizen.page.getByAltText('Ảnh sắp gửi').waitFor();
    await citizen.send();
    await citizen.hear('Đã nhận ảnh 1/5.');
    await citizen.press('Xong');
    await citizen.hear('Việc này ở xã, phường nào?');
    await citizen.type('song van');
    await citizen.hear('Cụ thể ở thôn, xóm');
    await citizen.press('Quay lại');
    await citizen.hear('Việc này ở xã, phường nào?');
    await citizen.type('ngọc thiện');
    await citizen.hear('Cụ thể ở thôn, xóm');
    await citizen.type('Thôn Đồng Lim');
    await citizen.hear('Ông/bà có cho cán bộ xử lý thấy họ tên');
    await citizen.press('Có');
    await citizen.hear('họ tên');
    await citizen.type('Người Thử');
    await citizen.hear('số điện thoại');
    await citizen.type('12345');
    await citizen.hear('Số này chưa đúng');
    await citizen.type('0912 345 678');

    const summary = await citizen.hear('Xin xem lại trước khi gửi');
    await summary.getByText('Thôn Đồng Lim, xã Ngọc Thiện').waitFor();
    await citizen.press('Sửa');
    await citizen.hear('Ông/bà muốn sửa phần nào?');
    await citizen.press('Nơi xảy ra');
    await citizen.press('xã Ngọc Thiện');
    await citizen.hear('Cụ thể ở thôn, xóm');
    await citizen.type('Thôn Ba Mô');
    const changed = await (await citizen.hear('Xin xem lại trước khi gửi')).innerText();
    expect(changed).toContain('Thôn Ba Mô, xã Ngọc Thiện');
    expect(changed).toContain('Người gửi: Người Thử');
    await citizen.press('Gửi');
    const receipt = await (await citizen.hear(/PA-\w{4}-\w{2}/)).innerText();
    code = /PA-\w{4}-\w{2}/.exec(receipt)?.[0] ?? '';
    await screenshot(citizen.page, 'citizen-report-sent');
  });

  it('comes to the official by itself, with photo, name and phone', async () => {
    const card = await official.hear(code);
    const text = await card.innerText();
    expect(text).toContain('xe máy đi rất nguy hiểm');
    expect(text).toContain('Thôn Ba Mô, xã Ngọc Thiện');
    expect(text).toContain('Người Thử');
    const photo = card.locator('img');
    await expect.poll(() => photo.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBe(640);
    await screenshot(official.page, 'official-card');
  });

  it('shows somebody else who has the code where it stands, and nothing more', async () => {
    const stranger = await visit(browser, `${program.url}/?start=${code}`);
    const view = await (await stranger.hear(`Hồ sơ ${code}`)).innerText();
    expect(view).toContain('đã chuyển, chờ tiếp nhận');
    expect(view).not.toMatch(/Người Thử|0912|ổ gà|Ba Mô|Ngọc Thiện/);
    expect(await stranger.page.locator('img:visible').count()).toBe(1); // the sign of the page
    await stranger.type('tra cứu');
    await stranger.hear('Xin nhắn mã hồ sơ');
    await stranger.type(code.toLowerCase().replaceAll('-', ' '));
    await stranger.hear(`Hồ sơ ${code}`);
    await stranger.close();
  });

  it('is acknowledged, asked about, answered, reopened and answered again', async () => {
    await official.press('Tiếp nhận');
    await official.hear('Người dân sẽ được báo');
    await citizen.hear('tiếp nhận');

    await official.press('Hỏi thêm');
    await official.hear('xin nhập câu hỏi');
    await official.type('Ổ gà ở gần nhà văn hoá thôn phải không?');
    await official.hear('Gửi câu hỏi này cho người dân');
    await official.press('Gửi');
    await official.hear('Đã gửi câu hỏi');
    await citizen.hear('Ổ gà ở gần nhà văn hoá thôn phải không?');
    await citizen.press('Trả lời');
    await citizen.hear('Xin nhắn câu trả lời');
    await citizen.type('Vâng, ngay trước cổng nhà văn hoá.');
    await citizen.hear('Đã gửi cho cán bộ');
    await official.hear('ngay trước cổng nhà văn hoá');

    await official.press('Trả lời');
    await official.hear('xin nhập câu trả lời');
    await official.type('Xã sẽ cho lấp ổ gà trong tuần này.');
    await official.hear('Gửi câu trả lời này cho người dân');
    await screenshot(official.page, 'official-answer');
    await official.press('Viết lại');
    await official.hear('xin nhập câu trả lời');
    await official.type('Xã đã cho lấp ổ gà hôm nay.');
    await official.press('Gửi');
    await official.hear('Đã gửi câu trả lời');
    await citizen.hear('Xã đã cho lấp ổ gà hôm nay.');

    await citizen.press('Chưa được giải quyết');
    await citizen.hear('Xin cho biết điều gì chưa được giải quyết');
    await citizen.type('Mới lấp đất, mưa lại trôi.');
    await citizen.hear('Đã chuyển lại hồ sơ');
    await official.hear('NGƯỜI DÂN CHƯA HÀI LÒNG');
    await official.press('Trả lời');
    await official.hear('xin nhập câu trả lời');
    await official.type('Xã đã đổ bê tông xong.');
    await official.press('Gửi');
    await citizen.hear('Xã đã đổ bê tông xong.');
    await citizen.press('Hài lòng, kết thúc');
    await citizen.hear('kết thúc');
    await citizen.type(code);
    await citizen.hear('đã kết thúc');
    await citizen.close();
  });

  it('goes to another commune, and its citizen hears where', async () => {
    const [other, sender] = await Promise.all([
      program.invite('--commune', '07339', '--role', 'can-bo', '--demo').then((link) => visit(browser, link, desk)),
      sendReport(browser, program, 'Nước thải đổ ra mương hôi thối, bà con không dám mở cửa.'),
    ]);
    await other.hear('UBND xã Tân Yên');
    await official.hear(sender.code);
    await official.press('Chuyển xã khác');
    await official.hear('chuyển đến đâu?');
    await official.type('tan yen');
    await official.hear('đến UBND xã Tân Yên?');
    await official.press('Chuyển');
    await official.hear('Đã chuyển hồ sơ');
    await other.hear('HỒ SƠ ĐƯỢC CHUYỂN ĐẾN');
    await sender.chat.hear('được chuyển đến UBND xã Tân Yên');
    await Promise.all([other.close(), sender.chat.close()]);
  });

  it('goes up to the province', async () => {
    const [province, sender] = await Promise.all([
      program.invite('--province', '24', '--demo').then((link) => visit(browser, link, desk)),
      sendReport(browser, program, 'Cột điện cao thế nghiêng về phía trường học, sắp đổ.'),
    ]);
    await province.hear('Bộ phận điều phối');
    await official.hear(sender.code);
    await official.press('Chuyển xã khác');
    await official.hear('chuyển đến đâu?');
    await official.press('Chuyển lên tỉnh');
    await official.press('Chuyển');
    await official.hear('Đã chuyển hồ sơ');
    await province.hear(sender.code);
    await Promise.all([province.close(), sender.chat.close()]);
  });
});

it("brings a survey's comment to the official, without the person", async () => {
  const citizen = await visit(browser, `${program.url}/?start=07351-pks05`);
  await citizen.press('Bắt đầu');
  for (const answer of ['1', '1', '2', '1', '1', '1', '1', '2', '2']) {
    await citizen.hear(/Câu \d+\/10/);
    await citizen.type(answer);
  }
  await citizen.hear('Câu 10/10');
  await citizen.type('Bàn tiếp dân nên có quạt mát.');
  await citizen.hear('Bàn tiếp dân nên có quạt mát.');
  await citizen.press('Gửi phiếu');
  await citizen.hear('Đã nhận phiếu');
  // It waits until it could be any of five.
  for (let others = 1; others < 5; others += 1) {
    const other = await openWebPerson(program.url);
    await answerSurvey(other, '/boqua');
    await other.leaves();
  }
  const card = await (await official.hear('Bàn tiếp dân nên có quạt mát.')).innerText();
  expect(card).toContain('ẩn danh');
  expect(card).not.toContain('Hỏi thêm');
  await citizen.close();
});
