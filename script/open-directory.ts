import type { Directory } from '../core/directory.js';
import { buildDirectory } from '../core/places/build-directory.js';
import type { Store } from '../prisma/client.js';
import { loadPlaces } from '../prisma/store/places.js';

/** The communes and provinces as the program knows them. */
export async function openDirectory(store: Store): Promise<Directory> {
  const { units, formerUnits, provinceNames } = await loadPlaces(store);
  return buildDirectory(units, formerUnits, provinceNames);
}

/** "xã Ngọc Thiện" at the beginning of a line. */
export const titled = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1);
