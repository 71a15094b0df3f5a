import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { packageRoot } from './paths.js';

// What officials edit: files under data/. A fault is told with the file's name, at the start and not later.

/** Reads a YAML file of data/ and checks it. */
export async function readYaml<T>(name: string, shape: z.ZodType<T>): Promise<T> {
  const parsed = shape.safeParse(parse(await readFile(path.join(packageRoot, 'data', name), 'utf8')));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`data/${name}: ${faults.join('; ')}`);
}

/** The lines of a text file of data/, without empty ones and `#` comments. */
export async function readLines(name: string): Promise<readonly string[]> {
  const text = await readFile(path.join(packageRoot, 'data', name), 'utf8');
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The names of the files in a folder of data/ with this ending (".txt"), without it, in order. */
export async function listData(folder: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(path.join(packageRoot, 'data', folder));
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}
