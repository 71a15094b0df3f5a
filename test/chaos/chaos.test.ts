import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { runChaos } from '../../script/havoc/run.js';
import { formatOutcome } from '../../script/havoc/table.js';
import { packageRoot } from '../../runtime/paths.js';

// The short version of script/chaos: who is killed depends on the seed, what is going on at that moment on the machine.
const seed = 2026;
const minuteMs = 60_000;

beforeAll(async () => {
  await promisify(execFile)(path.join(packageRoot, 'script/build'));
}, 3 * minuteMs);

it(
  'loses, doubles and mixes up nothing while bot, worker and Redis are killed 30 times',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-chaos-'));
    const outcome = await runChaos({ kills: 30, people: 12, seconds: 10, seed, folder });
    process.stdout.write(formatOutcome(outcome, seed));
    expect(outcome.breaches, `store and logs of this run: ${folder}`).toEqual([]);
    expect([...outcome.kills.values()].reduce((sum, times) => sum + times)).toBe(30);
    expect(Math.min(...outcome.kills.values())).toBeGreaterThan(0);
    // A run in which hardly anything was said proves nothing.
    expect(outcome.counts['reports sent']).toBeGreaterThan(12);
    expect(outcome.counts['surveys sent']).toBeGreaterThan(12);
    await rm(folder, { recursive: true });
  },
  8 * minuteMs,
);
