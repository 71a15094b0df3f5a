import type { Word } from './words.js';

/**
 * What the classifier counts in a text: each syllable as typed, and folded (prefix `~`), alone and in pairs.
 * So a text without diacritics meets what was learnt from texts with them. Numbers say nothing of the subject.
 */
export function features(words: readonly Word[]): ReadonlySet<string> {
  const found = new Set<string>();
  let before: Word | undefined;
  for (const word of words) {
    if (/\d/.test(word.exact)) {
      before = undefined;
      continue;
    }
    found.add(word.exact);
    found.add(`~${word.folded}`);
    if (before !== undefined) {
      found.add(`${before.exact} ${word.exact}`);
      found.add(`~${before.folded} ${word.folded}`);
    }
    before = word;
  }
  return found;
}
