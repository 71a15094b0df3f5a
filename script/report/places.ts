import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Store } from '../../prisma/client.js';
import { communeName } from '../criteria/communes.js';
import { placeKinds } from './texts.vi.js';

/** "xã Ngọc Thiện", "tỉnh Bắc Ninh"; throws when there is no such place. */
export async function titleOf(store: Store, { level, code }: Jurisdiction): Promise<string> {
  if (level === 'commune') return communeName(store, code);
  const province = await store.db.province.findUnique({ where: { code } });
  if (province === null) throw new Error(`no province has the code ${code}; npm run seed loads the list`);
  return provinceTitle(province.name);
}

/** Names come with their kind from the list of places, and without it from elsewhere. */
function provinceTitle(name: string): string {
  const [, kind = placeKinds.province, bare = name] = placeKinds.pattern.exec(name) ?? [];
  return `${kind.toLowerCase()} ${bare}`;
}
