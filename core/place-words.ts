import { syllables, withoutDiacritics } from './vietnamese.js';

// Names of places as words: what is the name and what only says whether it is a xã, a phường or a district.

/** Words before a name that say what sort of place it is; the longer ones first. */
const kinds: readonly (readonly string[])[] = [
  ...['thị trấn', 'đặc khu', 'thị xã', 'thành phố'].map((kind) => kind.split(' ')),
  ...['xã', 'phường', 'huyện', 'quận', 'tỉnh', 'tt', 'x', 'p', 'h', 'q', 't', 'tp', 'tx'].map((kind) => [kind]),
];

/** More syllables than this are a story, not the name of a place. */
const longestText = 60;

/** Syllables of what a person typed; "p12" is "p 12". */
export function typedWords(text: string): readonly string[] {
  return syllables(text)
    .slice(0, longestText)
    .flatMap((word) => (/^[px]\d{1,2}$/.test(word) ? [word.slice(0, 1), word.slice(1)] : [word]));
}

const exactly = (words: readonly string[], kind: readonly string[]) => kind.every((word, at) => words[at] === word);

/** Syllables of an official name without its kind. */
export function nameWords(name: string): readonly string[] {
  return numbered(syllables(name), exactly);
}

/** Syllables of a typed name without its kind, which may be typed without diacritics. */
export function bareName(words: readonly string[]): readonly string[] {
  return kindLength(words, agrees) === 0 ? [] : numbered(words, agrees);
}

/** Does this word announce the name of a place ("xã", "p")? */
export function isKind(word: string | undefined): boolean {
  return word !== undefined && kindLength([word], agrees) > 0;
}

type SameWords = (words: readonly string[], kind: readonly string[]) => boolean;

/** Takes the kind off; a numbered ward ("Phường 12") gets a mark in its place, so that a bare number names nothing. */
function numbered(words: readonly string[], same: SameWords): readonly string[] {
  const length = kindLength(words, same);
  const name = length < words.length ? words.slice(length) : words;
  const [only = ''] = name;
  return name.length === 1 && /^\d+$/.test(only) ? ['#', String(Number(only))] : name;
}

function kindLength(words: readonly string[], same: SameWords): number {
  return kinds.find((kind) => kind.length <= words.length && same(words.slice(0, kind.length), kind))?.length ?? 0;
}

/** The words as one key for looking up. */
export function foldWords(words: readonly string[]): string {
  return withoutDiacritics(words.join(' '));
}

/** Is every typed word the name's, with the same diacritics or with none at all? */
export function agrees(typed: readonly string[], name: readonly string[]): boolean {
  return typed.every((word, at) => word === name[at] || word === withoutDiacritics(name[at] ?? ''));
}
