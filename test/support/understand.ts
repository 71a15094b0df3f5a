import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Labels, Understand } from '../../core/labels.js';
import { builtModel, loadUnderstanding, trainingHash } from '../../runtime/load-understanding.js';
import { findOrTrain } from '../../worker/categorize/train/train-model.js';

const plain: Labels = {
  category: 'giao-thong',
  kind: 'phan-anh',
  urgent: false,
  aboutOfficial: false,
  bypass: false,
  bypassInDoubt: false,
  namesElsewhere: false,
  confidence: 0.9,
  abstained: false,
  likeliest: ['giao-thong', 'xay-dung', 'cap-thoat-nuoc'],
};

/** Understands every text alike, but for what the test says: conversations are tested apart from the classifier. */
export function understandAs(labels: Partial<Labels> = {}): Understand {
  return () => ({ ...plain, ...labels });
}

/** The machine as it runs; the model is trained once for all tests and kept under its hash. */
export async function openUnderstanding(): Promise<Understand> {
  const keep = path.join(tmpdir(), `lang-nghe-model-${await trainingHash()}.json`);
  const { model } = await findOrTrain([builtModel, keep], { keep });
  return loadUnderstanding(model);
}
