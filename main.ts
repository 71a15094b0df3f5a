// The program: `node dist/main.js` runs both halves, `… bot` and `… worker` one of them.
// With --demo it prints a link for a citizen and, while no real official exists, one that makes its opener a try-out official.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDirectory } from './core/places/build-directory.js';
import type { Understand } from './core/labels.js';
import type { Directory } from './core/directory.js';
import { createInvite, demoAllowed } from './handlers/create-invite.js';
import { openStore, type Store } from './prisma/client.js';
import { outboxAge } from './prisma/store/outbox.js';
import { loadPlaces } from './prisma/store/places.js';
import { rememberLatest } from './core/understanding/remember.js';
import { approvedExamples } from './prisma/store/training-examples.js';
import { loadConfig, webAddress } from './runtime/config.js';
import { loadForms } from './runtime/load-forms.js';
import { builtModel, findModel, loadUnderstanding, trainingHash } from './runtime/load-understanding.js';
import { createLogger } from './runtime/logger.js';
import { createMetrics } from './runtime/metrics.js';
import { startPrivateRedis } from './runtime/private-redis.js';
import { openQueues } from './runtime/queues.js';
import { createSeal } from './runtime/seal.js';
import { createStopper } from './runtime/stop.js';
import type { RunningWorker } from './worker/start.js';

/** Xã Ngọc Thiện, Bắc Ninh. */
const demoCommune = '07351';
const demoInviteMs = 24 * 3_600_000;
/** Texts whose understanding is kept from the summary to the worker; a few hundred bytes each. */
const rememberedTexts = 500;
const digestOf = (text: string) => createHash('sha256').update(text).digest('base64');

const halves = { all: ['bot', 'worker'], bot: ['bot'], worker: ['worker'] } as const;

function readArguments(): { readonly wanted: readonly ('bot' | 'worker')[]; readonly demo: boolean } {
  const given = process.argv.slice(2);
  const demo = given.includes('--demo');
  const [half = 'all', ...more] = given.filter((argument) => argument !== '--demo');
  if (more.length === 0 && (half === 'all' || half === 'bot' || half === 'worker'))
    return { wanted: halves[half], demo };
  process.stderr.write('usage: node dist/main.js [bot|worker] [--demo]\n');
  return process.exit(2);
}

const { wanted, demo } = readArguments();
const config = loadConfig();
const log = createLogger(config.logLevel);
const { onStop, stop } = createStopper(log);

