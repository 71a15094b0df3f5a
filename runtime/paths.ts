import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder of package.json, where `data/` and the web page lie.
 * The program runs from its sources and from `dist/`, so the way up is searched, not counted.
 */
export const packageRoot = nearestPackage(import.meta.dirname);

function nearestPackage(from: string): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error('package.json not found above the program');
  return nearestPackage(parent);
}
