import { rename, writeFile } from 'node:fs/promises';
import type { ModelFile } from '../../../core/understanding/model.js';
import { findModel, loadAnalysis, trainingHash } from '../../../runtime/load-understanding.js';
import { parseCorrection, readExamples } from './read-examples.js';
import { train } from './train.js';

/** The model that one of these files holds; where none is of today's data, one trained now, and kept in `keep`. */
export async function findOrTrain(
  files: readonly string[],
  { more = [], keep }: { readonly more?: readonly string[]; readonly keep?: string } = {},
): Promise<{ readonly model: ModelFile; readonly isNew: boolean }> {
  const found = await findModel(files, await trainingHash(more));
  if (found !== undefined) return { model: found, isNew: false };
  const model = await trainModel(more);
  if (keep !== undefined) await writeModel(keep, model);
  return { model, isNew: true };
}

/** Trains on data/training and on `more`, lines of the same sort with the category first. */
export async function trainModel(more: readonly string[] = []): Promise<ModelFile> {
  const [hash, takeApart, own] = await Promise.all([trainingHash(more), loadAnalysis(), readExamples()]);
  return { hash, ...train([...own, ...more.map(parseCorrection)], takeApart) };
}

/** Writes a model so that no other process ever sees half of it. */
export async function writeModel(file: string, model: ModelFile): Promise<void> {
  const half = `${file}.${process.pid}`;
  await writeFile(half, JSON.stringify(model));
  await rename(half, file);
}
