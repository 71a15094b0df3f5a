// npm run eval                                     writes docs/understanding.md
// npm run eval -- --with FILE.jsonl --out FILE.md  with a set of texts of your own, which is not quoted in the project
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openModel } from '../core/understanding/model.js';
import { openAnalysis, openUnderstand } from '../core/understanding/understand.js';
import { loadReader, loadRules } from '../runtime/load-understanding.js';
import { packageRoot } from '../runtime/paths.js';
import { readExamples } from '../worker/categorize/train/read-examples.js';
import { train } from '../worker/categorize/train/train.js';
import { crossValidate, judgeAll } from './evaluate/judge.js';
import { toPage } from './evaluate/page.js';
import { readLabelled } from './evaluate/read-labelled.js';
import { usage } from './open-store.js';

const { out, more } = readOptions();
const [data, reader, examples] = await Promise.all([loadRules(), loadReader(), readExamples()]);
const bench = { data, reader };

const startedAt = performance.now();
const model = openModel({ hash: '', ...train(examples, openAnalysis(data, reader)) });
const trainMs = performance.now() - startedAt;
const understand = openUnderstand(model, data, reader);

process.stderr.write('cross-validating …\n');
const crossValidated = crossValidate(examples, bench);
const ownSets = [
  {
    title: 'Written by another hand',
    about:
      'Messages in the style of villagers (`test/eval/messages.jsonl`), written by somebody who had not seen the training texts nor the rules.',
    verdicts: judgeAll(understand, await readLabelled(path.join(packageRoot, 'test/eval/messages.jsonl'))),
  },
  {
    title: 'Who must not receive it',
    about:
      'Close pairs of texts about leaders and officials (`test/eval/bypass.jsonl`), written by another hand too: the half that nobody looked at while the word lists were made.',
    verdicts: judgeAll(understand, (await readLabelled(path.join(packageRoot, 'test/eval/bypass.jsonl'))).slice(150)),
  },
  {
    title: 'Who must not receive it, as citizens write',
    about:
      'A third hand (`test/eval/leaders.jsonl`). Its counts were looked at when the thresholds were chosen, its texts were not.',
    verdicts: judgeAll(understand, await readLabelled(path.join(packageRoot, 'test/eval/leaders.jsonl'))),
  },
];
const given = await Promise.all(
  more.map(async (file) => ({
    title: path.basename(file),
    about: 'A set given on the command line.',
    verdicts: judgeAll(understand, await readLabelled(file)),
  })),
);

const page = toPage({
  examples: examples.length,
  trainMs,
  abstainBelow: data.abstainBelow,
  ablations: [
    { method: 'Bayes alone', verdicts: crossValidate(examples, bench, { regression: false, bayes: true }) },
    { method: 'regression alone', verdicts: crossValidate(examples, bench, { regression: true, bayes: false }) },
    { method: 'both', verdicts: crossValidated },
  ],
  sets: [
    ...ownSets,
    ...given,
    {
      title: 'Cross-validation over the training texts',
      about: 'Each text is judged by a model trained without it and its fifth of the others.',
      verdicts: crossValidated,
    },
  ],
});
await writeFile(out, page);
process.stderr.write(`wrote ${path.relative('.', out)}\n`);

function readOptions(): { readonly out: string; readonly more: readonly string[] } {
  try {
    const { values } = parseArgs({
      options: { out: { type: 'string' }, with: { type: 'string', multiple: true, default: [] } },
    });
    return { out: values.out ?? path.join(packageRoot, 'docs/understanding.md'), more: values.with };
  } catch (error) {
    return usage(`${error instanceof Error ? error.message : ''}\nusage: npm run eval -- [--with FILE] [--out FILE]`);
  }
}
