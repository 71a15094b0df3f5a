import { answers, deeds, families, isEveryday, isEverydayPlain, isSite, locatives } from './common-words.js';
import { isMadeOfFrequent, isPlainOfFrequent } from './frequent-syllables.js';
import type { Fit, Hint } from './hints.js';
import { isCommuneKind, isOtherKind, isRegionKind, isVillage } from './kinds.js';
import type { Entry } from './name-index.js';
import { standsAlone, type Candidate, type Span } from './spans.js';
import type { Era, Text } from './text.js';
import { isPlain, textOf } from './words.js';

/** 3 for a name after its kind, 2 for a name that stands for itself, 1 for one that contradicts, 0 for none. */
export type Strength = 0 | 1 | 2 | 3;

/**
 * How surely a span names a commune. `isWhole`: the text is nothing but places; `isHinted`: the text says what this
 * commune lies in.
 */
export function strengthOf(span: Span, text: Text, isWhole: boolean, isHinted: boolean): Strength {
  const kinds = [...span.kinds];
  if (span.candidates.length === 0 || kinds.includes('other') || kinds.some(isRegionKind)) return 0;
  const nearest = Math.min(...span.candidates.map(({ likeness }) => likeness));
  if (kinds.some(isCommuneKind)) return isWhole || !isDoubtful(span, nearest) ? (nearest < 3 ? 3 : 1) : 0;
  if (nearest > 2 || isPersonOrHouse(span, text)) return 0;
  // A province's name alone may be meant as a commune's, "ở Hòa Bình" is not.
  if (span.words.length === 1 && !isHinted && !standsAlone(text, span.from)) return 0;
  const isAlone = span.words.length === text.words.length;
  if (!isAlone && !isHinted && span.regions.some(({ type }) => type !== 'district')) return 0;
  return isWhole || isHinted || isNameInSentence(span, text, nearest) ? 2 : 0;
}

/** After a kind, in small letters: is it rather a word of the sentence ("xã chờ", "xã bán đất", "xã chỉ đạo")? */
function isDoubtful({ key, words, kinds, candidates }: Span, nearest: number): boolean {
  const typed = textOf(words);
  if (!isPlain(words) && words.every(({ capital }) => capital)) return false;
  if (nearest > 2) return isPlainOfFrequent(key);
  if (words.length > 1) return deeds.has(typed);
  return answers.has(typed) || (isPlainOfFrequent(key) && !candidates.some(({ entry }) => kinds.has(entry.kind)));
}

/** Without a kind or district: by its capitals, by the word before it, or because it can be nothing else. */
function isNameInSentence({ key, from, words, candidates }: Span, text: Text, nearest: number): boolean {
  const typed = textOf(words);
  const isLocated = locatives.has(text.words[from - 1]?.text ?? '');
  const hasCapitals = words.every(({ capital }) => capital);
  const [first] = words;
  // "chợ Mới", "đường Hoa Sữa"
  if (first === undefined || (!isLocated && !first.capital && isOtherKind(first))) return false;
  if (words.length === 1) return isLocated && (hasCapitals || (nearest === 0 && !isMadeOfFrequent(typed)));
  if (!isPlain(words)) {
    if (isLocated && !isSite(typed)) return true;
    return hasCapitals || (nearest === 0 && !isEveryday(typed) && !isMadeOfFrequent(typed));
  }
  if (text.isPlain) return !isEverydayPlain(key) && (isLocated || !isPlainOfFrequent(key));
  // Among words with diacritics one without is a name if it looks like one, or is written so ("Pleiku").
  const isWrittenSo = candidates.some(({ likeness }) => likeness === 0);
  return hasCapitals || (isWrittenSo && !isEveryday(typed) && !isMadeOfFrequent(typed));
}

/** "Nguyễn Văn Môn" is a person, "31 Trần Phú" a house; "thôn 3 Song Vân" is neither. */
function isPersonOrHouse({ from, words: [first] }: Span, { words }: Text): boolean {
  const [before, earlier] = [words[from - 1], words[from - 2]];
  if (before === undefined || first?.gap !== 'space') return false;
  if (/^\d+$/.test(before.text)) return earlier === undefined || !isVillage(earlier);
  return families.has(before.text) && (before.capital || !first.capital);
}

/** "Ninh Xá cũ" is the unit that was merged, "Ninh Xá mới" the one of today. */
export function eraOf({ from, end }: Span, { words, isPlain: plain, era }: Text): Era {
  const around = [words[end]?.text, words[from - 1]?.text];
  if (around.includes('cũ') || (plain && around.includes('cu'))) return 'formerly';
  if (around.includes('mới') || (plain && around.includes('moi'))) return 'now';
  return era;
}

/** What else is known when a name may mean several communes. */
export type Circumstances = {
  readonly hints: readonly Hint[];
  readonly span: Pick<Span, 'kinds'>;
  readonly era: Era;
  /** The citizen's province, by its code. */
  readonly province: string | undefined;
};

/** Of the communes a name may mean, those that most speaks for; the weightier reasons first. */
export function choose(all: readonly Candidate[], { hints, span, era, province }: Circumstances): readonly Candidate[] {
  const count = (entry: Entry, fit: Fit) => hints.filter((hint) => hint.fit(entry) === fit).length;
  let left = most(all, ({ entry }) => count(entry, 'district'));
  left = most(left, ({ likeness }) => (likeness <= 1 ? 0 : -likeness));
  left = most(left, ({ entry }) => count(entry, 'province'));
  left = most(left, ({ entry }) => count(entry, 'near'));
  left = most(left, ({ entry }) => Number(entry.unit.province === province));
  left = most(left, ({ likeness }) => -likeness);
  if (era === 'now') left = most(left, ({ entry }) => Number(entry.formerly === undefined));
  // What is called "cũ" has gone: into a commune of another name, where there is the choice.
  if (era === 'formerly') left = most(left, ({ entry }) => (entry.formerly === undefined ? 0 : isKept(entry) ? 1 : 2));
  return most(left, ({ entry }) => Number(span.kinds.has(entry.kind)));
}

/** Is the commune of today called as the former one was? */
function isKept({ unit, formerly }: Entry): boolean {
  return formerly?.name.toLowerCase().endsWith(` ${unit.name.toLowerCase()}`) === true;
}

/** Those with the most points. */
function most<T>(all: readonly T[], pointsOf: (one: T) => number): readonly T[] {
  if (all.length < 2) return all;
  const points = all.map(pointsOf);
  const highest = Math.max(...points);
  return all.filter((_, at) => points[at] === highest);
}
