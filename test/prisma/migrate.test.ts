import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../prisma/client.js';
import { packageRoot } from '../../runtime/paths.js';
import { createSeal } from '../../runtime/seal.js';
import { quiet } from '../support/store.js';

it('of two processes that start at once one migrates, and both work', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-migrate-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'lang-nghe.db');
  const open = async () => {
    const program = path.join(import.meta.dirname, 'open-once.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, file]);
    return stdout;
  };
  const logs = await Promise.all([open(), open()]);
  expect(logs.filter((log) => /"migrations":[1-9]/.test(log))).toHaveLength(1);

  const store = await openStore({ file, seal: createSeal(Buffer.alloc(32, 1)), log: quiet });
  onTestFinished(() => store.close());
  const applied = await store.db.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY name`;
  const entries = await readdir(path.join(packageRoot, 'prisma/migrations'), { withFileTypes: true });
  const wanted = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  expect(applied.map(({ name }) => name)).toEqual(wanted.sort());
}, 60_000);
