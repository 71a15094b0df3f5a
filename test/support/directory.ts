import { parseProvinceCode, parseUnitCode, type ProvinceCode, type UnitCode } from '../../core/ids.js';

export { nationalDirectory } from '../../prisma/address-database.js';

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
