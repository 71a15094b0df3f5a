import { describe, expect, it } from 'vitest';
import { elsewhereFrom } from '../../../core/places/elsewhere.js';
import { nationalDirectory, unitCode } from '../../support/directory.js';

// Xã Ngọc Thiện, Bắc Ninh; Song Vân and Ngọc Vân were merged into it.
const isElsewhere = elsewhereFrom(nationalDirectory(), unitCode('07351'));

describe('a place named in a text', () => {
  it.each([
    'xã Tân Yên hứa rồi quên',
    'xa nha nam hach dich voi dan',
    'xã Nhã Nam',
    'phường Việt Yên',
    'xã Hương Sơn', // the old name of another commune
    'xã Tiến Thắng làm ngơ',
  ])('is another commune: %s', (place) => {
    expect(isElsewhere(place)).toBe(true);
  });

  it.each([
    'xã Ngọc Thiện',
    'xa ngoc thien nhan tien',
    'xã Song Vân',
    'xã ngọc vân cũ',
    'xã',
    'xã mình',
    'xã bao che cho người nhà',
    'xã hách dịch với dân',
    'xã đồng ý cho xây',
    'xa dong y cho xay',
    'xã an ninh thế nào',
    'xã đông người họp',
    'xã nhận tiền của dân',
    'xã quyết tâm làm ngơ',
    'xã Bình Minh', // lies in another province only
  ])('is the receiving one, or no place: %s', (place) => {
    expect(isElsewhere(place)).toBe(false);
  });

  it('is never elsewhere when it is not known who receives it', () => {
    expect(elsewhereFrom(nationalDirectory(), unitCode('99999'))('xã Tân Yên')).toBe(false);
  });
});
