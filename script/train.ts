// npm run train                              trains dist/model.json where its data has changed
// npm run train -- --out FILE --more FILE    trains another file, with examples beside data/training
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { builtModel } from '../runtime/load-understanding.js';
import { findOrTrain } from '../worker/categorize/train/train-model.js';
import { usage } from './open-store.js';

const { out, more: moreFile } = readOptions();
const more = moreFile === undefined ? [] : (await readFile(moreFile, 'utf8')).split('\n').filter((line) => line !== '');
const { model, isNew } = await findOrTrain([out], { more, keep: out });
if (isNew) {
  const features = model.features.split('\n').length;
  process.stderr.write(`model trained: ${features} features, ${Math.round(performance.now())} ms\n`);
}

function readOptions(): { readonly out: string; readonly more: string | undefined } {
  try {
    const { values } = parseArgs({ options: { out: { type: 'string' }, more: { type: 'string' } } });
    return { out: values.out ?? builtModel, more: values.more };
  } catch (error) {
    return usage(`${error instanceof Error ? error.message : ''}\nusage: npm run train -- [--out FILE] [--more FILE]`);
  }
}
