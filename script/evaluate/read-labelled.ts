import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { category, legalKind } from '../../core/labels.js';
import type { Labelled } from './judge.js';

const oneOrMore = <Shape extends z.ZodType>(shape: Shape) =>
  z.union([shape.transform((value) => [value]), z.array(shape).min(1)]);
const line = z.object({
  text: z.string(),
  category: oneOrMore(category).optional(),
  kind: oneOrMore(legalKind).optional(),
  urgent: oneOrMore(z.boolean()).optional(),
  about_official: z.boolean().optional(),
  bypass: z.boolean().optional(),
});

/** Reads a file of labelled texts, one JSON object a line. Of two labels for urgency neither is counted. */
export async function readLabelled(file: string): Promise<readonly Labelled[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((text) => text.trim() !== '');
  return lines.map((text, at): Labelled => {
    const read = line.safeParse(JSON.parse(text));
    if (!read.success) throw new Error(`${file}, line ${at + 1}: ${z.prettifyError(read.error)}`);
    const { about_official: aboutOfficial, bypass, urgent, ...rest } = read.data;
    const [sure, ...more] = urgent ?? [];
    return {
      text: rest.text,
      ...(rest.category === undefined ? {} : { category: rest.category }),
      ...(rest.kind === undefined ? {} : { kind: rest.kind }),
      ...(sure === undefined || more.length > 0 ? {} : { urgent: sure }),
      ...(aboutOfficial === undefined ? {} : { aboutOfficial }),
      ...(bypass === undefined ? {} : { bypass }),
    };
  });
}
