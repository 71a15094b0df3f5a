import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { z } from 'zod';

/**
 * Runs a command that reads JSON lines from standard input and writes one line of JSON for each to standard output, in
 * the same order, as they come. Exit codes: 1 with the number of the first line that is broken, 2 when it was called
 * with arguments or without input.
 */
export async function runJsonLines<Item>(
  name: string,
  schema: z.ZodType<Item>,
  convert: (item: Item) => unknown,
): Promise<void> {
  if (process.argv.length > 2 || process.stdin.isTTY) {
    process.stderr.write(`usage: npm run -s ${name} < in.jsonl > out.jsonl\n`);
    process.exitCode = 2;
    return;
  }
  try {
    await convertLines(process.stdin, process.stdout, schema, convert);
  } catch (error) {
    // Whoever read the output has heard enough: `npm run -s places < in.jsonl | head`.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return;
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Converts line by line, no faster than the output is read. Empty lines are passed over. */
async function convertLines<Item>(
  input: Readable,
  output: Writable,
  schema: z.ZodType<Item>,
  convert: (item: Item) => unknown,
): Promise<void> {
  let failure: Error | undefined;
  output.on('error', (error: Error) => (failure = error));
  const write = async (lines: string) => {
    if (failure !== undefined) throw failure;
    if (lines !== '' && !output.write(lines)) await Promise.race([once(output, 'drain'), once(output, 'close')]);
  };
  let number = 0;
  for await (const lines of readLines(input)) {
    let converted = '';
    try {
      for (const line of lines) {
        number += 1;
        if (line.trim() !== '') converted += `${JSON.stringify(await convert(parseLine(schema, line, number)))}\n`;
      }
    } finally {
      // What stands before a broken line is answered.
      await write(converted);
    }
  }
}

/** The lines that each chunk completes. Only "\n" ends a line: strings in JSON may hold other separators. */
async function* readLines(input: Readable): AsyncGenerator<readonly string[]> {
  input.setEncoding('utf8');
  let begun = '';
  for await (const chunk of input as AsyncIterable<string>) {
    const lines = (begun + chunk).split('\n');
    begun = lines.pop() ?? '';
    yield lines;
  }
  if (begun !== '') yield [begun];
}

function parseLine<Item>(schema: z.ZodType<Item>, line: string, number: number): Item {
  let value: unknown;
  try {
    value = JSON.parse(number === 1 ? line.replace(/^\uFEFF/, '') : line);
  } catch {
    throw new Error(`line ${number}: not JSON`);
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  throw new Error(`line ${number}: ${faults.join('; ')}`);
}
