import { readTelex } from '../understanding/telex.js';
import { withoutDiacritics } from '../vietnamese.js';
import { findByNames } from './by-names.js';
import { answers } from './common-words.js';
import type { Entry, NameIndex } from './name-index.js';
import type { FindNear } from './near.js';
import { readNamesIn } from './reading.js';
import { findAnnouncedSlip, findLonger, findNearby, findWholeSlip } from './slip.js';
import { goesOn, readWords, textOf, type Word } from './words.js';

/** A text of so many words may be a name with punctuation in it. */
const shortText = 6;

/**
 * Communes that a text names, each perhaps by several of its names: by names as they are, then in Telex, then with a
 * slip, then with diacritics that contradict, then over punctuation.
 */
export function findPlaces(
  typed: string,
  province: string | undefined,
  index: NameIndex,
  findNear: () => FindNear,
): readonly Entry[] {
  const words = readWords(typed);
  if (words.length === 0 || answers.has(textOf(words))) return [];
  const reading = readNamesIn(words, index);
  const search = { reading, province, findNear };
  const longer = findLonger(search);
  if (longer.length > 0) return longer;
  const named = findByNames(reading, province, 2);
  if (named.length > 0) return [...findNearby(search, named), ...named];
  const decoded = words.map(fromTelex);
  if (decoded.some((word, at) => word !== words[at])) {
    const inTelex = findByNames(readNamesIn(decoded, index), province, 2);
    if (inTelex.length > 0) return inTelex;
  }
  for (const find of [findWholeSlip, findAnnouncedSlip]) {
    const slipped = find(search);
    if (slipped.length > 0) return slipped;
  }
  const contradicting = findByNames(reading, province, 1);
  if (contradicting.length > 0 || words.length > shortText || words.slice(1).every(goesOn)) return contradicting;
  const joined = words.map((word): Word => ({ ...word, gap: 'space' }));
  return findByNames(readNamesIn(joined, index), province, 2);
}

/** "thieenj" typed where the keyboard did not write Vietnamese, or only its đ: "đaof". */
function fromTelex(word: Word): Word {
  const text = word.text.replaceAll('đ', 'd') === word.plain ? readTelex(word.text) : undefined;
  return text === undefined ? word : { ...word, text, plain: withoutDiacritics(text) };
}
