import { describe, expect, it } from 'vitest';
import { readCommand } from '../../flows/command.js';

describe('readCommand', () => {
  it.each([
    ['menu', 'menu'],
    ['MENU', 'menu'],
    ['/menu', 'menu'],
    ['/menu@langnghe_bot', 'menu'],
    ['/tra_cuu', 'look-up'],
    ['/phananh', 'report'],
    ['huỷ', 'cancel'],
    ['hủy'.normalize('NFD'), 'cancel'],
    ['Dừng!', 'pause'],
    ['Quay lại.', 'back'],
    ['/roi', 'leave-seat'],
    ['/viec', 'open-cases'],
  ])('%j is %s, for certain', (text, command) => {
    expect(readCommand(text)).toEqual({ command, certain: true });
  });

  it.each([
    ['dung', 'pause'],
    ['huy', 'cancel'],
    ['tiep tuc', 'resume'],
    ['bo qua', 'skip'],
  ])('%j may be %s', (text, command) => {
    expect(readCommand(text)).toEqual({ command, certain: false });
  });

  it.each(['đúng', 'đừng', 'rồi', 'roi', 'menu của quán', 'dừng xe ở đây', '/xoa', '', 'thối'])(
    '%j is none',
    (text) => {
      expect(readCommand(text)).toBeUndefined();
    },
  );
});
