import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../runtime/paths.js';
import { createBrowser } from '../bot/web/browser.js';
import { openTestStore, type TestStore } from '../support/store.js';
import { openWebPerson } from '../support/web-person.js';
import { sendReport } from './report.js';

// The built program: script/test builds it before it runs the tests.
const main = path.join(packageRoot, 'dist/main.js');
const dead = path.join(packageRoot, 'dist/script/dead.js');

let world: TestStore;
let running: Running | undefined;
beforeEach(async () => {
  world = await openTestStore();
});
afterEach(async () => {
  // In good order also after a failure: it keeps a Redis of its own.
  await running?.end();
  running = undefined;
  await world.remove();
});

/** Nothing of the tester's own settings; the folder has no .env, and its few communes are all there are. */
const environment = (given: Readonly<Record<string, string>> = {}) => ({
  PATH: process.env['PATH'] ?? '',
  DATABASE_URL: `file:${world.file}`,
  DATA_DIR: world.folder,
  SECRET_KEY: randomBytes(32).toString('base64'),
  PORT: '0',
  ...given,
});

type Running = {
  readonly url: string;
  readonly log: readonly string[];
  /** Tells it to stop; resolves with its exit code and how long that took. */
  readonly end: () => Promise<{ readonly code: number | null; readonly ms: number }>;
};

async function start(): Promise<Running> {
  const child = spawn(process.execPath, [main], { cwd: world.folder, env: environment({ LOG_LEVEL: 'trace' }) });
  const log: string[] = [];
  createInterface(child.stderr).on('line', (line) => log.push(line));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      log.push(line);
      const listening = /"port":(\d+),/.exec(line)?.[1];
      if (listening !== undefined && line.includes('"listening"')) resolve(Number(listening));
    });
    child.once('exit', () => {
      reject(new Error(`the program ended before it was ready:\n${log.join('\n')}`));
    });
  });
  let ending: ReturnType<Running['end']> | undefined;
  running = { url: `http://127.0.0.1:${port}`, log, end: () => (ending ??= end(child)) };
  return running;
}

async function end(child: ChildProcess): Promise<{ readonly code: number | null; readonly ms: number }> {
  const began = performance.now();
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const [code] = (await closed) as [number | null];
  return { code, ms: performance.now() - began };
}

function run(script: string, args: readonly string[], env = environment()) {
  return new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [script, ...args],
      { cwd: world.folder, env },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      },
    );
  });
}

describe('the program', () => {
  it('does not start with a wrong configuration, and names every fault in one message', async () => {
    const wrong = { PORT: 'http', SECRET_KEY: 'short', LOG_LEVEL: 'loud', SMTP_URL: 'mail.example.vn' };
    const [{ code, stdout, stderr }, usage] = await Promise.all([
      run(main, [], environment(wrong)),
      run(main, ['both']),
    ]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    for (const name of Object.keys(wrong)) expect(stderr).toMatch(new RegExp(`^ {2}${name}: `, 'm'));
    expect(stderr.match(/Configuration is wrong/g)).toHaveLength(1);
    expect(usage).toMatchObject({ code: 2, stdout: '' });
  });

  it('counts what it does, and keeps the person and the words out of its log', async () => {
    const { url, log, end: stop } = await start();
    const secrets = { name: 'Tên Người Gửi', phone: '0912345678', text: 'Cống trước nhà bị tắc đã ba tuần.' };
    const citizen = await openWebPerson(url);
    const code = await sendReport(citizen, { text: secrets.text, contact: secrets });
    await citizen.leaves();
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/^lang_nghe_inbound_total\{channel="web",outcome="handled"\} 9$/m);
    expect(metrics).toMatch(/^lang_nghe_turn_seconds_count 9$/m);
    expect(metrics).toMatch(/^lang_nghe_sends_total\{channel="web",outcome="sent"\} \d+$/m);
    expect(metrics).toMatch(/^lang_nghe_outbox\{what="dead"\} 0$/m);

    await expect
      .poll(() => world.store.db.case.findMany(), { timeout: 10_000 })
      .toMatchObject([{ code, level: 'province' }]);
    expect((await stop()).code).toBe(0);
    const whole = log.join('\n');
    expect(whole).toContain('"listening"');
    for (const secret of [...Object.values(secrets), '912345678', 'ngoc thien', 'Thôn 3']) {
      expect(whole).not.toContain(secret);
    }
  });

  it('told to stop under load ends within 5 s, and all that it acknowledged is stored', async () => {
    const { url, end: stop } = await start();
    const acknowledged: string[] = [];
    let enough = (): void => undefined;
    const loaded = new Promise<void>((resolve) => {
      enough = resolve;
    });
    let refused = 0;
    const keepPosting = async (): Promise<void> => {
      const browser = createBrowser(url);
      for (;;) {
        const id = randomUUID();
        const response = await browser.post('/chat/messages', { type: 'text', id, text: 'menu' }).catch(noAnswer);
        if (response === undefined) return;
        // Read whole: a status line alone is no answer yet.
        const body = await response.text().catch(noAnswer);
        if (body === undefined) return;
        if (response.status === 200) acknowledged.push(id);
        else refused += 1;
        if (acknowledged.length === 60) enough();
      }
    };
    const posting = Promise.all(Array.from({ length: 10 }, keepPosting));
    await loaded;
    const { code, ms } = await stop();
    await posting;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(5000);
    expect(refused).toBe(0);
    const { db } = world.store;
    const stored = new Set((await db.inboundEvent.findMany()).map(({ externalId }) => externalId));
    const chats = (await db.chat.findMany()).map(({ id }) => id);
    const isStored = (id: string) => chats.some((chat) => stored.has(digest(`${chat}:${id}`)));
    expect(acknowledged.filter((id) => !isStored(id))).toEqual([]);
  });
});

/** Events are known by their digest: their ids would name the chat. */
const digest = (externalId: string): string => createHash('sha256').update(externalId).digest('base64url');

/** `fetch` says TypeError when a server cannot be reached or hangs up. */
function noAnswer(error: unknown): undefined {
  if (!(error instanceof TypeError)) throw error;
  return undefined;
}

describe('npm run dead', () => {
  it('lists what was given up, and brings it back', async () => {
    const row = { queue: 'deliver-web', payload: new Uint8Array([1]), createdAt: 1n, dueAt: 1n, attempts: 8 };
    const { id } = await world.store.db.outbox.create({ data: { ...row, lastError: 'unreachable', deadAt: 1000n } });
    const listed = await run(dead, []);
    expect(listed.code).toBe(0);
    expect(listed.stdout).toContain(`${id}\tdeliver-web\tgiven up 1970-01-01 00:00:01\t8 attempts\tunreachable\n`);

    const wrong = await Promise.all([run(dead, ['--retry', String(id + 1)]), run(dead, ['--retry', 'some'])]);
    expect(wrong).toMatchObject([
      { code: 1, stdout: '' },
      { code: 2, stdout: '' },
    ]);
    expect(await run(dead, ['--retry', String(id)])).toMatchObject({ code: 0, stdout: '1 brought back\n' });
    expect(await world.store.db.outbox.findMany()).toMatchObject([{ deadAt: null, attempts: 0 }]);
  }, 60_000);
});
