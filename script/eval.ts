// npm run eval                                     writes docs/understanding.md
// npm run eval -- --with FILE.jsonl --out FILE.md  with a set of texts of your own, which is not quoted in the project
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openModel } from '../core/understanding/model.js';
import { openAnalysis, openUnderstand } from '../core/understanding/understand.js';
import { loadReader, loadSorting, loadSecondLook } from '../runtime/load-understanding.js';
import { packageRoot } from '../runtime/paths.js';
import { judgeUnseen } from '../worker/categorize/train/judge-unseen.js';
import { readExamples } from '../worker/categorize/train/read-examples.js';
import { train } from '../worker/categorize/train/train.js';
import { judgeAll, judgeOpinions, lookAgainUnseen } from './evaluate/judge.js';
import { toPage } from './evaluate/page.js';
import { readLabelled } from './evaluate/read-labelled.js';
import { usage } from './open-store.js';

const { out, more } = readOptions();
const [data, reader, look, examples] = await Promise.all([
  loadSorting(),
  loadReader(),
  loadSecondLook(),
  readExamples(),
]);
const takeApart = openAnalysis(data, reader);

const startedAt = performance.now();
const model = openModel({ hash: '', ...train(examples, takeApart) });
const trainMs = performance.now() - startedAt;
const understand = openUnderstand(model, look, data, reader);

process.stderr.write('cross-validating …\n');
const unseen = judgeUnseen(examples, takeApart);
const lookedAtAgain = lookAgainUnseen(unseen);
const read = (name: string) => readLabelled(path.join(packageRoot, 'test/eval', `${name}.jsonl`));
const sets = [
  {
    title: 'Only its counts were looked at',
    about:
      'Messages of all sorts, with many about leaders and officials (`test/eval/blind.jsonl`), written by somebody who had not seen the training texts nor the program. Its counts were looked at when the threshold of bypass was chosen, its texts were not.',
    texts: await read('blind'),
  },
  {
    title: 'Nobody looked at its texts',
    about: 'The same by another hand (`test/eval/unseen.jsonl`); its counts were looked at more than once.',
    texts: await read('unseen'),
  },
  {
    title: 'As a commune receives them',
    about:
      'By another hand (`test/eval/inbox.jsonl`); its counts were looked at when thresholds were chosen, its misses at the end.',
    texts: await read('inbox'),
  },
  {
    title: 'Of all sorts, by another hand',
    about:
      'By somebody who had seen nothing (`test/eval/fresh.jsonl`); its counts and, at the end, its misses were looked at.',
    texts: await read('fresh'),
  },
  {
    title: 'In the style of villagers',
    about: 'By another hand (`test/eval/messages.jsonl`); its misses were looked at for thresholds and word lists.',
    texts: await read('messages'),
  },
  {
    title: 'Leaders and officials, by three hands',
    about:
      'Many of them close pairs (`test/eval/conflict.jsonl`, `leaders.jsonl`, the second half of `bypass.jsonl`); their misses were looked at for word lists and thresholds.',
    texts: [...(await read('conflict')), ...(await read('leaders')), ...(await read('bypass')).slice(150)],
  },
];
const ownSets = sets.map(({ texts, ...about }) => ({ ...about, verdicts: judgeAll(understand, texts) }));
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
    {
      method: 'Bayes alone',
      unseen: judgeUnseen(examples, takeApart, { regression: false, bayes: true }),
      asksQuestions: false,
    },
    {
      method: 'regression alone',
      unseen: judgeUnseen(examples, takeApart, { regression: true, bayes: false }),
      asksQuestions: false,
    },
    { method: 'both', unseen, asksQuestions: true },
    { method: 'both, looked at again', unseen: lookedAtAgain, asksQuestions: true },
  ],
  sets: [
    ...ownSets,
    ...given,
    {
      title: 'Cross-validation over the training texts',
      about:
        'Each text is judged by a model trained, and a second look fitted, without it and its fifth of the others.',
      verdicts: judgeOpinions(lookedAtAgain, data),
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
