import type { FormerUnit, PlaceMatch, Unit } from '../directory.js';
import type { ProvinceCode } from '../ids.js';
import type { Kind } from './kinds.js';
import { formerProvinceOf, formerProvinces, type FormerProvince } from './provinces.js';
import { readSpellings, type Spelling } from './spellings.js';

/** A commune under one of its names. */
export type Entry = PlaceMatch & {
  /** The name's words with diacritics. */
  readonly text: string;
  readonly kind: Kind;
  /** Former districts it lies in, as texts. */
  readonly districts: readonly string[];
  readonly formerProvince: FormerProvince | undefined;
};

/** What communes lie in, under one of its names. */
export type Region = { readonly text: string } & (
  | { readonly type: 'district'; readonly formerProvinces: ReadonlySet<FormerProvince> }
  | { readonly type: 'former-province'; readonly formerProvince: FormerProvince; readonly isShort: boolean }
  | { readonly type: 'province'; readonly province: ProvinceCode; readonly isCity: boolean }
);

/** All that one name without diacritics may be. */
export type Name = { readonly key: string; readonly entries: readonly Entry[]; readonly regions: readonly Region[] };

/** All names of communes, districts and provinces, of today and of old. */
export type NameIndex = {
  readonly names: ReadonlyMap<string, Name>;
  /** First two words of the names that have more. */
  readonly beginnings: ReadonlySet<string>;
};

type MutableName = { readonly key: string; readonly entries: Entry[]; readonly regions: Region[] };

/** Puts all names into one index. */
export function indexNames(
  units: readonly Unit[],
  formerUnits: readonly FormerUnit[],
  provinceNames: ReadonlyMap<ProvinceCode, string>,
): NameIndex {
  const names = new Map<string, MutableName>();
  const named = ({ key }: Spelling): MutableName => {
    let name = names.get(key);
    if (name === undefined) names.set(key, (name = { key, entries: [], regions: [] }));
    return name;
  };

  const byCode = new Map<string, { unit: Unit; formerProvince: FormerProvince | undefined }>(
    units.map((unit) => [unit.code, { unit, formerProvince: formerProvinceOf(unit) }]),
  );
  const former = formerUnits.filter(({ name, unit }) => name !== '' && byCode.has(unit));
  const districtTitles = [...new Set(former.map(({ district }) => district))];
  const districtNames = readSpellings(districtTitles).map(([whole]) => whole);
  const districtOf = new Map(districtTitles.map((title, at) => [title, districtNames[at]?.text ?? '']));

  const districtLists = new Map([...districtOf].map(([title, text]) => [title, [text]]));
  const districtsOf = new Map<string, Set<string>>();
  const provincesOf = new Map<string, Set<FormerProvince>>();
  for (const { unit, district } of former) {
    const text = districtOf.get(district) ?? '';
    districtsOf.set(unit, (districtsOf.get(unit) ?? new Set()).add(text));
    const province = byCode.get(unit)?.formerProvince;
    if (province !== undefined) provincesOf.set(text, (provincesOf.get(text) ?? new Set()).add(province));
  }

  // Names of today go in first: equally good matches keep this order.
  readSpellings(units.map(({ name }) => name)).forEach((spellings, at) => {
    const found = byCode.get(units[at]?.code ?? '');
    if (found === undefined) return;
    const { unit, formerProvince } = found;
    const districts = [...(districtsOf.get(unit.code) ?? [])];
    for (const spelling of spellings) {
      named(spelling).entries.push({ unit, text: spelling.text, kind: unit.kind, districts, formerProvince });
    }
  });
  readSpellings(former.map(({ name }) => name)).forEach((spellings, at) => {
    const formerly = former[at];
    const found = byCode.get(formerly?.unit ?? '');
    if (formerly === undefined || found === undefined) return;
    const { unit, formerProvince } = found;
    const districts = districtLists.get(formerly.district) ?? [];
    for (const spelling of spellings) {
      const { text, kind = 'xa' } = spelling;
      named(spelling).entries.push({ unit, formerly, text, kind, districts, formerProvince });
    }
  });

  for (const district of districtNames) {
    if (district === undefined || district.key === '') continue;
    const region = { type: 'district', formerProvinces: provincesOf.get(district.text) ?? new Set() } as const;
    if (named(district).regions.every(({ text }) => text !== district.text)) {
      named(district).regions.push({ ...region, text: district.text });
    }
    // Districts that were merged into Thủ Đức in 2020 are still called by their numbers.
    for (const key of district.text === 'thủ đức' ? ['#2', '#9'] : []) {
      named({ key, text: key }).regions.push({ ...region, text: district.text });
    }
  }
  for (const formerProvince of formerProvinces) {
    readSpellings(formerProvince.names).forEach(([name], at) => {
      if (name === undefined) return;
      const isShort = at > 0;
      named(name).regions.push({ type: 'former-province', text: name.text, formerProvince, isShort });
    });
  }
  for (const [province, title] of provinceNames) {
    const [name] = readSpellings([title])[0] ?? [];
    if (name === undefined) continue;
    named(name).regions.push({ type: 'province', text: name.text, province, isCity: title.startsWith('Thành phố') });
  }
  return { names, beginnings: beginningsOf(names.keys()) };
}

function beginningsOf(keys: Iterable<string>): ReadonlySet<string> {
  const beginnings = new Set<string>();
  for (const key of keys) {
    const [first = '', second = '', third] = key.split(' ');
    if (third !== undefined) beginnings.add(`${first} ${second}`);
  }
  return beginnings;
}
