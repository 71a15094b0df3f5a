// npm run bench
// Measures what ARCHITECTURE.md promises, beside the same conversation written another way; docs/benchmark.md explains.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startBotApi } from './measure/bot-api.js';
import { prepareWorkplace } from './measure/programs.js';
import { describeMachine, toTable, type Report } from './measure/report.js';
import { measureResults } from './measure/results.js';
import { measureStart } from './measure/start.js';
import { measureSubmissions } from './measure/submissions.js';
import { compareTurns } from './measure/turns.js';
import { measureUnderstanding } from './measure/understanding.js';
import { usage } from './open-store.js';

const help = `usage: npm run bench -- [--json] [--only turns|submissions|start|understanding|results] [--rounds 3] [--seconds 8]
  --json      the figures as JSON instead of a table
  --only      one part instead of all
  --rounds    how often program and peer are measured in turn
  --seconds   how long each load lasts`;

const parts = ['start', 'turns', 'submissions', 'understanding', 'results'] as const;
type Part = (typeof parts)[number];

const { json, wanted, rounds, seconds } = readArguments();
const folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-bench-'));
const api = await startBotApi();
try {
  process.stdout.write(await measure());
} catch (error) {
  process.stderr.write(`the benchmark broke: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await api.close();
  await rm(folder, { recursive: true, force: true });
}

async function measure(): Promise<string> {
  say('seeding');
  const workplace = await prepareWorkplace(folder, api);
  let report: Report = { machine: describeMachine() };
  if (wanted.has('start')) {
    say('cold starts');
    report = { ...report, start: await measureStart(workplace, 5) };
  }
  if (wanted.has('turns')) {
    say('PKS05, program and peer in turn');
    const turns = await compareTurns(workplace, api, { rounds, seconds, offered: 200 });
    report = { ...report, turns: { ...turns, ratio: turns.program.perSecond / turns.peer.perSecond } };
  }
  if (wanted.has('submissions')) {
    say('submissions');
    const plan = { burst: 1400, steady: 600, offered: 100, communes: 8 };
    report = { ...report, submissions: await measureSubmissions(workplace, api, plan) };
  }
  if (wanted.has('understanding')) {
    say('understanding, beside nlp.js');
    report = { ...report, understanding: await measureUnderstanding() };
  }
  if (wanted.has('results')) {
    say('results of a million responses');
    report = { ...report, results: await measureResults(workplace) };
  }
  return json ? `${JSON.stringify(report, undefined, 2)}\n` : `\n${toTable(report)}\n`;
}

/** Progress goes to standard error: figures alone are the output. */
function say(what: string): void {
  process.stderr.write(`${what} …\n`);
}

function readArguments(): {
  readonly json: boolean;
  readonly wanted: ReadonlySet<Part>;
  readonly rounds: number;
  readonly seconds: number;
} {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        only: { type: 'string' },
        rounds: { type: 'string', default: '3' },
        seconds: { type: 'string', default: '8' },
      },
    });
    const only = parts.find((part) => part === values.only);
    const [numberOfRounds, length] = [Number(values.rounds), Number(values.seconds)];
    if ((values.only !== undefined && only === undefined) || !(numberOfRounds >= 1) || !(length >= 1))
      return usage(help);
    return {
      json: values.json,
      wanted: new Set(only === undefined ? parts : [only]),
      rounds: numberOfRounds,
      seconds: length,
    };
  } catch (error) {
    return usage(`${error instanceof Error ? error.message : ''}\n${help}`);
  }
}
