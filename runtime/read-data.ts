import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { packageRoot } from './paths.js';

// What officials edit: files under data/. A fault is told with the file's name, at the start and not later.

/** Reads a YAML file of data/ and checks it. What is wrong is told with its line and field. */
export async function readYaml<T>(name: string, shape: z.ZodType<T>): Promise<T> {
  return checkYaml(await readFile(path.join(packageRoot, 'data', name), 'utf8'), `data/${name}`, shape);
}

/** The same for a text that was read already; `name` stands in the messages. */
export function checkYaml<T>(text: string, name: string, shape: z.ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number | undefined) => (offset === undefined ? name : `${name}:${lines.linePos(offset).line}`);
  if (document.errors.length > 0)
    throw new Error(document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`).join('\n'));
  const parsed = shape.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) => `${at(offsetOf(document, issue.path))}: ${issue.path.map(String).join('.')}: ${issue.message}`,
  );
  throw new Error(faults.join('\n'));
}

/** Where the field stands, or the nearest one around it that is there. */
function offsetOf(document: Document, field: readonly PropertyKey[]): number | undefined {
  for (let length = field.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(field.slice(0, length), true);
    if (isNode(node) && node.range != null) return node.range[0];
  }
  return undefined;
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
