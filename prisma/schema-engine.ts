import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import type * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';

// Prisma's CLI downloads its schema engine, which a server without internet cannot. The same engine
// is published to npm as one WebAssembly file; we drive it directly. It writes the ordinary
// `_prisma_migrations` table, so `prisma migrate deploy` stays usable.

export const schemaFilter = { externalTables: [], externalEnums: [] };

// The module keeps its WebAssembly instance in a variable of its own: it can be given one once in a process.
let loading: Promise<typeof engineModule> | undefined;

async function loadEngine(): Promise<typeof engineModule> {
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasmFile = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
  const compiled = await WebAssembly.compile(await readFile(wasmFile));
  const instance = await WebAssembly.instantiate(compiled, { './schema_engine_bg.js': { ...engine } });
  const { __wbg_set_wasm: setWasm } = { ...engine } as unknown as {
    __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
  };
  setWasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  return engine;
}

/** The engine on one SQLite file; closing it gives the file free. */
export type OpenSchemaEngine = { readonly engine: SchemaEngine; readonly close: () => Promise<void> };

/** Opens Prisma's schema engine on the SQLite file. */
export async function openSchemaEngine(file: string, datamodel?: string): Promise<OpenSchemaEngine> {
  loading ??= loadEngine();
  const { SchemaEngine: Engine } = await loading;
  const factory = new PrismaBetterSqlite3({ url: `file:${file}` }, { shadowDatabaseUrl: ':memory:' });
  // The engine does not close the connections it asks for, and an open one keeps the file locked.
  const connections: SqlDriverAdapter[] = [];
  const noted = async (opening: Promise<SqlDriverAdapter>): Promise<SqlDriverAdapter> => {
    const connection = await opening;
    connections.push(connection);
    return connection;
  };
  const adapter = bindMigrationAwareSqlAdapterFactory({
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: () => noted(factory.connect()),
    connectToShadowDb: () => noted(factory.connectToShadowDb()),
  });
  const datamodels: [string, string][] | undefined =
    datamodel === undefined ? undefined : [['schema.prisma', datamodel]];
  const engine = await Engine.new({ datamodels }, () => undefined, adapter);
  return {
    engine,
    close: async () => {
      engine.free();
      await Promise.all(connections.map((connection) => connection.dispose()));
    },
  };
}

/** The migrations of a folder in the shape the engine wants. */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "sqlite"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(path.join(folder, name, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  };
}
