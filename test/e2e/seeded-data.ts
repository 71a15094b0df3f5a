import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { programEnvironment, root } from './environment.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data folder with all provinces and communes, to be copied: seeding takes longer than a test. */
    readonly seededData: string;
  }
}

/** Runs once before all browser tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-seeded-'));
  await promisify(execFile)('node', ['dist/script/seed.js'], { cwd: root, env: programEnvironment(folder) });
  project.provide('seededData', folder);
  return async () => {
    await rm(folder, { recursive: true, force: true });
  };
}
