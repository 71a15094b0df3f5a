/** Vietnamese text as people type it. The full normaliser grows here; every comparison of text goes through these. */

/** NFC, line ends and spaces tidied, invisible characters removed. Keeps case, diacritics and paragraphs. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000E-\u001F\u007F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '')
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const tones: readonly string[] = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];

/** Letters of other scripts that look like ours, from copied texts and from people who evade filters. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    у: 'y',
    х: 'x',
    і: 'i',
    ѕ: 's',
    һ: 'h',
    ԁ: 'd',
    α: 'a',
    ο: 'o',
    ν: 'v',
    ð: 'đ',
    ɖ: 'đ',
  }),
);
const lookAlike = new RegExp(`[${[...lookAlikes.keys()].join('')}]`, 'gu');

/**
 * Lower case, composed, without letters that only look like ours (full width, Cyrillic), and one place for the tone
 * mark: Hoà → hòa, Thuỵ → thụy. Two spellings of one word become equal.
 */
export function canonical(text: string): string {
  return tidy(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(lookAlike, (letter) => lookAlikes.get(letter) ?? letter)
    .normalize('NFD')
    .replace(/(o[ae]|uy)(\p{Mn})/gu, (whole, rhyme: string, mark: string, at: number, all: string) => {
      const after = all[at + whole.length];
      const isOpen = after === undefined || !/[a-zđ]/.test(after);
      // Before a final consonant (hoàn, huỳnh) the mark stays; so does the one of "quý", whose u belongs to the consonant.
      const moves = tones.includes(mark) && isOpen && !(rhyme === 'uy' && all[at - 1] === 'q');
      return moves ? `${rhyme.slice(0, 1)}${mark}${rhyme.slice(1)}` : whole;
    })
    .normalize('NFC');
}

/** Canonical form without diacritics: "Đường Hoà" → "duong hoa". For tolerant matching only; keep the exact form beside it. */
export function fold(text: string): string {
  return withoutDiacritics(canonical(text));
}

/** A canonical text without its diacritics; for texts as people type them there is `fold`. */
export function withoutDiacritics(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .replace(/đ/g, 'd');
}

/** Syllables and numbers of a text, canonical, without punctuation. */
export function syllables(text: string): readonly string[] {
  return syllablesIn(canonical(text));
}

/** The same of a text that is canonical already. */
export function syllablesIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
