import { buildDirectory } from '../../core/places/build-directory.js';
import type { Directory } from '../../core/directory.js';
import { parseProvinceCode, parseUnitCode, type ProvinceCode, type UnitCode } from '../../core/ids.js';
import { readAddressDatabase } from '../../prisma/address-database.js';

/** All communes of the country, as the seed puts them into the store. */
export function realDirectory(): Directory {
  const { units, formerUnits, provinceNames } = readAddressDatabase();
  return buildDirectory(units, formerUnits, provinceNames);
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
