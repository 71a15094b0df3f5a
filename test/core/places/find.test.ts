import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nationalDirectory, provinceCode } from '../../support/directory.js';

const directory = nationalDirectory();
const bacNinh = provinceCode('24');
/** Names of the communes found, with their province where it is not Bắc Ninh. */
const find = (text: string, province = '24') =>
  directory
    .find(text, province === '' ? undefined : provinceCode(province))
    .map(({ unit }) => (unit.province === bacNinh ? unit.name : `${unit.name} (${unit.province})`))
    .sort();
const ngocThien = ['Ngọc Thiện'];

describe('abbreviations, punctuation and spelling', () => {
  it.each([
    ['X.Song Vân', ngocThien],
    ['x song vân', ngocThien],
    ['xã: Song Vân', ngocThien],
    ['Xã/phường: Song Vân', ngocThien],
    ['«Song Vân»!!!', ngocThien],
    ['Song   Vân', ngocThien],
    ['Song/Vân', ngocThien],
    ['Ngọc. Thiện', ngocThien],
    ['p.Kinh Bắc', ['Kinh Bắc']],
    ['P Kinh Bắc', ['Kinh Bắc']],
    ['TT. Chờ', ['Yên Phong']],
    ['thi tran Cho', ['Yên Phong']],
    ['Mĩ Thái', ['Mỹ Thái']],
    ['Đaof Vieen', ['Đào Viên']],
    ['p.5 q.8', ['Chánh Hưng (79)']],
    ['P.12 Gò Vấp', ['An Hội Tây (79)']],
    ['phường 12 quận gò vấp TPHCM', ['An Hội Tây (79)']],
    ['5', []],
  ])('%j', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });
});

describe('district and province', () => {
  it.each([
    ['tân yên song vân', '24', ngocThien],
    ['song van tan yen', '24', ngocThien],
    // Its district became another one in 2025; people say the old name, which is a commune's as well.
    ['quy son luc ngan', '24', ['Phượng Sơn']],
    ['Quý Sơn, Lục Ngạn', '24', ['Phượng Sơn']],
    ['Quý Sơn và Lục Ngạn', '24', ['Lục Ngạn', 'Phượng Sơn']],
    ['Song Vân, Tân Yên, Bắc Giang', '', ngocThien],
    ['xa tan tien huyen yen dung', '', ['Tân Tiến']],
    ['Ninh Xá, thành phố Bắc Ninh', '24', ['Kinh Bắc']],
    ['Ninh Xá, Bắc Ninh', '24', ['Kinh Bắc', 'Ninh Xá']],
    ['Ninh Xá, tỉnh Bắc Ninh', '24', ['Kinh Bắc', 'Ninh Xá']],
    ['Ninh Xá, Thuận Thành', '24', ['Ninh Xá']],
    ['kep lang giang', '24', ['Kép']],
    ['Tân Tiến, Cà Mau', '24', ['Tân Tiến (96)']],
    ['Đông Tiến, Yên Thế', '24', ['Xuân Lương']],
  ])('%j in %s', (text, province, expected) => {
    expect(find(text, province)).toEqual(expected);
  });

  it.each(['huyện Lục Nam', 'tỉnh Bắc Giang', 'Bắc Ninh', 'tôi ở Hòa Bình', 'thành phố Bắc Giang', 'tp HCM'])(
    'alone is no commune: %j',
    (text) => {
      expect(find(text)).toEqual([]);
    },
  );

  it.each([
    ['Lục Nam', ['Lục Nam']],
    ['Yên Phong', ['Yên Phong']],
    ['tôi ở Hiệp Hòa', ['Hiệp Hòa']],
    ['Bắc Giang', ['Bắc Giang']],
  ])('unless a commune has the same name: %j', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });
});

