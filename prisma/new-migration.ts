// npm run -s new-migration -- add-holidays
// Writes prisma/migrations/<time>_<name>/migration.sql: what leads from the migrations so far to schema.prisma.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSchemaEngine, readMigrations, schemaFilter } from './schema-engine.js';

const [name] = process.argv.slice(2);
if (name === undefined || !/^[a-z0-9-]+$/.test(name)) {
  console.error('usage: npm run new-migration -- <name-in-kebab-case>');
  process.exitCode = 2;
} else {
  const folder = path.resolve('prisma/migrations');
  const schema = await readFile('prisma/schema.prisma', 'utf8');
  const { engine, close } = await openSchemaEngine(':memory:', schema);
  const difference = await engine.diff({
    from: { tag: 'migrations', ...(await readMigrations(folder)) },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
    script: true,
    exitCode: null,
    filters: schemaFilter,
  });
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const target = path.join(folder, `${stamp}_${name}`);
  await mkdir(target, { recursive: true });
  await writeFile(path.join(target, 'migration.sql'), difference.stdout ?? '');
  await writeFile(path.join(folder, 'migration_lock.toml'), 'provider = "sqlite"\n');
  console.log(`wrote ${path.relative('.', target)}/migration.sql`);
  await close();
}
