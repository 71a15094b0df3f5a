import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** A real server of one test file's own; its data outlive `kill`. */
export type TestRedis = {
  readonly address: string;
  /** SIGKILL: as if the machine had lost power. */
  readonly kill: () => Promise<void>;
  /** Starts it again after `kill`. */
  readonly start: () => Promise<void>;
  /** Ends it and removes its data. */
  readonly stop: () => Promise<void>;
};

export async function startRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-redis-'));
  const address = path.join(folder, 'redis.sock');
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    server = spawn(
      'redis-server',
      ['--port', '0', '--unixsocket', address, '--dir', folder, '--save', '', '--appendonly', 'yes'],
      { stdio: 'ignore' },
    );
    await once(server, 'spawn');
    await untilItAnswers(address, server);
  };
  const kill = async (): Promise<void> => {
    if (server === undefined || hasEnded(server)) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };

  await start();
  return {
    address,
    kill,
    start,
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(address: string, server: ChildProcess): Promise<void> {
  while (!hasEnded(server)) {
    const probe = new Redis(address, { lazyConnect: true, retryStrategy: () => null });
    probe.on('error', () => undefined); // told by connect()
    try {
      await probe.connect();
      return;
    } catch {
      await sleep(10);
    } finally {
      probe.disconnect();
    }
  }
  throw new Error(`redis-server ended with exit code ${String(server.exitCode)}`);
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}
