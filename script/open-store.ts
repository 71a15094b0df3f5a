import { openStore, type Store } from '../prisma/client.js';
import { loadConfig, type Config } from '../runtime/config.js';
import { createLogger } from '../runtime/logger.js';
import { createSeal } from '../runtime/seal.js';

/** Opens the store for a command, runs it, and closes the store whatever happens. */
export async function withStore(command: (store: Store, config: Config) => Promise<void>): Promise<void> {
  const config = loadConfig();
  const store = await openStore({
    file: config.databaseFile,
    seal: createSeal(config.secretKey),
    log: createLogger('warn'),
  });
  try {
    await command(store, config);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await store.close();
  }
}

/** Ends a command that was called wrongly: exit code 2, and how to call it. */
export function usage(text: string): never {
  process.stderr.write(`${text}\n`);
  return process.exit(2);
}
