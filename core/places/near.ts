import { slips } from './likeness.js';
import type { Entry, Name, NameIndex } from './name-index.js';
import { keyOf, textOf, type Word } from './words.js';

/** Finds names that differ from the typed one by one slip: a letter or mark wrong, missing or too many, or no space. `province` leaves out what lies elsewhere. */
export type FindNear = (words: readonly Word[], shortest: number, province?: string) => readonly Entry[];

type Joined = { readonly name: Name; readonly letters: string };

/** Longer than any name with a slip in it. */
const longestLetters = 30;

/** One slip leaves either the beginning or the end of a name as it is: names are kept under both, by their length. */
export function indexNear({ names }: NameIndex): FindNear {
  const buckets = new Map<string, Joined[]>();
  for (const name of names.values()) {
    const letters = lettersOf(name.key);
    if (name.entries.length === 0 || name.key.startsWith('#')) continue;
    for (const size of sizes) {
      for (const bucket of bucketsOf(letters, size, letters.length)) {
        const found = buckets.get(bucket);
        if (found === undefined) buckets.set(bucket, [{ name, letters }]);
        else found.push({ name, letters });
      }
    }
  }

  return (words, shortest, province) => {
    const letters = lettersOf(keyOf(words));
    const typed = lettersOf(textOf(words));
    if (letters.length < shortest || letters.length > longestLetters) return [];
    const size = letters.length < 8 ? 2 : 3;
    const found = new Set<Name>();
    for (const length of [letters.length, letters.length - 1, letters.length + 1]) {
      if (length < shortest) continue;
      for (const bucket of bucketsOf(letters, size, length)) {
        for (const joined of buckets.get(bucket) ?? []) {
          if (oneSlipApart(letters, joined.letters)) found.add(joined.name);
        }
      }
    }
    const scored = [...found]
      .flatMap(({ entries }) => entries)
      .filter(({ unit }) => province === undefined || unit.province === province)
      .map((entry) => ({ entry, wrong: slips(typed, lettersOf(entry.text)) }));
    const fewest = Math.min(1, ...scored.map(({ wrong }) => wrong));
    return scored.filter(({ wrong }) => wrong === fewest).map(({ entry }) => entry);
  };
}

/** Without spaces, and with one letter for i and y, which sound alike. */
function lettersOf(name: string): string {
  return name.replaceAll(' ', '').replace(/[yýỳỷỹỵ]/g, (y) => 'iíìỉĩị'['yýỳỷỹỵ'.indexOf(y)] ?? y);
}

/** Letters kept of an end: in short names the slip may touch both ends of three. */
const sizes = [2, 3] as const;

function bucketsOf(letters: string, size: number, length: number): readonly [string, string] {
  return [`${length} ${letters.slice(0, size)}…`, `${length} …${letters.slice(-size)}`];
}

/** Are the two equal but for one letter wrong, missing, too many, or two exchanged? */
function oneSlipApart(a: string, b: string): boolean {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  if (from === a.length && from === b.length) return true;
  let same = 0;
  const shorter = Math.min(a.length, b.length) - from;
  while (same < shorter && a[a.length - 1 - same] === b[b.length - 1 - same]) same += 1;
  if (a.length !== b.length) return shorter - same <= 0;
  const differing = a.length - from - same;
  return differing === 1 || (differing === 2 && a[from] === b[from + 1] && a[from + 1] === b[from]);
}
