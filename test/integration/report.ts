import { expect } from 'vitest';
import { readCaseCode } from '../../core/case-code.js';

/** Somebody in any channel, as far as a conversation goes. */
export type Talker = {
  readonly says: (text: string) => unknown;
  readonly next: (withinMs?: number) => Promise<{ readonly text: string }>;
};

/** Says something and returns the answer. */
export async function ask(who: Talker, words: string): Promise<string> {
  await who.says(words);
  return (await who.next()).text;
}

export const pothole = 'Đường vào thôn nhiều ổ gà, trời mưa đi lại rất khó.';

type ReportOptions = {
  readonly text?: string;
  /** As typed; "không rõ" when the citizen cannot say. */
  readonly place?: string;
  readonly contact?: { readonly name: string; readonly phone: string };
  /** Done after the text, while attachments are taken. */
  readonly attach?: () => Promise<void>;
};

/** Sends a phản ánh by typing, from the menu to the receipt; returns the case's code. */
export async function sendReport(who: Talker, options: ReportOptions = {}): Promise<string> {
  const { text = pothole, place = 'ngoc thien', contact, attach } = options;
  expect(await ask(who, 'phản ánh')).toContain('phản ánh, kiến nghị việc gì');
  expect(await ask(who, text)).toMatch(/^Đã ghi/);
  await attach?.();
  expect(await ask(who, 'xong')).toContain('ở xã, phường nào');
  expect(await ask(who, place)).toContain('thôn, xóm');
  expect(await ask(who, 'Thôn 3')).toContain('họ tên và số điện thoại');
  if (contact === undefined) expect(await ask(who, 'giấu tên')).toContain('Xin xem lại');
  else {
    expect(await ask(who, 'có')).toContain('họ tên');
    expect(await ask(who, contact.name)).toContain('số điện thoại');
    expect(await ask(who, contact.phone)).toContain('Xin xem lại');
  }
  return codeIn(await ask(who, 'gửi'));
}

function codeIn(text: string): string {
  const code = readCaseCode(text);
  if (code === undefined) throw new Error(`no code of a case in: ${text}`);
  return code;
}
