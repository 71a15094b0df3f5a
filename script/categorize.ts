// npm run -s categorize < in.jsonl > out.jsonl
// {"id":"1","text":"Dây điện đứt rơi xuống đường"} → {"id":"1","category":"dien-chieu-sang","kind":"phan-anh","urgent":true,…}
// Says what the machine makes of each text; "commune", where given, is the code of the one that receives it. Needs no store.
import { z } from 'zod';
import type { Directory } from '../core/directory.js';
import { parseUnitCode } from '../core/ids.js';
import { elsewhereFrom } from '../core/places/elsewhere.js';
import { nationalDirectory } from '../prisma/address-database.js';
import { builtModel, loadUnderstanding } from '../runtime/load-understanding.js';
import { findOrTrain } from '../worker/categorize/train/train-model.js';
import { runJsonLines } from './json-lines.js';

const question = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  commune: z.string().nullish(),
});

const { model } = await findOrTrain([builtModel]);
const understand = await loadUnderstanding(model);

// The places of the whole country take a second to read in, which is spared where no line names a commune.
let directory: Directory | undefined;
const elsewhere = (commune: string | null | undefined) => {
  const receiver = parseUnitCode(commune ?? '');
  if (receiver === undefined) return undefined;
  directory ??= nationalDirectory();
  return elsewhereFrom(directory, receiver);
};

await runJsonLines('categorize', question, ({ id, text, commune }) => {
  const { category, kind, urgent, aboutOfficial, bypass, confidence, abstained } = understand(text, elsewhere(commune));
  return {
    id,
    category,
    kind,
    urgent,
    about_official: aboutOfficial,
    bypass,
    confidence: Math.round(confidence * 1000) / 1000,
    abstained,
  };
});
