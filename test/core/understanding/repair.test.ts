import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { repair } from '../../../core/understanding/repair.js';
import { isSyllable } from '../../../core/understanding/syllable.js';
import { readTelex } from '../../../core/understanding/telex.js';
import { openReader } from '../../../core/understanding/words.js';
import { canonical } from '../../../core/vietnamese.js';

describe('a word that is no syllable', () => {
  it.each([
    ['quáaaa', 'quá'],
    ['khôngggg', 'không'],
    ['đẹppp', 'đẹp'],
    ['nhaf', 'nhà'],
    ['dduowngf', 'đường'],
    ['dduwowngf', 'đường'],
    ['thieenj', 'thiện'],
    ['nuowcs', 'nước'],
    ['mays', 'máy'],
    ['quyeenf', 'quyền'],
    ['khoong', 'không'],
    ['đườg', 'đường'],
    ['fòng', 'phòng'],
    ['zậy', 'dậy'],
    ['wá', 'quá'],
    ['jì', 'gì'],
  ])('%s is read as %s', (typed, meant) => {
    expect(repair(canonical(typed))).toBe(meant);
  });

  it.each(['đường', 'nghiêng', 'khuya', 'quý', 'giếng', 'oan', 'duong', 'cho', 'ong', '98b1', 'wifi', 'tv'])(
    '%s stays as it is',
    (typed) => {
      expect(repair(canonical(typed))).toBe(typed);
    },
  );

  it('never breaks the reader', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const reader = openReader({});
        for (const { exact } of reader.words(text)) expect(exact).not.toBe('');
      }),
    );
  });
});

it('Telex is read only where a syllable comes of it', () => {
  expect(readTelex('hoaf')).toBe('hòa');
  expect(readTelex('thuys')).toBe('thúy');
  expect(readTelex('nguyeenx')).toBe('nguyễn');
  expect(readTelex('http')).toBeUndefined();
  expect(readTelex('zalo')).toBeUndefined();
  expect(readTelex('đường')).toBeUndefined();
});

it('knows the shape of syllables', () => {
  for (const word of ['nghiêng', 'khuỷu', 'quyết', 'giêng', 'ươm', 'yêu', 'ăn', 'uống'])
    expect(isSyllable(canonical(word))).toBe(true);
  for (const word of ['strong', 'xyz', 'hok2', 'ngh', 'bb', 'tv']) expect(isSyllable(word)).toBe(false);
});

describe('reading', () => {
  const { words, sentences } = openReader({ ubnd: 'ủy ban nhân dân', k: 'không', cb: 'cán bộ', ctịch: 'chủ tịch' });
  const exact = (text: string) => words(text).map((word) => word.exact);

  it.each([
    ['UBND xã k giải quyết', 'ủy ban nhân dân xã không giải quyết'],
    ['Uỷ ban xã Hoà Bình', 'ủy ban xã hòa bình'],
    ['Đ​ường hỏ\u200bng', 'đường hỏng'],
    ['ĐƯỜNG hỏng'.normalize('NFD'), 'đường hỏng'],
    ['đườпg', 'đườпg'],
    ['đường хấu', 'đường xấu'],
    ['c.tịch xã. Đường', 'chủ tịch xã đường'],
    ['ｄường', 'dường'],
  ])('%j is %j', (typed, meant) => {
    expect(exact(typed).join(' ')).toBe(meant);
  });

  it('keeps the exact form beside the folded one', () => {
    expect(words('đường dương')).toMatchObject([
      { exact: 'đường', folded: 'duong', bare: false },
      { exact: 'dương', folded: 'duong', bare: false },
    ]);
    expect(words('duong')).toMatchObject([{ exact: 'duong', folded: 'duong', bare: true }]);
  });

  it('goes by sentences', () => {
    expect(sentences('Đường hỏng. Cán bộ đâu?\n\nXin sửa!').map((sentence) => sentence.length)).toEqual([2, 3, 2]);
    expect(sentences('...')).toEqual([]);
  });

  it('does not read what is too long to be a message', () => {
    expect(words('a '.repeat(1_000_000)).length).toBeLessThanOrEqual(10_000);
  });
});
