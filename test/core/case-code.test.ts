import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseCode, readCaseCode } from '../../core/case-code.js';

const code = fc.array(fc.nat(31), { minLength: 6, maxLength: 6 }).map(caseCode);
const separator = fc.constantFrom('', ' ', '-', ' - ', '–', '_');

describe('case codes', () => {
  it('have one form', () => {
    fc.assert(
      fc.property(code, (text) => {
        expect(text).toMatch(/^PA-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
      }),
    );
  });

  it('are read however they are spaced, in the middle of a sentence too', () => {
    fc.assert(
      fc.property(code, separator, separator, (text, first, second) => {
        const [pa = '', four = '', two = ''] = text.split('-');
        expect(readCaseCode(`mã là ${pa}${first}${four}${second}${two}, xin xem giúp`)).toBe(text);
      }),
    );
  });

  it('are read in small letters, and with the letters they are mistaken for', () => {
    fc.assert(
      fc.property(code, fc.constantFrom('O', 'o'), fc.constantFrom('I', 'l', 'L', 'i'), (text, zero, one) => {
        expect(readCaseCode(text.toLowerCase())).toBe(text);
        expect(readCaseCode(text.toLowerCase().replaceAll('-', ' '))).toBe(text);
        expect(readCaseCode(`PA-${text.slice(3).replaceAll('0', zero).replaceAll('1', one)}`)).toBe(text);
      }),
    );
  });

  it('are known by a digit, also when none was drawn', () => {
    expect(caseCode([22, 23, 24, 25, 26, 27])).toBe('PA-PQRS-T7');
    expect(readCaseCode('pa pqrs t7')).toBe('PA-PQRS-T7');
  });

  it.each([
    '',
    'PA',
    'PA-7K3F',
    'PA-7K3F-Q',
    'PA-7K3F-Q22',
    'PA-7K3U-Q2',
    'XPA-7K3F-Q2',
    'PAPA-7K3F-Q2',
    '7K3F-Q2',
    'PA-7K3F-Qế',
    'pa noif di',
    'xin chào',
  ])('are not seen in %j', (text) => {
    expect(readCaseCode(text)).toBeUndefined();
  });

  it('are never read from other text wrongly, nor does any text break the reading', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = readCaseCode(text);
        expect(read === undefined || readCaseCode(read) === read).toBe(true);
      }),
    );
  });
});
