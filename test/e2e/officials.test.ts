import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk, launchBrowser, visit } from './browser.js';
import { pressUnseen, type Chat } from './chat.js';
import { startProgram, type Program } from './program.js';
import { sendReport } from './send-report.js';

let program: Program;
let browser: Browser;
let responsible: Chat;
let neighbour: Chat;
let province: Chat;

const invited = async (...options: string[]): Promise<Chat> => visit(browser, await program.invite(...options), desk);

beforeAll(async () => {
  // Three seconds until a case is repeated, three more until it goes up.
  [program, browser] = await Promise.all([startProgram({ ESCALATE_AFTER: '0.05' }), launchBrowser()]);
  [responsible, neighbour, province] = await Promise.all([
    invited('--commune', '07351', '--role', 'can-bo'),
    invited('--commune', '07306', '--role', 'can-bo'),
    invited('--province', '24'),
  ]);
  await Promise.all([
    responsible.hear('UBND xã Ngọc Thiện'),
    neighbour.hear('UBND xã Nhã Nam'),
    province.hear('Bộ phận điều phối'),
  ]);
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

it('repeats a case that nobody takes, and then tells the province', async () => {
  const { chat, code } = await sendReport(browser, program, 'Cống thoát nước tắc, nước tràn vào nhà dân.');
  await responsible.hear('HỒ SƠ MỚI');
  await responsible.hear('NHẮC LẠI');
  const card = await province.hear('CHUYỂN CẤP TRÊN');
  expect(await card.innerText()).toContain(code);
  await province.press('Tiếp nhận');
  await chat.hear('tiếp nhận');
  await chat.close();
});

describe('an official of another commune', () => {
  it('gets nothing, learns nothing by the code, and can do nothing by a guessed button', async () => {
    const { chat, code } = await sendReport(browser, program, 'Quán ăn bày bàn ghế lấn chiếm hết vỉa hè mỗi sáng.');
    await responsible.hear('lấn chiếm hết vỉa hè');
    const before = await neighbour.bubbles();
    expect(before.join()).not.toContain(code);

    for (const action of ['acknowledge', 'answer', 'ask', 'transfer', 'confirm', 'reopen', 'add']) {
      await pressUnseen(neighbour, `c:${code}:${action}`);
    }
    await expect.poll(async () => (await neighbour.bubbles()).length).toBe(before.length + 14);
    const after = (await neighbour.bubbles()).slice(before.length).filter((_text, at) => at % 2 === 1);
    for (const answer of after) expect(answer).toMatch(/Không có hồ sơ này|không thao tác được ở đây/);

    await neighbour.type(code);
    const view = await (await neighbour.hear(`Hồ sơ ${code}`)).innerText();
    expect(view).toContain('chờ tiếp nhận');
    expect(view).not.toMatch(/lòng đường|Ngọc Thiện|Tiếp nhận\n/);
    await chat.close();
  });

  it('cannot use an invitation that was used before', async () => {
    const link = await program.invite('--commune', '07351', '--role', 'can-bo');
    const first = await visit(browser, link, desk);
    await first.said('Cuộc trò chuyện này đã nhận việc của UBND xã Ngọc Thiện').waitFor();
    const second = await visit(browser, link, desk);
    await second.hear('Mã mời không đúng, đã dùng hoặc hết hạn');
    await Promise.all([first.close(), second.close()]);
  });
});

it('has no place for a try-out official once there are real ones', async () => {
  const visitor = await visit(browser, program.officialLink, desk);
  await visitor.hear('Mã mời không đúng, đã dùng hoặc hết hạn');
  await visitor.close();
});
