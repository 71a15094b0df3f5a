import type { Reader, Word } from './words.js';

/** Where in a sentence one of the phrases stands. */
export type Hit = { readonly from: number; readonly to: number };

/** Finds all places where the phrases of some lists stand, by list. */
export type Phrases<List extends string> = (sentence: readonly Word[]) => Readonly<Record<List, readonly Hit[]>>;

type Phrase = readonly (Word | '*')[];

// `*` in a phrase stands for at most so many syllables.
const gap = 4;

/** Compiles lists of data/sorting.yaml. Written with diacritics, they also find what was typed without. */
export function compile<List extends string>(
  lists: Readonly<Record<List, readonly string[]>>,
  { words }: Reader,
): Phrases<List> {
  const names = Object.keys(lists) as List[];
  const byFirst = new Map<string, { readonly list: List; readonly phrase: Phrase }[]>();
  for (const list of names)
    for (const line of lists[list]) {
      const phrase: Phrase = line.split('*').flatMap((part, at): Phrase => {
        const plain = words(part);
        return at === 0 ? plain : ['*', ...plain];
      });
      const [first] = phrase;
      if (first === undefined || first === '*') throw new Error(`data/sorting.yaml: "${line}" must begin with a word`);
      byFirst.set(first.folded, [...(byFirst.get(first.folded) ?? []), { list, phrase }]);
    }
  return (sentence) => {
    const hits = Object.fromEntries(names.map((list) => [list, [] as Hit[]])) as Record<List, Hit[]>;
    // Nearly no word begins a phrase: this is what makes a dozen lists cheap.
    for (let from = 0; from < sentence.length; from += 1) {
      const begun = byFirst.get(sentence[from]?.folded ?? '');
      for (const { list, phrase } of begun ?? []) {
        const to = matchEnd(phrase, sentence, from, phrase.length > 1 ? sameAmongOthers : sameWord);
        if (to !== undefined) hits[list].push({ from, to });
      }
    }
    return hits;
  };
}

/** Where a phrase that begins at `from` ends (exclusive), if it stands there. */
function matchEnd(phrase: Phrase, sentence: readonly Word[], from: number, same: Same): number | undefined {
  const [part, ...rest] = phrase;
  if (part === undefined) return from;
  if (part === '*') {
    for (let skipped = 0; skipped <= gap; skipped += 1) {
      const to = matchEnd(rest, sentence, from + skipped, same);
      if (to !== undefined) return to;
    }
    return undefined;
  }
  const word = sentence[from];
  return word !== undefined && same(word, part) ? matchEnd(rest, sentence, from + 1, same) : undefined;
}

type Same = (typed: Word, wanted: Word) => boolean;

/** "chờ" is not "chó", but "cho" typed without diacritics may be either. */
const sameWord: Same = (typed, wanted) =>
  typed.exact === wanted.exact || (typed.bare && typed.folded === wanted.folded);

/**
 * The same for a word among others of its phrase, which leave less doubt: some of its marks may be missing ("đia chinh"
 * for "địa chính"), and hỏi may stand for ngã ("giã chử ký" for "giả chữ ký"), which half the country says alike.
 */
const sameAmongOthers: Same = (typed, wanted) =>
  sameWord(typed, wanted) || (typed.folded === wanted.folded && isWithin(typed.marked, wanted.marked));

/** Whether all of the one stands in the other, in its order. */
function isWithin(few: string, many: string): boolean {
  let at = 0;
  for (const one of many) if (one === few[at]) at += 1;
  return at === few.length;
}
