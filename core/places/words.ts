import { canonical, tidy, withoutDiacritics } from '../vietnamese.js';

/** A syllable or number of what somebody typed, or of an official name. */
export type Word = {
  /** Canonical, and ending in i where i and y are one sound: "mỹ" is "mĩ". */
  readonly text: string;
  /** `text` without diacritics. */
  readonly plain: string;
  /** Typed with a capital letter in a text that has small ones too. */
  readonly capital: boolean;
  /** What stands before it. A name goes on over a space or a dash; "xã: Song Vân" over a mark; nothing over a stop. */
  readonly gap: 'space' | 'dash' | 'mark' | 'stop';
};

type Name = Pick<Word, 'text' | 'plain'>;

/** More than this is no message of a citizen; what follows is not read. */
const longestText = 4000;
const word = /[\p{L}\p{N}\p{M}]+/gu;
/** "p12", "q.5", "xã3", "tp.hcm" typed without the space. */
const glued = /^([pfq]|phường|phuong|quận|quan)(\d{1,2})$/;

/** Splits a text into words, with what their look says about names. */
export function readWords(typed: string): readonly Word[] {
  const tidied = tidy(typed.slice(0, longestText));
  const text = canonical(tidied);
  const plain = withoutDiacritics(text);
  const looks = [...tidied.matchAll(word)].map(([look]) => look);
  const plains = [...plain.matchAll(word)].map(([one]) => one);
  const mixed = tidied !== tidied.toUpperCase();
  const words: Word[] = [];
  let end = 0;
  let at = 0;
  for (const { 0: found, index } of text.matchAll(word)) {
    const initial = (looks[at] ?? found).slice(0, 1);
    const capital = mixed && initial !== initial.toLowerCase();
    const gap = gapOf(text.slice(end, index), words.at(-1)?.text ?? '');
    const [, kind, number] = glued.exec(found) ?? [];
    if (kind !== undefined && number !== undefined) {
      words.push({ text: kind, plain: withoutDiacritics(kind), capital, gap });
      words.push({ text: String(Number(number)), plain: String(Number(number)), capital: false, gap: 'space' });
    } else {
      words.push({ text: spelt(found), plain: spelt(plains[at] ?? withoutDiacritics(found)), capital, gap });
    }
    end = index + found.length;
    at += 1;
  }
  return words;
}

/** Splits many names at once, which costs a tenth of reading them one by one. Numbers and letters as they are. */
export function readNames(names: readonly string[]): readonly (readonly Name[])[] {
  const lines = canonical(names.map((name) => name.replace(/\n/g, ' ') || '-').join('\n')).split('\n');
  const plains = withoutDiacritics(lines.join('\n')).split('\n');
  return lines.map((line, at) => {
    const plain = plains[at]?.match(word) ?? [];
    return (line.match(word) ?? []).map((text, of) => ({ text: spelt(text), plain: spelt(plain[of] ?? text) }));
  });
}

/** Official texts disagree on mỹ and mĩ, lý and lí; "07" is 7. */
function spelt(found: string): string {
  const last = found.slice(-1);
  // Most words end here: a regular expression for each took half of the time to read all names.
  if (last in withoutY) {
    const onset = found.slice(0, -1);
    return onsetsOfY.has(onset) ? onset + (withoutY[last] ?? '') : found;
  }
  return last >= '0' && last <= '9' && /^\d{1,4}$/.test(found) ? String(Number(found)) : found;
}

const withoutY: Readonly<Record<string, string>> = { y: 'i', ý: 'í', ỳ: 'ì', ỷ: 'ỉ', ỹ: 'ĩ', ỵ: 'ị' };
const onsetsOfY: ReadonlySet<string> = new Set(['h', 'k', 'l', 'm', 's', 't', 'qu']);

/** A dot after a few letters ends an abbreviation ("x. Song Vân"), after more a sentence. */
function gapOf(between: string, before: string): Word['gap'] {
  if (/[,;!?\n)\]|]/.test(between) || (between.includes('.') && before.length > 3)) return 'stop';
  if (/[:.([/]/.test(between)) return 'mark';
  return /[-–—_]/.test(between) ? 'dash' : 'space';
}

/** Does a name go on from the word before? */
export function goesOn({ gap }: Word): boolean {
  return gap === 'space' || gap === 'dash';
}

/** The words as one key for looking up. */
export function keyOf(words: readonly Pick<Word, 'plain'>[]): string {
  return words.map(({ plain }) => plain).join(' ');
}

/** The words as they were typed. */
export function textOf(words: readonly Pick<Word, 'text'>[]): string {
  return words.map(({ text }) => text).join(' ');
}

/** Is there no diacritic in it at all? */
export function isPlain(words: readonly Pick<Word, 'text' | 'plain'>[]): boolean {
  return words.every(({ text, plain }) => text === plain);
}
