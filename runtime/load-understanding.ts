import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Understand } from '../core/labels.js';
import { modelFile, openModel, type ModelFile } from '../core/understanding/model.js';
import { sortingData, type SortingData } from '../core/understanding/sorting-data.js';
import { openAnalysis, openUnderstand, type TakenApart } from '../core/understanding/understand.js';
import { openSecondLook, secondLookFile, type SecondLook } from '../core/understanding/second-look.js';
import { openReader, type Reader } from '../core/understanding/words.js';
import { packageRoot } from './paths.js';
import { listData, readYaml } from './read-data.js';

/** Grows when training or features change, so that neither a model nor a second look of an older version is used. */
export const trainingVersion = 7;

/** The model that script/build trains. */
export const builtModel = path.join(packageRoot, 'dist/model.json');

/** Reads words as data/teencode.yaml says. */
export async function loadReader(): Promise<Reader> {
  return openReader(await readYaml('teencode.yaml', z.record(z.string(), z.string())));
}

/** The words of data/sorting.yaml. */
export function loadSorting(): Promise<SortingData> {
  return readYaml('sorting.yaml', sortingData);
}

/** How opinions are weighed again: data/second-look.yaml. */
export async function loadSecondLook(): Promise<SecondLook> {
  const file = await readYaml('second-look.yaml', secondLookFile);
  if (file.version !== trainingVersion)
    throw new Error(
      `data/second-look.yaml is of version ${file.version} of the training, not ${trainingVersion}: npm run second-look`,
    );
  return openSecondLook(file);
}

/** Takes texts apart as the files of data/ say. */
export async function loadAnalysis(): Promise<(text: string) => TakenApart> {
  return openAnalysis(await loadSorting(), await loadReader());
}

/** What a model is made of; a model that carries another hash must be trained again. `more`: examples beside data/training. */
export async function trainingHash(more: readonly string[] = []): Promise<string> {
  const hash = createHash('sha256').update(`version ${trainingVersion}\n`);
  const names = (await listData('training', '.txt')).map((name) => `training/${name}.txt`);
  for (const name of [...names, 'teencode.yaml', 'sorting.yaml'])
    hash.update(`\n${name}\n`).update(await readFile(path.join(packageRoot, 'data', name)));
  return hash.update(JSON.stringify(more)).digest('hex');
}

/** The first of these files that is a model with this hash; undefined when none is. */
export async function findModel(files: readonly string[], hash: string): Promise<ModelFile | undefined> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    });
    const parsed = text === undefined ? undefined : modelFile.safeParse(JSON.parse(text));
    if (parsed?.success === true && parsed.data.hash === hash) return parsed.data;
  }
  return undefined;
}

/** A model with all that data/ says of how to use it. */
export async function loadUnderstanding(model: ModelFile): Promise<Understand> {
  const [data, reader, look] = await Promise.all([loadSorting(), loadReader(), loadSecondLook()]);
  return openUnderstand(openModel(model), look, data, reader);
}
