// npm run -s categorize < in.jsonl > out.jsonl
// {"id":"1","text":"Dây điện đứt rơi xuống đường"} → {"id":"1","category":"dien-chieu-sang","kind":"phan-anh","urgent":true,…}
// Says what the machine makes of each text. Needs no store.
import { z } from 'zod';
import { builtModel, findModel, loadUnderstanding, trainingHash } from '../runtime/load-understanding.js';
import { trainModel } from '../worker/categorize/train/train-model.js';
import { runJsonLines } from './json-lines.js';

const question = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  commune: z.string().nullish(),
});

const model = (await findModel([builtModel], await trainingHash())) ?? (await trainModel());
const understand = await loadUnderstanding(model);

await runJsonLines('categorize', question, ({ id, text }) => {
  const { category, kind, urgent, aboutOfficial, bypass, confidence, abstained } = understand(text);
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
