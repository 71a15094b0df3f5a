import type { Directory, FormerUnit, PlaceMatch, Unit } from '../directory.js';
import { parseUnitCode, type ProvinceCode } from '../ids.js';
import { findPlaces } from './find.js';
import { indexNames, type Entry, type NameIndex } from './name-index.js';
import { indexNear, type FindNear } from './near.js';

const kindTitles: Readonly<Record<Unit['kind'], string>> = { xa: 'xã', phuong: 'phường', 'dac-khu': 'đặc khu' };

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
  let index: NameIndex | undefined;
  let findNear: FindNear | undefined;
  return {
    unit: (code) => byCode.get(code),
    provinceName: (code) => provinceNames.get(code),
    title: (unit) => `${kindTitles[unit.kind]} ${unit.name}`,
    find: (text, province) => {
      const code = text.length > longestCode ? undefined : parseUnitCode(text.trim());
      const byItsCode = code === undefined ? undefined : byCode.get(code);
      if (byItsCode !== undefined) return [{ unit: byItsCode }];
      const names = (index ??= indexNames(units, formerUnits, provinceNames));
      return onePerUnit(findPlaces(text, province, names, () => (findNear ??= indexNear(names))));
    },
  };
}

/** A code with spaces around it. */
const longestCode = 20;

/** A commune that is meant by several of its names is offered once, by the best of them; names of today go first. */
function onePerUnit(entries: readonly Entry[]): readonly PlaceMatch[] {
  const matches = new Map<string, PlaceMatch>();
  const today = entries.filter(({ formerly }) => formerly === undefined);
  for (const { unit, formerly } of [...today, ...entries]) {
    if (!matches.has(unit.code)) matches.set(unit.code, formerly === undefined ? { unit } : { unit, formerly });
  }
  return [...matches.values()];
}
