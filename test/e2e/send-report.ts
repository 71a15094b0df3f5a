import type { Browser } from 'playwright-core';
import { visit } from './browser.js';
import type { Chat } from './chat.js';
import type { Program } from './program.js';

/** A citizen of xã Ngọc Thiện sends a phản ánh without name: the short way to a case. */
export async function sendReport(
  browser: Browser,
  { url }: Program,
  text: string,
): Promise<{ readonly chat: Chat; readonly code: string }> {
  const chat = await visit(browser, `${url}/?start=07351`);
  await chat.press('Gửi phản ánh, kiến nghị');
  await chat.hear('Ông/bà muốn phản ánh, kiến nghị việc gì?');
  await chat.type(text);
  await chat.press('Xong');
  await chat.press('xã Ngọc Thiện');
  await chat.press('Bỏ qua');
  await chat.press('Không, giấu tên');
  await chat.hear('Xin xem lại trước khi gửi');
  await chat.press('Gửi');
  const receipt = await (await chat.hear(/PA-\w{4}-\w{2}/)).innerText();
  return { chat, code: /PA-\w{4}-\w{2}/.exec(receipt)?.[0] ?? '' };
}