try {
  await run();
} catch (error) {
  // The message may name a file or port, never a person: at the start nobody has said anything yet.
  process.stderr.write(`Lắng Nghe cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  await stop(1);
}

async function run(): Promise<void> {
  const store = await openStore({ file: config.databaseFile, seal: createSeal(config.secretKey), log });
  onStop('store', store.close);
  const redis = config.redisUrl ?? (await privateRedis());
  const queues = openQueues(redis, log);
  onStop('queues', queues.close);
  await seedIfEmpty(store);
  const [places, forms, machine] = await Promise.all([loadPlaces(store), loadForms(), openUnderstanding(store)]);
  const understand = rememberLatest(machine, digestOf, rememberedTexts);
  const directory = buildDirectory(places.units, places.formerUnits, places.provinceNames);
  const metrics = createMetrics(() => outboxAge(store, Date.now()));
  let printLast: (() => Promise<void>) | undefined;

  // Each half is loaded only where it runs. The bot is first to start, so that people are answered soon, and first to
  // stop, so that the worker still carries out what was said last.
  let wakeRelay = (): void => undefined;
  let worker: Promise<RunningWorker> | undefined;
  onStop('worker', () =>
    worker?.then(
      (running) => running.stop(),
      () => undefined, // it could not start, which is told below
    ),
  );
  if (wanted.includes('bot')) {
    const { startBot } = await import('./bot/start.js');
    const bot = await startBot({
      config,
      store,
      queues,
      directory,
      forms,
      understand,
      metrics,
      log,
      wakeRelay: () => {
        wakeRelay();
      },
    });
    onStop('bot', bot.stop);
    log.info({ port: bot.port }, 'listening');
    printLast = demo ? () => printLinks(store, directory, bot.port) : undefined;
  }
  if (wanted.includes('worker')) {
    const { startWorker } = await import('./worker/start.js');
    worker = startWorker({
      store,
      queues,
      directory,
      understand,
      homeProvince: config.homeProvince,
      forwardMode: config.forwardMode,
      allowPrivateTargets: config.forwardToPrivate,
      mail: config.mail,
      escalateAfterMs: config.escalateAfterMs,
      log,
      now: Date.now,
      onEvent: (event) => {
        if (event.type === 'job') metrics.jobs.inc({ queue: event.queue, outcome: event.outcome });
      },
    });
    wakeRelay = (await worker).wake;
  }
  log.info({ halves: wanted, startMs: Math.round(performance.now()) }, 'started');
  await printLast?.();
}

async function printLinks(store: Store, directory: Directory, port: number): Promise<void> {
  const base = webAddress(config.http, port);
  const lines = [
    '',
    'Lắng Nghe is running. Open both links side by side; Ctrl+C stops it.',
    '',
    `  Citizen    ${base}/`,
  ];
  const commune = directory.unit(demoCommune);
  if (commune !== undefined && (await demoAllowed(store))) {
    const jurisdiction = { level: 'commune', code: commune.code } as const;
    const { startParameter } = await createInvite(store, { jurisdiction, role: 'can-bo', demo: true }, demoInviteMs);
    lines.push(
      `  Official   ${base}/can-bo?start=${startParameter}`,
      `             a try-out official of ${directory.title(commune)}; the link can be used once, within 24 hours`,
    );
  } else lines.push('  Official   npm run invite -- --commune 07351 --role can-bo');
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

async function privateRedis(): Promise<string> {
  const redis = await startPrivateRedis({ dataDir: config.dataDir, log });
  onStop('redis', redis.stop);
  return redis.address;
}

/**
 * The machine that understands texts. Its model is made when the program is built; where an official has edited
 * data/training since, or corrections were approved, it is trained again now, in a process of its own.
 */
async function openUnderstanding(store: Store): Promise<Understand> {
  const more = (await approvedExamples(store)).map(
    ({ category, kind, text }) => `${category} ${kind} | ${text.replace(/\s+/g, ' ')}`,
  );
  const hash = await trainingHash(more);
  const own = path.join(config.dataDir, 'model.json');
  const found = await findModel([builtModel, own], hash);
  if (found !== undefined) return loadUnderstanding(found);
  const examples = path.join(config.dataDir, 'approved-examples.txt');
  await writeFile(examples, more.join('\n'));
  await runApart('train', ['--out', own, '--more', examples], 'the model could not be trained; see above');
  const trained = await findModel([own], hash);
  if (trained === undefined) throw new Error('the model was trained, but on other data: start again');
  return loadUnderstanding(trained);
}

/** The places of the whole country take 300 MB to read in: a process of its own, without our bound, does it once. */
async function seedIfEmpty(store: Store): Promise<void> {
  const seeded = await store.db.$queryRaw<unknown[]>`SELECT 1 FROM "Unit" LIMIT 1`;
  if (seeded.length > 0) return;
  await runApart('seed', [], 'the list of provinces and communes could not be loaded; see above');
}

/** Runs one of the scripts in a process of its own, without the bound on our heap. */
async function runApart(script: string, args: readonly string[], otherwise: string): Promise<void> {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const execArgv = process.execArgv.filter((flag) => !flag.startsWith('--max-'));
  const [code] = (await once(
    fork(fileURLToPath(new URL(`./script/${script}.${ending}`, import.meta.url)), args, { execArgv }),
    'exit',
  )) as [number | null];
  if (code !== 0) throw new Error(otherwise);
}
