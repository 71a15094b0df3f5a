import type { SentMessage } from './bot-api.js';
import type { Person, Turn } from './people.js';

/** What is said, after which answer, and a piece of the answer that must come. */
export type Line = { readonly say: string | ((last: SentMessage) => string); readonly expect: string };

/** PKS05 by typing, without branches: consent, ten questions, summary, receipt. */
export const survey: readonly Line[] = [
  { say: '/start 07351-pks05', expect: 'Phiếu PKS05' },
  { say: 'bắt đầu', expect: 'Câu 1/10' },
  { say: '2', expect: 'Câu 2/10' },
  { say: '1', expect: 'Câu 3/10' },
  { say: '2', expect: 'Câu 4/10' },
  { say: '1', expect: 'Câu 5/10' },
  { say: '1', expect: 'Câu 6/10' },
  { say: '1', expect: 'Câu 7/10' },
  { say: '1', expect: 'Câu 8/10' },
  { say: '2', expect: 'Câu 9/10' },
  { say: '2', expect: 'Câu 10/10' },
  { say: 'bỏ qua', expect: '10. Ý kiến thêm: (bỏ qua)' },
  { say: 'gửi', expect: 'Đã nhận phiếu' },
];

const subjects = [
  'Đèn đường hỏng đã hai tuần, buổi tối tối om.',
  'Đường làng nhiều ổ gà, xe máy đi lại hay ngã.',
  'Rác thải chất đống, bốc mùi hôi thối.',
  'Cống thoát nước tắc, mưa là nước ngập vào nhà.',
  'Hàng xóm hát karaoke loa kéo đến khuya.',
  'Kênh mương nội đồng bồi lấp, lúa không có nước tưới.',
  'Trộm cắp xe máy liên tục trong xóm.',
];

/** A phản ánh about a commune and one of its villages, up to its summary; `sendReport` sends it. No two are the same thing. */
export const writeReport = (unit: string, village: number): readonly Line[] => [
  { say: `/start ${unit}`, expect: 'Kính chào' },
  { say: 'phản ánh', expect: 'phản ánh, kiến nghị việc gì' },
  {
    say: `${subjects[village % subjects.length] ?? ''} Xin báo để thôn ${village} được sửa.`,
    expect: 'Đã ghi',
  },
  { say: 'xong', expect: 'ở xã, phường nào' },
  // The commune of the link is the first button.
  { say: ({ buttons }) => buttons[0] ?? '', expect: 'thôn, xóm' },
  { say: 'bỏ qua', expect: 'họ tên và số điện thoại' },
  { say: 'giấu tên', expect: 'Xin xem lại trước khi gửi' },
];

export const sendReport: Line = { say: 'gửi', expect: 'Mã hồ sơ' };

/** The code of a case in a receipt or on an official's card. */
export function caseCodeIn(text: string): string {
  const code = /PA-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(text)?.[0];
  if (code === undefined) throw new Error(`no case code in: ${text.slice(0, 80)}`);
  return code;
}

/** Says one line. A measurement of a conversation that goes otherwise is worth nothing, so that is an error. */
export async function sayLine(person: Person, line: Line, last: SentMessage = nothing): Promise<Turn> {
  const text = typeof line.say === 'string' ? line.say : line.say(last);
  const turn = await person.say(text);
  if (turn.reply.text.includes(line.expect)) return turn;
  throw new Error(`"${text}" was answered "${turn.reply.text.slice(0, 80)}", not "… ${line.expect} …"`);
}

/** Says line after line; returns the last turn. */
export async function sayAll(person: Person, lines: readonly Line[]): Promise<Turn | undefined> {
  let turn: Turn | undefined;
  for (const line of lines) turn = await sayLine(person, line, turn?.reply);
  return turn;
}

const nothing: SentMessage = { text: '', buttons: [], at: 0 };
