// npm run -s places < in.jsonl > out.jsonl
// {"id":"1","input":"Song Vân, Tân Yên","province":"24"} → {"id":"1","communes":["07351"]}
// One code when sure, several when the citizen must be asked, none when no commune was named. Needs no store.
import { z } from 'zod';
import { parseProvinceCode } from '../core/ids.js';
import { nationalDirectory } from '../prisma/address-database.js';
import { runJsonLines } from './json-lines.js';

const question = z.object({
  id: z.union([z.string(), z.number()]),
  input: z.string(),
  province: z
    .string()
    .regex(/^\d\d$/, 'a two-digit code')
    .nullish(),
});

const directory = nationalDirectory();

await runJsonLines('places', question, ({ id, input, province }) => {
  const found = directory.find(input, parseProvinceCode(province ?? ''));
  return { id, communes: found.map(({ unit }) => unit.code).sort() };
});
