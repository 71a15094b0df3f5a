import type { Kind } from './kinds.js';
import { keyOf, readNames, textOf } from './words.js';

/** One way to write a name: with its diacritics, and without as a key. */
export type Spelling = { readonly key: string; readonly text: string; readonly kind?: Kind | undefined };

/** Kinds in official titles; those of districts say nothing about a commune. */
const title = /^(Xã|Phường|Thị trấn|Đặc khu|Huyện|Quận|Thị xã|Thành phố|Tỉnh)\s+/iu;
const kinds: Readonly<Record<string, Kind>> = {
  xã: 'xa',
  phường: 'phuong',
  'thị trấn': 'thi-tran',
  'đặc khu': 'dac-khu',
};

const romans: ReadonlyMap<string, string> = new Map(
  ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii'].map((roman, at) => [roman, String(at + 1)]),
);

/** A bare number names something only after its kind ("phường 12"): it gets a mark. */
export function numberKey(text: string): string | undefined {
  const number = romans.get(text) ?? text;
  return /^\d+$/.test(number) ? `#${number}` : undefined;
}

/** Reads official names, with or without their kind; first the whole, then each half of a double name. */
export function readSpellings(names: readonly string[]): readonly (readonly Spelling[])[] {
  const bare = names.map((name) => {
    const [whole = '', found = ''] = title.exec(name) ?? [];
    return { name: name.slice(whole.length).trim(), kind: kinds[found.toLowerCase()] };
  });
  const wholes = readNames(bare.map(({ name }) => name));
  return bare.map(({ name, kind }, at) => {
    const halves = name.split(/\s-\s/);
    const both = halves.length === 2 ? readNames(halves).filter((half) => keyOf(half) !== 'da lat') : [];
    return [wholes[at] ?? [], ...both].map((words): Spelling => {
      const number = words.length === 1 ? numberKey(words[0]?.text ?? '') : undefined;
      return { key: number ?? keyOf(words), text: number ?? textOf(words), kind };
    });
  });
}
