import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../runtime/paths.js';

/** What node is told when it runs the program, as script/run does: what is measured and broken is what runs. */
export const nodeFlags: readonly string[] = readFileSync(path.join(packageRoot, 'script/node-flags.txt'), 'utf8')
  .trim()
  .split(' ');
