// script/chaos --kills 30 --people 40 --seconds 90 --seed 1
// Submissions flow in while bot, worker and Redis are killed at random; then it is counted what became of them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runChaos } from './havoc/run.js';
import { formatOutcome } from './havoc/table.js';

const help = 'usage: script/chaos [--kills 60] [--people 40] [--seconds 90] [--seed <number>]';

const plan = readArguments();
// What is killed in the middle must not leave the processes behind that it has started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-chaos-'));
const outcome = await runChaos({ ...plan, folder });
process.stdout.write(formatOutcome(outcome, plan.seed));
for (const breach of outcome.breaches) process.stderr.write(`BREACH ${breach}\n`);
if (outcome.breaches.length === 0) {
  await rm(folder, { recursive: true });
} else {
  process.stderr.write(`store and logs of this run: ${folder}\n`);
  process.exitCode = 1;
}
// Connections of the citizens may still be open.
process.exit();

function readArguments(): { kills: number; people: number; seconds: number; seed: number } {
  try {
    const { values } = parseArgs({
      options: {
        kills: { type: 'string', default: '60' },
        people: { type: 'string', default: '40' },
        seconds: { type: 'string', default: '90' },
        seed: { type: 'string', default: String(Date.now() % 100_000) },
      },
    });
    const [kills = 0, people = 0, seconds = 0, seed = 0] = [
      values.kills,
      values.people,
      values.seconds,
      values.seed,
    ].map(Number);
    if ([kills, people, seconds, seed + 1].every((number) => Number.isInteger(number) && number > 0)) {
      return { kills, people, seconds, seed };
    }
  } catch {
    // told below
  }
  process.stderr.write(`${help}\n`);
  return process.exit(2);
}
