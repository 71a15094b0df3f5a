import { expect } from 'vitest';
import type { WebPerson } from './web-person.js';

/** Answers PKS05 about Ngọc Thiện by typing, from the link to the receipt; "/boqua" leaves the comment out. */
export async function answerSurvey(citizen: WebPerson, comment: string): Promise<void> {
  const hears = async (text: string | RegExp) => {
    expect((await citizen.next()).text).toMatch(text);
  };
  await citizen.starts('07351-pks05');
  await hears('Phiếu PKS05');
  await citizen.taps('Bắt đầu');
  await hears(/^Câu 1\/10/);
  for (const [at, answer] of ['2', '1', '2', '1', '1', '1', '1', '2', '2'].entries()) {
    await citizen.says(answer);
    await hears(new RegExp(`^Câu ${at + 2}/10`));
  }
  await citizen.says(comment);
  await hears('Xin ông/bà xem lại');
  await citizen.taps('Gửi phiếu');
  await hears('Đã nhận phiếu');
}
