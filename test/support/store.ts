import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type Store } from '../../prisma/client.js';
import { createLogger, type Logger } from '../../runtime/logger.js';
import { createSeal, type Seal } from '../../runtime/seal.js';

/** A real store in a folder of its own. */
export type TestStore = {
  readonly store: Store;
  readonly seal: Seal;
  readonly folder: string;
  readonly file: string;
  /** Closes it and removes the folder. */
  readonly remove: () => Promise<void>;
};

export const quiet: Logger = createLogger('silent');

/** Opens a store with a few communes of Bắc Ninh: enough to route by, and quick to fill. */
export async function openTestStore(options: { busyDeadlineMs?: number; log?: Logger } = {}): Promise<TestStore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-store-'));
  const file = path.join(folder, 'lang-nghe.db');
  const seal = createSeal(randomBytes(32));
  const store = await openStore({ file, seal, log: options.log ?? quiet, ...options });
  await store.write(async (tx) => {
    await tx.province.create({ data: { code: '24', name: 'Bắc Ninh' } });
    await tx.unit.createMany({
      data: [
        { code: '07351', provinceCode: '24', name: 'Ngọc Thiện', kind: 'xa' },
        { code: '07339', provinceCode: '24', name: 'Tân Yên', kind: 'xa' },
        { code: '07306', provinceCode: '24', name: 'Nhã Nam', kind: 'xa' },
      ],
    });
    await tx.formerUnit.create({ data: { name: 'Xã Song Vân', district: 'Huyện Tân Yên', unitCode: '07351' } });
  });
  return {
    store,
    seal,
    folder,
    file,
    remove: async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
