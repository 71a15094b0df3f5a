import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../../runtime/paths.js';
import { loadUnderstanding } from '../../runtime/load-understanding.js';
import { readExamples } from '../../worker/categorize/train/read-examples.js';
import { trainModel } from '../../worker/categorize/train/train-model.js';

/** How well and how fast texts are sorted, by the program and by nlp.js trained on the same texts. */
export type UnderstandingFigures = {
  readonly n: number;
  readonly ours: Figures;
  readonly peer: Figures;
};
type Figures = { readonly trainMs: number; readonly accuracy: number; readonly textsPerSecond: number };

type Peer = {
  addDocument: (language: string, text: string, label: string) => void;
  train: () => Promise<void>;
  process: (language: string, text: string) => Promise<{ readonly intent: string }>;
};

type Text = { readonly text: string; readonly category: string };

/** On the texts of test/eval/messages.jsonl, which somebody else wrote than the training texts. */
export async function measureUnderstanding(): Promise<UnderstandingFigures> {
  const lines = await readFile(path.join(packageRoot, 'test/eval/messages.jsonl'), 'utf8');
  const texts = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Text);
  return { n: texts.length, ours: await measureOurs(texts), peer: await measurePeer(texts) };
}

async function measureOurs(texts: readonly Text[]): Promise<Figures> {
  const startedAt = performance.now();
  const model = await trainModel();
  const trainMs = performance.now() - startedAt;
  const understand = await loadUnderstanding(model);
  return { trainMs, ...(await judge(texts, (text) => Promise.resolve(understand(text).category))) };
}

async function measurePeer(texts: readonly Text[]): Promise<Figures> {
  const { NlpManager } = createRequire(import.meta.url)('node-nlp') as {
    NlpManager: new (settings: object) => Peer;
  };
  const peer = new NlpManager({ languages: ['vi'], nlu: { log: false }, autoSave: false, forceNER: false });
  const examples = await readExamples();
  for (const { text, category } of examples) peer.addDocument('vi', text, category);
  const startedAt = performance.now();
  await peer.train();
  const trainMs = performance.now() - startedAt;
  return { trainMs, ...(await judge(texts, async (text) => (await peer.process('vi', text)).intent)) };
}

/** Long enough for the compiler to have done its work. */
const leastMs = 2000;

async function judge(
  texts: readonly Text[],
  categorize: (text: string) => Promise<string>,
): Promise<Omit<Figures, 'trainMs'>> {
  let right = 0;
  for (const { text, category } of texts) if ((await categorize(text)) === category) right += 1;
  const startedAt = performance.now();
  let done = 0;
  while (performance.now() - startedAt < leastMs) {
    for (const { text } of texts) await categorize(text);
    done += texts.length;
  }
  return { accuracy: right / texts.length, textsPerSecond: (done / (performance.now() - startedAt)) * 1000 };
}
