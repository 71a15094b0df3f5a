import type { ProvinceCode, UnitCode } from '../../core/ids.js';
import type { Store } from '../../prisma/client.js';
import { kindLabels } from './texts.vi.js';

/** "xã Ngọc Thiện"; throws when there is no such commune, so that nothing is stored for a mistyped code. */
export async function communeName(store: Store, code: UnitCode): Promise<string> {
  const unit = await store.db.unit.findUnique({ where: { code } });
  if (unit === null) throw new Error(`no commune has the code ${code}; npm run seed loads the list`);
  return unitTitle(unit);
}

/** The communes of a province by code, with their names. */
export async function communesOf(store: Store, province: ProvinceCode): Promise<ReadonlyMap<UnitCode, string>> {
  const units = await store.db.unit.findMany({ where: { provinceCode: province }, orderBy: { code: 'asc' } });
  if (units.length === 0) throw new Error(`no commune is known of province ${province}; npm run seed loads the list`);
  return new Map(units.map((unit) => [unit.code as UnitCode, unitTitle(unit)]));
}

/** "xã Ngọc Thiện" */
export const unitTitle = ({ kind, name }: { readonly kind: string; readonly name: string }) =>
  `${kindLabels[kind] ?? ''} ${name}`.trim();
