import { execFile } from 'node:child_process';
import { packageRoot } from '../../runtime/paths.js';
import type { TestStore } from './store.js';

export type Finished = { readonly code: number; readonly printed: string; readonly errors: string };

/** Runs a command of script/ on a test's store, as `npm run` does; script/test builds it before. */
export function runCommand(on: TestStore, script: string, ...args: readonly string[]): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [`dist/script/${script}.js`, ...args],
      {
        cwd: packageRoot,
        env: {
          ...process.env,
          DATABASE_URL: `file:${on.file}`,
          DATA_DIR: on.folder,
          SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
        },
      },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, printed: stdout, errors: stderr });
      },
    );
  });
}
