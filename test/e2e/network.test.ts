import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { desk, launchBrowser, visit } from './browser.js';
import { startProgram, type Program } from './program.js';
import { sendReport } from './send-report.js';

let program: Program;
let browser: Browser;

beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

it('keeps what is typed without a network and sends it once, in order', async () => {
  const chat = await visit(browser, `${program.url}/`);
  await chat.hear('Ông/bà muốn làm gì ạ?');
  await chat.press('Gửi phản ánh, kiến nghị');
  await chat.hear('Ông/bà muốn phản ánh, kiến nghị việc gì?');
  const network = chat.page.context();
  await network.setOffline(true);
  await chat.type('Đèn đường đầu thôn hỏng đã hai tuần.');
  await chat.type('Buổi tối các cháu đi học về rất tối.');
  await chat.page.getByText('chưa gửi').nth(1).waitFor();
  await network.setOffline(false);
  await chat.page.getByText('chưa gửi').first().waitFor({ state: 'detached' });
  await expect.poll(() => chat.said('Đã ghi.').count()).toBe(2);
  await chat.page.reload();
  await expect.poll(() => chat.said('Đã ghi.').count()).toBe(2);
  const own = (await chat.bubbles()).filter((text) => text.startsWith('Ông/bà:'));
  expect(own.map((text) => text.replace(/^Ông\/bà:\s*/, ''))).toEqual([
    'Gửi phản ánh, kiến nghị',
    'Đèn đường đầu thôn hỏng đã hai tuần.',
    'Buổi tối các cháu đi học về rất tối.',
  ]);
  await chat.close();
});

it('survives SIGKILL: pages reconnect by themselves, and nothing is lost or doubled', async () => {
  const [official, citizen] = await Promise.all([
    visit(browser, program.officialLink, desk),
    visit(browser, `${program.url}/?start=07351-pks05`),
  ]);
  await official.hear('Gõ “việc” để xem hồ sơ đang chờ.');
  await citizen.press('Bắt đầu');
  await citizen.hear('Câu 1/10');
  await citizen.press('Trên 60 tuổi');
  await citizen.hear('Câu 2/10');
  const before = { official: await official.bubbles(), citizen: await citizen.bubbles() };

  await program.kill();
  await citizen.type('nữ');
  await citizen.page.getByText('chưa gửi').waitFor();
  await citizen.page.getByText('Đang nối lại…').waitFor();
  await program.restart();

  await citizen.hear('Câu 3/10');
  await expect.poll(() => citizen.bubbles()).toHaveLength(before.citizen.length + 2);
  // What the page shows live and what the store gives after a reload is the same.
  const live = await citizen.bubbles();
  await citizen.page.reload();
  await citizen.hear('Câu 3/10');
  expect(await citizen.bubbles()).toEqual(live);
  expect(live.slice(0, before.citizen.length)).toEqual(before.citizen);

  const { chat, code } = await sendReport(browser, program, 'Rác đổ trộm ven đê, mùi hôi cả xóm.');
  await official.hear(code);
  expect(await official.bubbles()).toHaveLength(before.official.length + 1);
  await Promise.all([chat.close(), citizen.close(), official.close()]);
});
