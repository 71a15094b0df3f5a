import { deeds, fillers, isSentenceWord } from './common-words.js';
import { isPlainOfFrequent } from './frequent-syllables.js';
import type { Entry } from './name-index.js';
import { findIn, findWithSlip, isAnnounced, type SlipSearch } from './slip-search.js';
import { goesOn, keyOf, textOf, type Word } from './words.js';

/** More words than this are no name. */
const longestName = 6;
/** More announced names than this are not looked at. */
const mostAnnounced = 5;
/** In small letters inside a sentence, with its spaces. */
const fewestInSentence = 8;

/** Finds a commune whose name, with one slip, is all that the text says beside known names. */
export function findWholeSlip(search: SlipSearch): readonly Entry[] {
  const { text, others, spans } = search.reading;
  const [first, last] = [others[0], others.at(-1)];
  if (first === undefined || last === undefined || others.length !== last - first + 1) return [];
  if (others.length > longestName) return [];
  // Words such as "nam" say nothing by themselves but are part of names: "Quế Nam" for "Quế Nham".
  const isFree = (at: number) =>
    fillers.has(text.words[at]?.text ?? '') &&
    text.announcedAt(at + 1).kinds.size === 0 &&
    !spans.some((span) => span.from <= at && at < span.end);
  const [from, to] = [reach(first, -1, isFree), reach(last, 1, isFree)];
  const tried = new Set<string>();
  for (const [start, end] of [
    [from, to],
    [first, to],
    [from, last],
    [first, last],
  ] as const) {
    const { kinds } = text.announcedAt(start);
    if (tried.has(`${start} ${end}`) || kinds.has('other')) continue;
    tried.add(`${start} ${end}`);
    const found = findWithSlip(search, text.words.slice(start, end + 1), kinds);
    if (found.length > 0) return found;
  }
  return [];
}

/** Finds a longer name with one slip of which the text's exact name is only a part: "Xã Đông LLỗ" is not xã Đông. */
export function findLonger(search: SlipSearch): readonly Entry[] {
  const { text, others, spans } = search.reading;
  const [first, last] = [others[0], others.at(-1)];
  if (first === undefined || last === undefined || others.length > 2 || last - first > 1) return [];
  if (text.words.length > shortText) return [];
  const before = spans.find(({ end }) => end === first);
  const after = spans.find(({ from, announcedFrom }) => from === last + 1 && announcedFrom === from);
  for (const [start, end] of [
    [before?.from, after?.end],
    [before?.from, last + 1],
    [first, after?.end],
  ] as const) {
    if (start === undefined || end === undefined) continue;
    const words = text.words.slice(start, end);
    const { kinds } = text.announcedAt(start);
    if (kinds.has('other') || !words.slice(1).every(goesOn)) continue;
    const found = findWithSlip(search, words, kinds);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * A name alone that only other provinces have may be a slip for one in the citizen's: "la son" for "Lam Sơn". Nobody
 * can tell, so that both are offered.
 */
export function findNearby(search: SlipSearch, named: readonly Entry[]): readonly Entry[] {
  const { reading, province } = search;
  const [span, another] = reading.spans;
  if (span === undefined || another !== undefined || reading.others.length > 0) return [];
  if (named.some(({ unit }) => unit.province === province)) return [];
  return province === undefined ? [] : findIn(search, span.words, span.kinds, province);
}

/** Words of an answer that is a place and little else. */
const shortText = 8;

/** Finds a commune by a name with one slip after its kind. */
export function findAnnouncedSlip(search: SlipSearch): readonly Entry[] {
  const { text } = search.reading;
  let looked = 0;
  for (let from = 1; from < text.words.length && looked < mostAnnounced; from += 1) {
    const { kinds } = text.announcedAt(from);
    if (!isAnnounced(kinds)) continue;
    looked += 1;
    for (let length = 4; length > 0; length -= 1) {
      const words = text.words.slice(from, from + length);
      if (words.length < length || !mayBeName(words)) continue;
      const found = findWithSlip(search, words, kinds);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** The farthest place that can be reached over free words. */
function reach(from: number, step: 1 | -1, isFree: (at: number) => boolean): number {
  let at = from;
  while (Math.abs(at + step - from) < longestName && isFree(at + step)) at += step;
  return at;
}

/** Inside a sentence, may these words be a name, though with a slip? */
function mayBeName(words: readonly Word[]): boolean {
  const key = keyOf(words);
  if (!words.every(({ capital }) => capital) && (key.length < fewestInSentence || isPlainOfFrequent(key))) return false;
  return (
    words.every((word, at) => (at === 0 || goesOn(word)) && !isSentenceWord(word.text)) && !deeds.has(textOf(words))
  );
}
