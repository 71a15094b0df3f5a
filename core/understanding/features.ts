import type { Word } from './words.js';

/** Letters begin with what they are about, and go on with where it is, whom it hinders and how long it has lasted. */
const beginning = 12;

/**
 * What the classifier counts in a text: each syllable as typed (`=`) and folded, folded ones in pairs too, those of its
 * beginning once more; how it begins and ends. So a text without diacritics meets what was learnt from texts with them.
 * Pairs as typed were tried: no better in cross-validation, and half as many features again. Numbers say nothing of the
 * subject. Each feature once.
 */
export function features(words: readonly Word[], asks: boolean): readonly string[] {
  const found = new Set<string>(asks ? ['?'] : []);
  const spoken = words.filter(({ exact }) => !/\d/.test(exact));
  const first = spoken[0];
  const last = spoken.at(-1);
  if (first !== undefined) found.add(`^${first.folded} ${spoken[1]?.folded ?? ''}`);
  if (last !== undefined) found.add(`${last.folded}$`);
  for (const [at, word] of spoken.entries()) {
    const next = spoken[at + 1];
    found.add(word.folded);
    if (at < beginning) found.add(`1${word.folded}`);
    if (!word.bare) found.add(`=${word.exact}`);
    if (next !== undefined) found.add(`${word.folded} ${next.folded}`);
  }
  return [...found];
}
