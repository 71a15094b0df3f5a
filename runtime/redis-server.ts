import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { RedisPlace } from './redis-place.js';

const run = promisify(execFile);

/**
 * Starts a server, unless one already lives in this place: then `flock` ends at once and nothing happened.
 * Redis itself takes over a socket that is in use, and two servers would ruin the file; the lock, inherited by the
 * server, makes that impossible, even when a starting process is killed half-way.
 */
export async function launchRedis(place: RedisPlace): Promise<ChildProcess> {
  const log = await open(place.log, 'a', 0o600);
  try {
    // A process group of its own: Ctrl-C in the terminal is for us, and the queue must outlive our orderly stop.
    const child = spawn('flock', ['-n', place.lock, 'redis-server', ...settings(place)], {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await once(child, 'spawn');
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

function settings(place: RedisPlace): string[] {
  return [
    ...['--port', '0', '--unixsocket', place.socket, '--unixsocketperm', '700', '--dir', place.folder],
    ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory-policy', 'noeviction'],
    ...['--daemonize', 'no', '--loglevel', 'warning'],
  ];
}

/** Fails with one clear message when a program is not installed. */
export async function requireRedisPrograms(): Promise<void> {
  for (const program of ['redis-server', 'flock']) {
    try {
      await run(program, ['--version']);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      throw new Error(
        `${program} is not installed: run script/bootstrap, or set REDIS_URL to a Redis server of your own`,
        { cause: error },
      );
    }
  }
}

/** Waits until no server lives in this place; false when one still does after `seconds`. */
export async function redisEnded(place: RedisPlace, seconds: number): Promise<boolean> {
  try {
    await run('flock', seconds === 0 ? ['-n', place.lock, 'true'] : ['-w', String(seconds), place.lock, 'true']);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 1) return false;
    throw error;
  }
}

/** The last line that the server wrote, to say why it would not start. */
export async function lastWords(place: RedisPlace): Promise<string> {
  const log = await readFile(place.log, 'utf8');
  return log.trimEnd().split('\n').at(-1) ?? '';
}
