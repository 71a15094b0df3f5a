import type { Directory, FormerUnit, PlaceMatch, Unit } from './directory.js';
import { parseUnitCode, type ProvinceCode } from './ids.js';
import { agrees, bareName, foldWords, isKind, nameWords, typedWords } from './place-words.js';

const kindTitles: Readonly<Record<Unit['kind'], string>> = { xa: 'xã', phuong: 'phường', 'dac-khu': 'đặc khu' };

/** Longest name of a commune in syllables, looked for inside a sentence. */
const longestName = 5;

type Entry = PlaceMatch & { readonly words: readonly string[] };

/**
 * Puts all communes and the names they had before into memory, for finding them by what people type. The index of
 * names is made when the first name is looked up: it takes a fifth of a second, which a start can do without.
 */
export function buildDirectory(
  units: readonly Unit[],
  formerUnits: readonly FormerUnit[],
  provinceNames: ReadonlyMap<ProvinceCode, string>,
): Directory {
  const byCode = new Map<string, Unit>(units.map((unit) => [unit.code, unit]));
  let index: ReadonlyMap<string, readonly Entry[]> | undefined;
  const byName = (key: string): readonly Entry[] => {
    index ??= indexNames(byCode, formerUnits);
    return index.get(key) ?? [];
  };
  const surroundings = ({ unit, formerly }: PlaceMatch): readonly string[] =>
    [formerly?.district, provinceNames.get(unit.province), formerly === undefined ? undefined : unit.name]
      .filter((name) => name !== undefined)
      .map((name) => foldWords(nameWords(name)))
      .filter((name) => name !== '');

  /** Communes of this name; where the text has diacritics, those with the same ones before those with others. */
  const named = (words: readonly string[], tolerance: 'same-diacritics' | 'any-diacritics'): readonly Entry[] => {
    const entries = byName(foldWords(words));
    const same = (entry: Entry) => entry.words.join(' ') === words.join(' ');
    if (foldWords(words) === words.join(' ')) return [...entries].sort((a, b) => Number(same(b)) - Number(same(a)));
    const exact = entries.filter(same);
    const near = exact.length > 0 ? exact : entries.filter((entry) => agrees(words, entry.words));
    return near.length > 0 || tolerance === 'same-diacritics' ? near : entries;
  };

  /** How many of the names around it (district, province) stand in the rest of the text. */
  const fit = (entry: Entry, rest: readonly string[]): number => {
    const folded = ` ${foldWords(rest)} `;
    return surroundings(entry).filter((name) => folded.includes(` ${name} `)).length;
  };

  /** The text is a name, perhaps followed by where it lies. */
  const asWhole = (words: readonly string[]): readonly Entry[] => {
    for (let length = words.length; length > 0; length -= 1) {
      const [name, rest] = [words.slice(0, length), words.slice(length)];
      const typed = named(name, 'any-diacritics');
      const entries = typed.length > 0 ? typed : named(bareName(name), 'any-diacritics');
      if (rest.length === 0 && entries.length > 0) return entries;
      const fitting = best(entries.map((entry) => ({ entry, points: fit(entry, rest) })));
      if (fitting.length > 0) return fitting;
    }
    return [];
  };

  /** The longest names somewhere in the text; a single syllable counts only after its kind ("xã Kép"). */
  const inside = (words: readonly string[]): readonly Entry[] => {
    for (let length = Math.min(longestName, words.length); length > 0; length -= 1) {
      const found = words.flatMap((_, from) => {
        const name = words.slice(from, from + length);
        const isName = name.length === length && (length > 1 || isKind(words[from - 1]));
        const rest = [...words.slice(0, from), '/', ...words.slice(from + length)];
        return isName ? named(name, 'same-diacritics').map((entry) => ({ entry, points: fit(entry, rest) })) : [];
      });
      const fitting = best(found);
      if (found.length > 0) return fitting.length > 0 ? fitting : found.map(({ entry }) => entry);
    }
    return [];
  };

  return {
    unit: (code) => byCode.get(code),
    provinceName: (code) => provinceNames.get(code),
    title: (unit) => `${kindTitles[unit.kind]} ${unit.name}`,
    find: (text, province) => {
      const code = parseUnitCode(text.trim());
      const byItsCode = code === undefined ? undefined : byCode.get(code);
      if (byItsCode !== undefined) return [{ unit: byItsCode }];
      const words = typedWords(text);
      const found = asWhole(words);
      const matches = onePerUnit(found.length > 0 ? found : inside(words));
      const near = matches.filter(({ unit }) => unit.province === province);
      return near.length > 0 ? near : matches;
    },
  };
}

function indexNames(
  byCode: ReadonlyMap<string, Unit>,
  formerUnits: readonly FormerUnit[],
): ReadonlyMap<string, readonly Entry[]> {
  const byName = new Map<string, Entry[]>();
  const enter = (name: string, match: PlaceMatch) => {
    const words = nameWords(name);
    const key = foldWords(words);
    const entries = byName.get(key);
    if (entries === undefined) byName.set(key, [{ ...match, words }]);
    else entries.push({ ...match, words });
  };
  // Names of today go in first: equally good matches keep this order.
  for (const unit of byCode.values()) enter(unit.name, { unit });
  for (const formerly of formerUnits) {
    const unit = byCode.get(formerly.unit);
    if (unit !== undefined) enter(formerly.name, { unit, formerly });
  }
  return byName;
}

/** Those with the most points, if any has points. */
function best(scored: readonly { readonly entry: Entry; readonly points: number }[]): readonly Entry[] {
  const most = Math.max(1, ...scored.map(({ points }) => points));
  return scored.filter(({ points }) => points === most).map(({ entry }) => entry);
}

/** A commune that is meant by several of its names is offered once, by the best of them. */
function onePerUnit(entries: readonly Entry[]): readonly PlaceMatch[] {
  const matches = new Map<string, PlaceMatch>();
  for (const { unit, formerly } of entries) {
    if (!matches.has(unit.code)) matches.set(unit.code, formerly === undefined ? { unit } : { unit, formerly });
  }
  return [...matches.values()];
}
