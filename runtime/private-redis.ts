import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Logger } from './logger.js';
import { prepareRedisPlace, type RedisPlace } from './redis-place.js';
import { lastWords, launchRedis, redisEnded, requireRedisPrograms } from './redis-server.js';

/**
 * A Redis server of our own, for those who have set no REDIS_URL.
 *
 * All our processes with the same DATA_DIR share one server, and each keeps one named connection to it, its "keeper".
 * Whoever comes first starts the server, whoever notices its death starts it again, and the last to leave stops it.
 * So nobody owns it: a server left behind by a killed process serves the next one as if nothing had happened.
 */
export type PrivateRedis = {
  /** The path of its unix socket. */
  readonly address: string;
  /** Leaves the server, and stops it when nobody else uses it. */
  readonly stop: () => Promise<void>;
};

const keeperName = 'lang-nghe-keeper';
const leavingName = 'lang-nghe-leaving';
const startTimeoutMs = 30_000;
const stopSeconds = 3;
/** A server that ends sooner than this after its start is started again with a growing pause. */
const healthyLifeMs = 10_000;

export async function startPrivateRedis(options: { dataDir: string; log: Logger }): Promise<PrivateRedis> {
  const { log } = options;
  const place = await prepareRedisPlace(options.dataDir);
  const leaving = new AbortController();
  const isLeaving = (): boolean => leaving.signal.aborted;
  let { keeper, child } = await join(place, leaving.signal);

  const watch = async (): Promise<void> => {
    let failures = 0;
    while (!isLeaving()) {
      const since = Date.now();
      if (keeper.status !== 'end') await new Promise((resolve) => keeper.once('end', resolve));
      if (isLeaving()) return;
      failures = Date.now() - since < healthyLifeMs ? failures + 1 : 0;
      log.error({ failures }, 'the private Redis ended; starting it again');
      try {
        if (failures > 1) await sleep(pauseMs(failures), undefined, { signal: leaving.signal });
        ({ keeper, child } = await join(place, leaving.signal));
        log.info('the private Redis answers again');
      } catch (error) {
        if (!isLeaving()) log.error({ err: error }, 'the private Redis does not start');
      }
    }
  };
  const watching = watch();

  return {
    address: place.socket,
    stop: async () => {
      leaving.abort();
      if (keeper.status === 'end') await watching; // which may be starting the server at this very moment
      const outcome = await leave(keeper);
      keeper.disconnect();
      await watching;
      if (outcome === 'others-stay') return;
      if (outcome === 'shutting-down' && (await redisEnded(place, stopSeconds))) return;
      // Only what is certainly our child: the number of any other process may have been given away meanwhile.
      if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      log.warn('the private Redis did not stop in time');
      process.kill(-child.pid, 'SIGKILL');
      await redisEnded(place, stopSeconds);
    },
  };
}

/** Connects to the server of this place, starting it as often as needed. `child` is there when it was we who did. */
async function join(place: RedisPlace, signal: AbortSignal): Promise<{ keeper: Redis; child?: ChildProcess }> {
  const deadline = Date.now() + startTimeoutMs;
  const first = await knock(place);
  if (first !== undefined) return { keeper: first };
  await requireRedisPrograms();
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    const child = await launchRedis(place);
    do {
      const keeper = await knock(place);
      if (keeper !== undefined) return { keeper, child };
      await sleep(10);
    } while (child.exitCode === null && child.signalCode === null && Date.now() < deadline);
    // Our attempt ended: another process was quicker, or an old server is still on its way out, or Redis cannot start.
    const late = Date.now() >= deadline;
    if (late || (attempt >= 6 && (await redisEnded(place, 0)))) {
      throw new Error(`redis-server does not start, its last words in ${place.log}: ${await lastWords(place)}`);
    }
    await sleep(pauseMs(attempt), undefined, { signal });
  }
}

/** One connection that never reconnects, or undefined when nobody listens. Waits while the server reads its file. */
async function knock(place: RedisPlace): Promise<Redis | undefined> {
  const keeper = new Redis(place.socket, {
    connectionName: keeperName,
    lazyConnect: true,
    retryStrategy: () => null,
    commandTimeout: 1_000,
    disconnectTimeout: 100,
  });
  let refusal: unknown;
  keeper.on('error', (error) => {
    refusal = error;
  });
  try {
    await keeper.connect();
    return keeper;
  } catch (error) {
    keeper.disconnect();
    if (refusal instanceof Error && 'code' in refusal && refusal.code === 'EACCES') {
      throw new Error(`another user's Redis listens on ${place.socket}`, { cause: error });
    }
    return undefined;
  }
}

/**
 * Takes our name off the list, then looks who is left. Redis does one command at a time, so of several who leave at
 * once exactly those see an empty list who come after everybody's first command: the last one never misses it.
 */
async function leave(keeper: Redis): Promise<'others-stay' | 'shutting-down' | 'no-answer'> {
  try {
    await keeper.client('SETNAME', leavingName);
    const clients = String(await keeper.client('LIST'));
    if (clients.includes(` name=${keeperName} `)) return 'others-stay';
    // Answers only by closing the connection.
    await Promise.allSettled([keeper.shutdown('NOSAVE')]);
    return 'shutting-down';
  } catch {
    return 'no-answer'; // it is gone already, or hangs
  }
}

function pauseMs(attempt: number): number {
  return Math.min(10 * 2 ** attempt, 5_000);
}
