import { maskPersonalData } from './personal-data.js';

const titles = new Set(['ông', 'bà', 'anh', 'chị', 'cô', 'chú', 'bác', 'em', 'cháu', 'cụ', 'hộ', 'công dân', 'họ tên']);
/** "Đường Bà Triệu" names nobody. */
const places = new Set(['đường', 'phố', 'ngõ', 'xã', 'phường', 'thôn', 'trường', 'chợ', 'đền', 'chùa', 'cầu']);

/**
 * An answer as others than the one to whom it was written may read it: without numbers that lead to a person, and
 * without the names that follow "ông", "chị" and the like.
 */
export function forOthers(answer: string): string {
  const text = maskPersonalData(answer.normalize('NFC'));
  const words = [...text.matchAll(/\p{L}+/gu)].map(({ 0: word, index }) => ({
    word,
    from: index,
    to: index + word.length,
  }));
  let shown = '';
  let done = 0;
  for (const [at, { word, from, to }] of words.entries()) {
    const before = words[at - 1]?.word ?? '';
    const isTitle = titles.has(word.toLowerCase()) || titles.has(`${before} ${word}`.toLowerCase());
    if (!isTitle || from < done || places.has(before.toLowerCase())) continue;
    const name = nameFrom(text, words.slice(at + 1, at + 7), to);
    if (name === undefined) continue;
    shown += `${text.slice(done, name.from)}…`;
    done = name.to;
  }
  return shown + text.slice(done);
}

type Placed = { readonly word: string; readonly from: number; readonly to: number };

const isName = (word: string) => /^\p{Lu}\p{Ll}+$/u.test(word);

/** The name that stands right behind a title that ends at `after`. */
function nameFrom(text: string, next: readonly Placed[], after: number): Omit<Placed, 'word'> | undefined {
  const [first, ...rest] = next;
  if (first === undefined || !isName(first.word) || !/^:? $/.test(text.slice(after, first.from))) return undefined;
  let to = first.to;
  for (const { word, from, to: end } of rest) {
    if (text.slice(to, from) !== ' ' || !/^\p{Lu}\p{Ll}*$/u.test(word)) break;
    to = end;
  }
  return { from: first.from, to };
}
