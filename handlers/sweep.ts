import { readdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { retention, type Retention } from '../core/retention.js';
import type { Store } from '../prisma/client.js';
import { findAttachments } from '../prisma/store/attachments.js';
import { deleteExpired } from '../prisma/store/retention.js';
import type { Logger } from '../runtime/logger.js';
import { readYaml } from '../runtime/read-data.js';
import { attachmentFolder } from './deliveries.js';

type SweepDeps = {
  readonly store: Store;
  readonly dataDir: string;
  readonly retention: Retention;
  readonly log: Logger;
};

const everyMs = 6 * 3_600_000;
/** Not at the start itself, which should be quick. */
const firstAfterMs = 60_000;

/** Sweeps now and then until stopped. Rejects when data/retention.yaml is wrong. */
export async function startSweeping(deps: Omit<SweepDeps, 'retention'>): Promise<{ stop: () => void }> {
  const whole = { ...deps, retention: await readYaml('retention.yaml', retention) };
  const run = (): void => {
    sweep(whole, Date.now()).catch((error: unknown) => {
      deps.log.error({ err: error }, 'sweeping failed; it is tried again later');
    });
  };
  const first = setTimeout(run, firstAfterMs).unref();
  const later = setInterval(run, everyMs).unref();
  return {
    stop: () => {
      clearTimeout(first);
      clearInterval(later);
    },
  };
}

/** Deletes what need not be kept any longer: rows past their time, and files that no row names. */
export async function sweep(deps: SweepDeps, now: number): Promise<void> {
  const { store, dataDir, log } = deps;
  const deleted = await deleteExpired(store, deps.retention, now);
  const files = await deleteOrphans(store, attachmentFolder(dataDir));
  log.info({ ...deleted, files }, 'swept');
}

async function deleteOrphans(store: Store, folder: string): Promise<number> {
  // A file may be named just before its row is marked; the row exists since the citizen sent it, so it counts.
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const known = new Set<string>((await findAttachments(store.db, names)).map((attachment) => attachment.id));
  const orphans = names.filter((name) => !known.has(name) && !name.endsWith('.part'));
  await Promise.all(orphans.map((name) => unlink(path.join(folder, name))));
  return orphans.length;
}
