import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../../runtime/logger.js';
import { startPrivateRedis, type PrivateRedis } from '../../runtime/private-redis.js';

const log = createLogger('silent');
let dataDir: string;
const opened: { stop: () => Promise<void> | void }[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'Lắng Nghe '));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const one of opened.splice(0)) await one.stop();
  await killServer();
  await rm(dataDir, { recursive: true, force: true });
});

describe('one process', () => {
  test('gets a server that keeps its data from one start to the next', async () => {
    const first = await start();
    await ask(first.address, (client) => client.set('kept', 'yes'));
    await first.stop();
    expect(await alive()).toBe(false);

    const second = await start();
    expect(await ask(second.address, (client) => client.get('kept'))).toBe('yes');
  });

  test('gets a server that refuses writes rather than forgets, and listens to nobody else', async () => {
    const redis = await start();
    const settings = await ask(redis.address, (client) =>
      client.config('GET', 'maxmemory-policy', 'appendonly', 'port'),
    );
    expect(Object.fromEntries(pairs(settings))).toEqual({
      'maxmemory-policy': 'noeviction',
      appendonly: 'yes',
      port: '0',
    });
    expect((await stat(path.join(dataDir, 'redis'))).mode & 0o077).toBe(0);
    expect((await stat(redis.address)).mode & 0o077).toBe(0);
  });

  test('has the server back after it was killed, with its data, and clients reconnect by themselves', async () => {
    const redis = await start();
    const client = patientClient(redis.address);
    for (const round of ['first', 'second', 'third']) {
      await client.set('kept', round);
      const reconnected = ready(client);
      await killServer();
      await reconnected;
      expect(await client.get('kept')).toBe(round);
    }
    await redis.stop();
    expect(await alive()).toBe(false);
  });

  test('stops a server that hangs', async () => {
    const redis = await start();
    process.kill(await serverPid(redis.address), 'SIGSTOP');
    await redis.stop();
    expect(await alive()).toBe(false);
  });

  test('listens elsewhere when the path of the data folder is too long for a socket', async () => {
    dataDir = path.join(dataDir, 'x'.repeat(100));
    const redis = await start();
    expect(Buffer.byteLength(redis.address)).toBeLessThan(104);
    expect((await stat(path.dirname(redis.address))).mode & 0o077).toBe(0);
    await redis.stop();
    await rm(path.dirname(redis.address), { recursive: true });
  });

  test('is told what to do when redis-server is not installed', async () => {
    vi.stubEnv('PATH', dataDir);
    await expect(start()).rejects.toThrow(/redis-server is not installed.*script\/bootstrap.*REDIS_URL/);
  });

  test('is told why the server would not start', async () => {
    const redis = await start();
    await redis.stop();
    const files = path.join(dataDir, 'redis', 'appendonlydir');
    for (const name of await readdir(files)) await rm(path.join(files, name));
    await promisify(execFile)('sh', ['-c', 'echo nonsense > "$0"/appendonly.aof.manifest', files]);
    await expect(start()).rejects.toThrow(/redis-server does not start/);
  });
});

describe('several processes', () => {
  test('that start at once share one server, and the last to leave stops it', async () => {
    const holders = await Promise.all(Array.from({ length: 5 }, () => hold()));
    expect(new Set(holders.map((holder) => holder.runId)).size).toBe(1);
    expect(await ask(socketOf(dataDir), (client) => client.get('joined'))).toBe('5');

    const [patient, ...hasty] = holders;
    await Promise.all(hasty.map((holder) => holder.leave()));
    expect(await alive()).toBe(true);
    await patient?.leave();
    expect(await alive()).toBe(false);
  });

  test('that leave at once leave no server behind', async () => {
    const holders = await Promise.all(Array.from({ length: 3 }, () => hold()));
    await Promise.all(holders.map((holder) => holder.leave()));
    expect(await alive()).toBe(false);
  });

  test('agree on one new server when the old one is killed', async () => {
    const others = await Promise.all(Array.from({ length: 3 }, () => hold()));
    const mine = await start();
    const client = patientClient(mine.address);
    const reconnected = ready(client);
    await killServer();
    await reconnected;
    await vi.waitFor(async () => {
      const clients = String(await client.client('LIST'));
      expect(clients.match(/name=lang-nghe-keeper /g)).toHaveLength(4);
    }, 5000);
    await Promise.all([mine.stop(), ...others.map((holder) => holder.leave())]);
    expect(await alive()).toBe(false);
  });

  test('adopt the server of one that was killed, and stop it at the end', async () => {
    const lost = await hold();
    await lost.kill();
    expect(await alive()).toBe(true);
    const heir = await hold();
    expect(heir.runId).toBe(lost.runId);
    await heir.leave();
    expect(await alive()).toBe(false);
  });
});

function socketOf(folder: string): string {
  return path.join(folder, 'redis', 'redis.sock');
}

async function start(): Promise<PrivateRedis> {
  const redis = await startPrivateRedis({ dataDir, log });
  opened.push(redis);
  return redis;
}

function patientClient(address: string): Redis {
  const client = new Redis(address, { retryStrategy: () => 20 });
  client.on('error', () => undefined); // the very thing these tests provoke
  opened.push({
    stop: () => {
      client.disconnect();
    },
  });
  return client;
}

function ready(client: Redis): Promise<void> {
  return new Promise((resolve) => {
    client.once('ready', () => {
      resolve();
    });
  });
}

/** Another process that uses the server. */
async function hold(): Promise<{ runId: string; leave: () => Promise<void>; kill: () => Promise<void> }> {
  const program = path.join(import.meta.dirname, 'redis-holder.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  opened.push({ stop: () => void child.kill('SIGKILL') });
  const [runId] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { runId, leave: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function ask<Answer>(address: string, question: (client: Redis) => Promise<Answer>): Promise<Answer> {
  const client = new Redis(address, { retryStrategy: () => null });
  try {
    return await question(client);
  } finally {
    client.disconnect();
  }
}

async function serverPid(address: string): Promise<number> {
  const info = await ask(address, (client) => client.info('server'));
  return Number(/process_id:(\d+)/.exec(info)?.[1]);
}

/** SIGKILL to the server of this test's data folder, when there is one. */
async function killServer(): Promise<void> {
  if (await alive()) process.kill(await serverPid(socketOf(dataDir)), 'SIGKILL');
}

/** Whether a server holds the lock of the data folder. */
async function alive(): Promise<boolean> {
  const lock = path.join(dataDir, 'redis', 'lock');
  if (!existsSync(lock)) return false;
  const probe = spawn('flock', ['-n', lock, 'true']);
  const [code] = (await once(probe, 'exit')) as [number];
  return code !== 0;
}

function pairs(list: unknown): [string, string][] {
  const flat = Array.isArray(list) ? list.map(String) : [];
  return flat.flatMap((key, index) => (index % 2 === 0 ? [[key, flat[index + 1] ?? ''] as [string, string]] : []));
}
