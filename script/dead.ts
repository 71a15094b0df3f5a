// npm run dead                     what was given up, oldest first
// npm run dead -- --retry 17|all   brings one back, or all
import { parseArgs } from 'node:util';
import { listDead, reviveDead } from '../prisma/store/outbox.js';
import { usage, withStore } from './open-store.js';

const help = `usage: npm run dead
       npm run dead -- --retry <number>|all`;

const retry = readRetry();

await withStore(async (store) => {
  if (retry !== undefined) {
    const revived = await reviveDead(store, retry, Date.now());
    if (revived === 0 && retry !== 'all') throw new Error(`nothing given up has the number ${retry}`);
    process.stdout.write(`${revived} brought back\n`);
    return;
  }
  const dead = await listDead(store);
  for (const row of dead) {
    const at = new Date(row.deadAt).toISOString().slice(0, 19).replace('T', ' ');
    process.stdout.write(`${row.id}\t${row.queue}\tgiven up ${at}\t${row.attempts} attempts\t${row.lastError}\n`);
  }
  process.stdout.write(
    dead.length === 0
      ? 'nothing was given up\n'
      : `${dead.length} given up; bring back with: npm run dead -- --retry all\n`,
  );
});

function readRetry(): number | 'all' | undefined {
  try {
    const { values } = parseArgs({ options: { retry: { type: 'string' } } });
    if (values.retry === undefined || values.retry === 'all') return values.retry;
    return /^\d{1,15}$/.test(values.retry) ? Number(values.retry) : usage(help);
  } catch (error) {
    return usage(`${error instanceof Error ? error.message : ''}\n${help}`);
  }
}
