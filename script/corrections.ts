// npm run corrections                     what officials corrected and nobody has decided on, oldest first
// npm run corrections -- --approve 3|all  lets the next training learn from one, or from all
// npm run corrections -- --reject 3       keeps one out
import { parseArgs } from 'node:util';
import { excerpt } from '../core/excerpt.js';
import { decideCorrections, listCorrections } from '../prisma/store/training-examples.js';
import { usage, withStore } from './open-store.js';

const help = `usage: npm run corrections
       npm run corrections -- --approve <number>|all
       npm run corrections -- --reject <number>`;

/** Longest text shown of each; enough to judge by, and a line stays a line. */
const shown = 500;

const decision = readDecision();

await withStore(async (store) => {
  if (decision !== undefined) {
    const { which, state } = decision;
    const decided = await decideCorrections(store, which, state, Date.now());
    if (decided === 0 && which !== 'all') throw new Error(`no correction that waits has the number ${which}`);
    process.stdout.write(`${decided} ${state}\n`);
    return;
  }
  const waiting = await listCorrections(store);
  for (const { id, before = '?', category, kind, text } of waiting) {
    const line = excerpt(text.replace(/\s+/g, ' '), shown);
    process.stdout.write(`${id}\t${before} → ${category}\t${kind}\t${line}\n`);
  }
  process.stdout.write(
    waiting.length === 0
      ? 'no correction waits\n'
      : `${waiting.length} wait; names of people are not masked: read before you approve\n`,
  );
});

function readDecision(): { which: number | 'all'; state: 'approved' | 'rejected' } | undefined {
  try {
    const { values } = parseArgs({ options: { approve: { type: 'string' }, reject: { type: 'string' } } });
    const { approve, reject } = values;
    if (approve !== undefined && reject !== undefined) return usage(help);
    if (approve !== undefined) return { which: approve === 'all' ? approve : readNumber(approve), state: 'approved' };
    return reject === undefined ? undefined : { which: readNumber(reject), state: 'rejected' };
  } catch (error) {
    return usage(`${error instanceof Error ? error.message : ''}\n${help}`);
  }
}

function readNumber(typed: string): number {
  return /^[1-9]\d{0,14}$/.test(typed) ? Number(typed) : usage(help);
}
