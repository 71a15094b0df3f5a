import type { CaseCode } from './ids.js';

/** Letters and digits that cannot be mistaken for each other when read aloud or copied by hand (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const digits = 10;

/**
 * Makes a code such as `PA-7K3F-Q2` from six random numbers of 0–31: one in 10⁹, so guessing finds nothing.
 * At least one of its letters is a digit: by it a code is known that is typed without dashes and capitals.
 */
export function caseCode(random: readonly number[]): CaseCode {
  const drawn = random.slice(0, 6).map((n) => n % 32);
  const hasDigit = drawn.some((n) => n < digits);
  const letters = drawn.map((n, at) => alphabet[hasDigit || at < 5 ? n : n % digits] ?? '0');
  return `PA-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/**
 * Finds a code in what a person typed: any case, spaces or dashes of any sort, O for 0 and I or L for 1.
 * Undefined when there is none.
 */
export function readCaseCode(text: string): CaseCode | undefined {
  const match = /(?<![\p{L}\p{N}])PA[\s\p{Pd}_]*([0-9A-Z]{4})[\s\p{Pd}_]*([0-9A-Z]{2})(?![\p{L}\p{N}])/iu.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  // "pa noif di" is somebody talking to his father, not a code: a code shows itself by a digit, dash or capital.
  if (!/[\d\p{Pd}A-Z]/u.test(match[0])) return undefined;
  const plain = (part: string) => part.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  const code = plain(match[1]) + plain(match[2]);
  // The one letter that is left out of the alphabet and stands for no other.
  return code.includes('U') ? undefined : `PA-${code.slice(0, 4)}-${code.slice(4)}`;
}
