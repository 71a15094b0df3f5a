import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, fold, syllables, tidy, withoutDiacritics } from '../../core/vietnamese.js';

describe('tidy', () => {
  it.each([
    ['  xin   chào \t bạn ', 'xin chào bạn'],
    ['một\r\nhai\rba', 'một\nhai\nba'],
    ['một\n\n\n\n\nhai', 'một\n\nhai'],
    ['xã\u200B Ngọc\uFEFF Thiện\u00AD', 'xã Ngọc Thiện'],
    ['\u202Eđảo ngược\u202C', 'đảo ngược'],
    ['chuông \u0007 và không\u0000', 'chuông và không'],
    ['Ngọc Thiện'.normalize('NFD'), 'Ngọc Thiện'.normalize('NFC')],
    [' \u200B\n ', ''],
  ])('%j becomes %j', (text, expected) => {
    expect(tidy(text)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Array.from('aoê \n\r\t\u0007\u200B\u0301\u0323\u00AD\uFEFF'))),
        (characters) => {
          const text = characters.join('');
          expect(tidy(tidy(text))).toBe(tidy(text));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('canonical', () => {
  it.each([
    ['Phúc Hoà', 'Phúc Hòa'],
    ['Cảnh Thuỵ', 'Cảnh Thụy'],
    ['HUỶ', 'hủy'],
    ['xoè', 'xòe'],
    ['Thuý', 'thúy'],
  ])('%s and %s are one', (one, other) => {
    expect(canonical(one)).toBe(canonical(other));
    expect(canonical(one.normalize('NFD'))).toBe(canonical(other));
  });

  it.each(['quý', 'quỳnh', 'huỳnh', 'hoàn', 'toán', 'khoẻn', 'đường', 'quyết', 'ngoài'])('%s stays', (word) => {
    expect(canonical(word)).toBe(word);
  });
});

describe('fold', () => {
  it('takes the diacritics off', () => {
    expect(fold('Đường Hoà, Thị trấn Nhã Nam')).toBe('duong hoa, thi tran nha nam');
    expect(fold('Nguyễn Ước Ỷ'.normalize('NFD'))).toBe('nguyen uoc y');
  });

  it('is the same for a canonical text', () => {
    fc.assert(
      fc.property(fc.constantFrom('Hoà', 'Thuỵ', 'ĐƯỜNG', 'Quý', 'phường 12', 'Ngọc Thiện'), (text) => {
        expect(withoutDiacritics(canonical(text))).toBe(fold(text));
      }),
    );
  });
});

describe('syllables', () => {
  it('leaves punctuation out and numbers in', () => {
    expect(syllables('P.12, Gò Vấp – TP.HCM!')).toEqual(['p', '12', 'gò', 'vấp', 'tp', 'hcm']);
    expect(syllables('…')).toEqual([]);
  });
});
