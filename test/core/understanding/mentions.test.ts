import { beforeAll, describe, expect, it } from 'vitest';
import { openMentions, type Mentions } from '../../../core/understanding/mentions.js';
import { loadReader, loadSorting } from '../../../runtime/load-understanding.js';

let find: (text: string) => Mentions;
beforeAll(async () => {
  const reader = await loadReader();
  const inSentences = openMentions(await loadSorting(), reader);
  find = (text) => inSentences(reader.sentences(text));
});

const spoken = (text: string) => {
  const { signals } = find(text);
  return { leader: signals.includes('!leader'), office: signals.includes('!office') };
};

describe('who is spoken of', () => {
  it.each([
    ['Chủ tịch xã nhận tiền', true, true],
    ['ct xã nhận tiền', true, true],
    ['ctich xa nhan tien', true, true],
    ['Kính gửi ông chủ tịch xã', false, false],
    ['Chủ tịch tỉnh về thăm', false, false],
    ['Cán bộ địa chính hẹn mãi', false, true],
    ['Đường hỏng', false, false],
  ])('%s', (text, leader, office) => {
    expect(spoken(text)).toEqual({ leader, office });
  });
});

it('what is said of somebody in the next sentence counts', () => {
  expect(find('Tôi nói về bí thư xã. Ông ấy nhận tiền của dân.').signals).toContain('!leader>corruption');
});

it('the model is shown the words around a title', () => {
  const { signals } = find('Hôm qua chủ tịch xã hứa rồi quên');
  expect(signals).toEqual(expect.arrayContaining(['L-1 qua', 'L+1 xa', 'L> hua', 'L> quen']));
});
