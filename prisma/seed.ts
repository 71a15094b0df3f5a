import { readAddressDatabase } from './address-database.js';
import type { Store } from './client.js';

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
  const { units, formerUnits, provinceNames } = readAddressDatabase();
  await store.write(async (tx) => {
    await tx.province.createMany({ data: [...provinceNames].map(([code, name]) => ({ code, name })) });
    await tx.unit.createMany({ data: units.map(({ province, ...unit }) => ({ ...unit, provinceCode: province })) });
    await tx.formerUnit.createMany({ data: formerUnits.map(({ unit, ...former }) => ({ ...former, unitCode: unit })) });
  });
}