describe('old names that are new names of others', () => {
  it.each([
    ['Ninh Xá', ['Kinh Bắc', 'Ninh Xá']],
    ['Ninh Xá cũ', ['Kinh Bắc']],
    ['phường cũ Ninh Xá', ['Kinh Bắc']],
    ['Ninh Xá mới', ['Ninh Xá']],
    ['Đồng Kỵ', ['Đồng Nguyên']],
    ['xa dong ky', ['Đồng Kỳ']],
    ['phuong dong ky', ['Đồng Nguyên']],
    ['dong ky', ['Đồng Kỳ', 'Đồng Nguyên']],
  ])('%j', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it('typed without diacritics, a name that has none is one of several', () => {
    expect(find('quang minh').length).toBe(3);
    expect(find('Quang Minh').length).toBe(2);
    expect(find('Quảng Minh').length).toBe(1);
  });
});

describe('inside a sentence', () => {
  it.each([
    ['Đường qua Song Vân bị ngập', ngocThien],
    ['đường qua ngọc thiện bị ngập', ngocThien],
    ['toi o xa song van muon phan anh duong hong', ngocThien],
    ['toi o song van muon phan anh duong hong', ngocThien],
    ['rác đổ ở Văn Môn, Yên Phong', ['Văn Môn']],
    ['xã Song Vân và xã Phúc Hòa', ['Ngọc Thiện', 'Phúc Hòa']],
    ['thôn Đồng Tâm xã Song Vân', ngocThien],
    ['thôn 3 Song Vân mất điện', ngocThien],
    ['Trường tiểu học xã Tân Tiến thiếu ghế', ['Tân Tiến']],
    ['gần chợ, Song Vân mất nước', ngocThien],
    ['ở an bình mất điện cả ngày', ['Mão Điền']],
  ])('%j', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it.each([
    'song van ngap nang qua',
    'an toan giao thong kem',
    'Đề nghị bảo đảm an toàn, an ninh',
    'mong bà con đồng tâm, đoàn kết',
    'Mong bà con đồng tâm hiệp lực làm con đường ngõ',
    'tôi muốn hòa bình',
    'họ đã đóng tiền đủ',
    'ở phố mới hay mất nước',
    'đường Ngô Quyền bị ngập',
    'ngập từ đường Ngô Quyền - Trần Phú',
    'nhà 31 Trần Phú',
    'trường tiểu học Tân Tiến thiếu ghế',
    'chợ Song Vân bẩn',
    'thôn Đồng Tâm mất điện',
    'ông Ngọc Thiện nói vậy',
    'Nguyễn Văn Môn đánh người',
    'chủ tịch xã chỉ đạo chậm',
    'mong xã cho bơm sớm',
    'hợp tác xã Tân Tiến thu phí',
    'ở xã, ba mẹ đi xa quá',
    'Tháng trước chủ tịch xã bán đất công',
  ])('no commune: %j', (text) => {
    expect(find(text)).toEqual([]);
  });
});

describe('slips', () => {
  it.each([
    ['songvan', ngocThien],
    ['Song Vaan', ngocThien],
    ['ngocj thieenj', ngocThien],
    ['ngọc tiện', ngocThien],
    ['ngocthienn', ngocThien],
    ['Ngọc Thệin', ngocThien],
    ['Ngoc Thienn, Tan Yen', ngocThien],
    ['tôi ở xã Ngọc Thiênj, đường hỏng', ngocThien],
    ['toi o xa ngoc thienn duong hong', ngocThien],
    ['xã Ngóc Thiền', ngocThien],
    ['Xã Đông LLỗ', ['Hiệp Hòa']],
    ['Quế Nam', ['Đa Mai']],
  ])('%j', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it('of a name that only another province has: both are offered', () => {
    expect(find('la son')).toEqual(['Bình Mỹ (37)', 'Quang Trung']);
    expect(find('Lam Sơn')).toEqual(['Quang Trung']);
  });

  it.each(['dong y', 'đồng ý', 'khong biet', 'cảm ơn', 'xin chao', 'bo qua', 'song vam ngap nang qua', 'abcdef ghik'])(
    'no commune: %j',
    (text) => {
      expect(find(text)).toEqual([]);
    },
  );
});

describe('whatever is typed', () => {
  it('finds communes that exist, each once, and never throws', () => {
    const words = [
      'xã',
      'p.',
      'Song',
      'Vân',
      'tan',
      'tien',
      ',',
      '12',
      'Q',
      'cũ',
      'đường',
      '\u0000',
      '😀',
      '\u0301',
      '-',
      '/',
    ];
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...words)).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(undefined, bacNinh), (text, province) => {
        const codes = directory.find(text, province).map(({ unit }) => unit.code);
        expect(new Set(codes).size).toBe(codes.length);
        for (const code of codes) expect(directory.unit(code)).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it.each(['ông xã ', 'xã tan tiem ', 'Song Vân, Tân Yên ', 'a', 'xã ', '\u0000😀', '/', 'ạ\u0301'])(
    'of 100,000 letters takes no time: %j',
    (text) => {
      const began = performance.now();
      directory.find(text.repeat(100_000 / text.length), bacNinh);
      // Some 5 ms; a busy machine gets more.
      expect(performance.now() - began).toBeLessThan(500);
    },
  );
});
