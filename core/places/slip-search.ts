import { isSyllable } from '../understanding/syllable.js';
import { withoutDiacritics } from '../vietnamese.js';
import { isCommuneKind, type Kind } from './kinds.js';
import { choose } from './mentions.js';
import type { Entry } from './name-index.js';
import type { FindNear } from './near.js';
import type { Reading } from './reading.js';
import { keyOf, type Word } from './words.js';

/** What is needed to find names with slips. */
export type SlipSearch = {
  readonly reading: Reading;
  /** The citizen's province. */
  readonly province: string | undefined;
  readonly findNear: () => FindNear;
};

/** Shorter names become another one by one letter; the shortest count in the citizen's province or after a kind. */
const fewestLetters = { anywhere: 6, nearby: 5 } as const;
/** Names near these words: those in the citizen's province before others. */
export function findWithSlip(search: SlipSearch, words: readonly Word[], kinds: ReadonlySet<Kind>): readonly Entry[] {
  const { province } = search;
  const nearby = province === undefined ? [] : findIn(search, words, kinds, province);
  return nearby.length > 0 ? nearby : findIn(search, words, kinds, undefined);
}

/** Names near these words, of one province or of all. */
export function findIn(
  { reading: { hints }, province: home, findNear }: SlipSearch,
  words: readonly Word[],
  kinds: ReadonlySet<Kind>,
  province: string | undefined,
): readonly Entry[] {
  const letters = keyOf(words).replaceAll(' ', '');
  const isLong = letters.length >= fewestLetters.anywhere || isAnnounced(kinds);
  const [only] = words;
  const isJoined = words.length === 1 && only !== undefined && !isSyllable(only.plain);
  const shortest = isJoined ? fewestLetters.nearby - 1 : fewestLetters.nearby;
  const near = findNear()(words, shortest, province).filter(({ unit, text }) =>
    letters.length < fewestLetters.nearby ? isSameLetters(letters, text) : isLong || unit.province === home,
  );
  const all = near.map((entry) => ({ entry, likeness: 0 }) as const);
  return choose(all, { hints, span: { kinds }, era: undefined, province: home }).map(({ entry }) => entry);
}

function isSameLetters(letters: string, name: string): boolean {
  return withoutDiacritics(name).replaceAll(' ', '') === letters;
}

/** Does a kind of commune stand before the name? */
export function isAnnounced(kinds: ReadonlySet<Kind>): boolean {
  return [...kinds].some(isCommuneKind);
}
