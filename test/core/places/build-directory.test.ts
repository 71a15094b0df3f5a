import { describe, expect, it } from 'vitest';
import { buildDirectory } from '../../../core/places/build-directory.js';
import { provinceCode, nationalDirectory, unitCode } from '../../support/directory.js';

const directory = nationalDirectory();
const bacNinh = provinceCode('24');
const codes = (text: string, within = bacNinh) => directory.find(text, within).map(({ unit }) => unit.code);

describe('one commune', () => {
  it.each([
    ['Ngọc Thiện', '07351'],
    ['ngoc thien', '07351'],
    ['  NGỌC   THIỆN. ', '07351'],
    ['Ngọc Thiện'.normalize('NFD'), '07351'],
    ['xã Ngọc Thiện', '07351'],
    ['x. ngọc thiện', '07351'],
    ['ngọc thiện, bắc ninh', '07351'],
    ['Ngọc Thiện, tỉnh Bắc Ninh', '07351'],
    ['07351', '07351'],
    ['Song Vân', '07351'],
    ['xa song van', '07351'],
    ['Song Vân, Tân Yên', '07351'],
    ['song vân, ngọc thiện', '07351'],
    ['đồng tiến yên thế', '07246'],
    ['dong tien, huyen yen the', '07246'],
    ['Đồng Tiến - Hiệp Hòa', '07822'],
    ['Đông Tiến', '09193'],
    ['Phúc Hoà', '07330'],
    ['Phúc Hòa', '07330'],
    ['phường cảnh thuỵ', '07738'],
    ['Phượng Sơn', '07612'],
    ['thị trấn Phương Sơn', '07444'],
    ['tt thắng', '07840'],
    ['Kép', '07399'],
    ['tôi ở xã Song Vân huyện Tân Yên', '07351'],
    ['yên thế, đồng tiến', '07246'],
  ])('%j', (text, expected) => {
    expect(codes(text)).toEqual([expected]);
  });

  it('by a name of which only some words have diacritics', () => {
    expect(codes('Ngoc Thiện')).toEqual(['07351']);
    expect(codes('đồng tien, yen the')).toEqual(['07246']);
  });

  it('by a name with a wrong tone, for want of a better one', () => {
    expect(codes('Ngọc Thiền')).toEqual(['07351']);
  });

  it('by a numbered ward, with its district', () => {
    expect(directory.find('phường 12, gò vấp').map(({ formerly }) => formerly?.district)).toEqual(['Quận Gò Vấp']);
    expect(codes('P12 Gò Vấp')).toEqual(codes('phường 12 quận gò vấp'));
  });
});

describe('several communes', () => {
  it('of one old name', () => {
    expect([...codes('Đồng Tiến')].sort()).toEqual(['07246', '07822']);
  });

  it('without diacritics, all that it may mean', () => {
    expect([...codes('dong tien')].sort()).toEqual(['07246', '07822', '09193']);
    expect(codes('phuong son')).toContain('07612');
    expect(codes('phuong son')).toContain('07444');
  });

  it('a name of today before the same name of old', () => {
    const [first, ...others] = directory.find('Ninh Xá', bacNinh);
    expect(first).toEqual({ unit: directory.unit('09445') });
    expect(others.map(({ unit, formerly }) => [unit.code, formerly === undefined])).toEqual([['09187', false]]);
  });

  it('all over the country, each once', () => {
    const found = directory.find('Tân Tiến').map(({ unit }) => unit.code);
    expect(found.length).toBeGreaterThan(5);
    expect(new Set(found).size).toBe(found.length);
    expect(codes('Tân Tiến')).toContain('07699');
    expect(codes('Tân Tiến').length).toBeLessThan(found.length);
  });
});

describe('the province', () => {
  it('does not hide a commune that only another one has', () => {
    expect(directory.find('Ba Đình', bacNinh).map(({ unit }) => unit.province)).toContain('01');
  });

  it('that is typed outweighs the one that is near', () => {
    const found = directory.find('Tân Tiến, Cà Mau', bacNinh);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ unit }) => directory.provinceName(unit.province)?.includes('Cà Mau'))).toBe(true);
  });
});

describe('none', () => {
  it.each(['', '   ', '12', '99999', 'không biết', 'ở gần chợ', '!!!', 'xã', 'phường', '😀'])('%j', (text) => {
    expect(directory.find(text, bacNinh)).toEqual([]);
  });

  it('for a very long text, without delay', () => {
    const started = performance.now();
    expect(directory.find('ông '.repeat(2000))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('names that look like kinds of places', () => {
  const unit = (code: string, name: string) => ({ code: unitCode(code), name, kind: 'xa', province: bacNinh }) as const;
  const small = buildDirectory(
    [unit('00001', 'Phương Sơn'), unit('00002', 'Xa Dung'), unit('00003', 'Tĩnh Gia')],
    [],
    new Map(),
  );

  it.each([
    ['phương sơn', '00001'],
    ['phuong son', '00001'],
    ['phuong phuong son', '00001'],
    ['xa dung', '00002'],
    ['xã Xa Dung', '00002'],
    ['tinh gia', '00003'],
  ])('%j', (text, expected) => {
    expect(small.find(text).map((match) => match.unit.code)).toEqual([expected]);
  });

  it('are not shortened to what follows', () => {
    expect(small.find('Sơn')).toEqual([]);
    expect(small.find('Gia')).toEqual([]);
  });

  it('leaves out former units of a commune that is not there', () => {
    const gone = buildDirectory(
      [],
      [{ name: 'Xã Song Vân', district: 'Huyện Tân Yên', unit: unitCode('07351') }],
      new Map(),
    );
    expect(gone.find('Song Vân')).toEqual([]);
  });
});

it('gives titles and names of provinces', () => {
  const found = directory.unit('07351');
  expect(found && directory.title(found)).toBe('xã Ngọc Thiện');
  expect(directory.provinceName(bacNinh)).toBe('Bắc Ninh');
  expect(directory.unit('00000')).toBeUndefined();
});
