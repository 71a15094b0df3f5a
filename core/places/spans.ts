import { answers, locatives } from './common-words.js';
import { isCommuneKind, type Kind } from './kinds.js';
import { likeness, type Likeness } from './likeness.js';
import type { Entry, Name, NameIndex, Region } from './name-index.js';
import { numberKey } from './spellings.js';
import type { Text } from './text.js';
import { goesOn, textOf, type Word } from './words.js';

/** A commune that a name may mean, with how well the name agrees. */
export type Candidate = { readonly entry: Entry; readonly likeness: Likeness };

/** A name that stands in a text, and all it may mean. */
export type Span = {
  readonly key: string;
  /** From its first word to before `end`; what announces it ("xã") begins at `announcedFrom`. */
  readonly from: number;
  readonly end: number;
  readonly announcedFrom: number;
  readonly kinds: ReadonlySet<Kind>;
  readonly words: readonly Word[];
  readonly candidates: readonly Candidate[];
  readonly regions: readonly Region[];
};

/** Longest name in words ("Văn Miếu Quốc Tử Giám" has 5). */
const longestName = 5;

/** Finds names in a text that do not overlap: those that cover most of it, and of these the ones that agree best. */
export function findSpans(text: Text, index: NameIndex): readonly Span[] {
  const { words } = text;
  // best[i]: how well the words from i on can be covered, and by which span first.
  const best: { points: number; span?: Span }[] = Array.from({ length: words.length + 1 }, () => ({ points: 0 }));
  for (let from = words.length - 1; from >= 0; from -= 1) {
    let choice = { points: best[from + 1]?.points ?? 0 } as (typeof best)[number];
    let key = '';
    for (let end = from + 1; end <= Math.min(words.length, from + longestName); end += 1) {
      const word = words[end - 1];
      if (word === undefined || (end - from > 1 && !goesOn(word))) break;
      key = key === '' ? word.plain : `${key} ${word.plain}`;
      const span = spanAt(text, from, end, key, index);
      const points = span === undefined ? -1 : pointsOf(span) + (best[end]?.points ?? 0);
      if (span !== undefined && points >= choice.points) choice = { points, span };
      if (end - from === 2 && !index.beginnings.has(key)) break;
    }
    best[from] = choice;
  }
  const spans: Span[] = [];
  for (let from = 0; from < words.length;) {
    const span = best[from]?.span;
    if (span !== undefined) spans.push(span);
    from = span?.end ?? from + 1;
  }
  return spans;
}

function spanAt(text: Text, from: number, end: number, plainKey: string, index: NameIndex): Span | undefined {
  const first = text.words[from];
  const number = end - from === 1 ? numberKey(first?.text ?? '') : undefined;
  const key = number ?? plainKey;
  const name = index.names.get(key);
  if (name === undefined) return undefined;
  const { kinds, from: announcedFrom } = text.announcedAt(from);
  if (number !== undefined && kinds.size === 0) return undefined;
  if (end - from === 1 && !singleCounts(text, from, name, kinds)) return undefined;
  const words = text.words.slice(from, end);
  const typed = number ?? textOf(words);
  const isAnnounced = [...kinds].some(isCommuneKind);
  // Who types without diacritics means "Quảng Minh" by "quang minh" as well as "Quang Minh".
  const isPlainTyping = text.isPlain && !(words.length === text.words.length && words.every(({ capital }) => capital));
  const candidates = name.entries
    .map((entry): Candidate => {
      const near = likeness(typed, key, entry.text);
      return { entry, likeness: near === 0 && isPlainTyping ? 1 : near };
    })
    .filter((found) => found.likeness < 3 || isAnnounced);
  const regions = name.regions.filter((region) => number !== undefined || likeness(typed, key, region.text) < 3);
  if (candidates.length + regions.length === 0) return undefined;
  return { key, from, end, announcedFrom, kinds, words, candidates, regions };
}

/** A single syllable is a name after its kind, where it stands alone, or beside the district in a short text. */
function singleCounts(text: Text, at: number, { entries, regions }: Name, kinds: ReadonlySet<Kind>): boolean {
  const word = text.words[at];
  if (word === undefined || kinds.has('other')) return false;
  if (kinds.size > 0 || regions.length > 0) return true;
  if (answers.has(word.text) || entries.length === 0) return false;
  const isAtEnd = at === 0 || at === text.words.length - 1;
  return standsAlone(text, at) || (isAtEnd && text.words.length <= shortAnswer);
}

/** Is the word between commas in a short text ("Kép, Lạng Giang"), or after "ở"? */
export function standsAlone({ words }: Text, at: number): boolean {
  const [word, next] = [words[at], words[at + 1]];
  if (word === undefined) return false;
  if (goesOn(word) && locatives.has(words[at - 1]?.text ?? '')) return true;
  return words.length <= longestAnswer && (at === 0 || !goesOn(word)) && (next === undefined || !goesOn(next));
}

/** Words of an answer such as "kep lang giang". */
const shortAnswer = 5;
const longestAnswer = 8;

/** Covering more is better, then a name after its kind, then one that agrees better. */
function pointsOf({ words, candidates, regions, kinds }: Span): number {
  const nearest = Math.min(...candidates.map(({ likeness: near }) => near), ...(regions.length > 0 ? [1] : []));
  const isAnnounced = kinds.size > 0 && !kinds.has('other');
  const [first] = words;
  // "Hải đường" in "Thanh Hải đường hỏng"
  const isBroken = first?.capital === true && words.some(({ capital, text }) => !capital && !/^\d/.test(text));
  const size = words.length === 1 ? 3 : words.length * 10;
  return size + (3 - nearest) * 2 + (isAnnounced ? (words.length === 1 ? 5 : 15) : 0) - (isBroken ? 8 : 1);
}
