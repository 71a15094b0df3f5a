import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '../runtime/logger.js';
import { packageRoot } from '../runtime/paths.js';
import { isBusy } from './busy.js';
import { connect } from './connection.js';
import { openSchemaEngine, readMigrations, schemaFilter } from './schema-engine.js';

const patienceMs = 10_000;
const pauseMs = 100;

/**
 * Brings the SQLite file to the newest migration. Looks first whether anything is missing, because the
 * engine takes longer to load than all the rest of the start. Of two programs that start at once one
 * migrates; the other finds the file locked, waits, and looks again.
 */
export async function migrate(file: string, log: Logger): Promise<void> {
  const migrationsList = await readMigrations(path.join(packageRoot, 'prisma/migrations'));
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      const applied = await appliedMigrations(file);
      if (migrationsList.migrationDirectories.every((migration) => applied.has(migration.path))) return;
      const { engine, close } = await openSchemaEngine(file);
      try {
        const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: schemaFilter });
        log.info({ migrations: appliedMigrationNames.length }, 'store migrated');
      } finally {
        await close();
      }
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
      await wait(pauseMs);
    }
  }
}

/** Names of finished migrations. Uses a connection of its own: the engine needs the file to itself. */
async function appliedMigrations(file: string): Promise<ReadonlySet<string>> {
  const { statements, close } = await connect(file, pauseMs);
  try {
    // A property of the file: readers and the one writer do not wait for each other.
    await statements.$queryRaw`PRAGMA journal_mode = WAL`;
    const known = await statements.$queryRaw<unknown[]>`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`;
    if (known.length === 0) return new Set();
    const rows = await statements.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL`;
    return new Set(rows.map((row) => row.name));
  } finally {
    await close();
  }
}
