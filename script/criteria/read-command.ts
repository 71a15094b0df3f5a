import { parseArgs } from 'node:util';
import { parseProvinceCode, parseUnitCode, type ProvinceCode, type UnitCode } from '../../core/ids.js';

type OfCommune = { readonly unit: UnitCode; readonly year: number };
export type CriteriaCommand =
  | { readonly action: 'show'; readonly of: OfCommune | undefined }
  | { readonly action: 'export'; readonly of: OfCommune; readonly out: string | undefined }
  | { readonly action: 'import'; readonly file: string }
  | {
      readonly action: 'table';
      readonly year: number;
      readonly province: ProvinceCode;
      readonly out: string | undefined;
    };

/** What is to be done; undefined when that cannot be told. */
export function readCriteriaCommand(args: readonly string[]): CriteriaCommand | undefined {
  const read = readOptions(args);
  if (read === undefined) return undefined;
  const { values, positionals } = read;
  const [action, file = '', ...more] = positionals;
  if (more.length > 0 || (file !== '') !== (action === 'import')) return undefined;
  const unit = parseUnitCode(values.unit ?? '');
  const year = /^20\d\d$/.test(values.year ?? '') ? Number(values.year) : undefined;
  const province = parseProvinceCode(values.province);
  const of = unit === undefined || year === undefined ? undefined : { unit, year };
  const { out } = values;
  switch (action) {
    case 'import':
      return { action, file };
    case 'show':
      return of === undefined && (values.unit ?? values.year) !== undefined ? undefined : { action, of };
    case 'export':
      return of === undefined ? undefined : { action, of, out };
    case 'table':
      return year === undefined || province === undefined ? undefined : { action, year, province, out };
    default:
      return undefined;
  }
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { unit: text, year: text, province: { ...text, default: '24' }, out: text };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return undefined; // an option that is not known
  }
}
