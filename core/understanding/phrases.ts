import type { Reader, Word } from './words.js';

/** Where in a sentence one of the phrases stands. */
export type Hit = { readonly from: number; readonly to: number };

/** Finds all places where one of a list's phrases stands. */
export type Phrases = (sentence: readonly Word[]) => readonly Hit[];

type Phrase = readonly (Word | '*')[];

// `*` in a phrase stands for at most so many syllables.
const gap = 4;

/** Compiles a list of data/sorting.yaml. Written with diacritics, it also finds what was typed without. */
export function compile(list: readonly string[], { words }: Reader): Phrases {
  const byFirst = new Map<string, Phrase[]>();
  for (const line of list) {
    const phrase: Phrase = line.split('*').flatMap((part, at): Phrase => {
      const plain = words(part);
      return at === 0 ? plain : ['*', ...plain];
    });
    const [first] = phrase;
    if (first === undefined || first === '*') throw new Error(`data/sorting.yaml: "${line}" must begin with a word`);
    byFirst.set(first.folded, [...(byFirst.get(first.folded) ?? []), phrase]);
  }
  return (sentence) => {
    const hits: Hit[] = [];
    // Nearly no word begins a phrase: this is what makes a dozen lists cheap.
    for (let from = 0; from < sentence.length; from += 1) {
      const begun = byFirst.get(sentence[from]?.folded ?? '');
      for (const phrase of begun ?? []) {
        const to = matchEnd(phrase, sentence, from);
        if (to !== undefined) hits.push({ from, to });
      }
    }
    return hits;
  };
}

/** Where a phrase that begins at `from` ends (exclusive), if it stands there. */
function matchEnd(phrase: Phrase, sentence: readonly Word[], from: number): number | undefined {
  const [part, ...rest] = phrase;
  if (part === undefined) return from;
  if (part === '*') {
    for (let skipped = 0; skipped <= gap; skipped += 1) {
      const to = matchEnd(rest, sentence, from + skipped);
      if (to !== undefined) return to;
    }
    return undefined;
  }
  const word = sentence[from];
  return word !== undefined && sameWord(word, part) ? matchEnd(rest, sentence, from + 1) : undefined;
}

/** "chờ" is not "chó", but "cho" typed without diacritics may be either. */
function sameWord(typed: Word, wanted: Word): boolean {
  return typed.exact === wanted.exact || (typed.bare && typed.folded === wanted.folded);
}
