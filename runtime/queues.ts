import { DelayedError, Queue, Worker, type Job, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import type { QueueName } from '../core/outbox.js';
import { inTime } from './in-time.js';
import type { Logger } from './logger.js';

/**
 * What a job carries: the id of the outbox row (or case) that says the rest, and of rows that go along with it.
 * Nothing personal enters Redis.
 */
export type JobData = { readonly id: string; readonly more?: readonly number[] };

/** How carrying out an outbox row ended, for BullMQ. */
export type Carried =
  | { readonly type: 'done' }
  /** Try again, later and later. */
  | { readonly type: 'failed'; readonly because: string }
  /** Try this one again after so long; the attempt does not count. */
  | { readonly type: 'paused'; readonly ms: number };

const prefix = 'lang-nghe';

/** How soon the jobs of a killed process are taken up by another; dying often is no reason to give a job up. */
const afterDeath = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 1_000, skipVersionCheck: true };

/** How long Redis has to show that it is there, at the end. */
const farewellMs = 500;

/** Connections to Redis, and the queues on it. */
export type Queues = {
  readonly queue: (name: QueueName) => Queue<JobData>;
  readonly work: (
    name: QueueName,
    run: (job: Job<JobData>) => Promise<void>,
    options?: Partial<Pick<WorkerOptions, 'concurrency' | 'limiter'>>,
  ) => Worker<JobData>;
  /** Like `work`, for rows of the outbox whose carrying out has an expected end. */
  readonly carry: (
    name: QueueName,
    run: (outboxId: number) => Promise<Carried>,
    options?: Partial<Pick<WorkerOptions, 'concurrency' | 'limiter'>>,
  ) => void;
  /** Resolves when Redis answers; rejects within `timeoutMs` otherwise. */
  readonly ping: (timeoutMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** `address`: a redis:// URL, or the path of a unix socket. */
export function openQueues(address: string, log: Logger): Queues {
  const connect = (options: { maxRetriesPerRequest: number | null; enableOfflineQueue: boolean }) => {
    const redis = new Redis(address, {
      ...options,
      retryStrategy: (times) => Math.min(100 * times, 2000),
      lazyConnect: false,
    });
    let reported = false;
    redis.on('error', (error) => {
      if (!reported) log.warn({ err: error }, 'Redis cannot be reached; outbox rows wait in the store');
      reported = true;
    });
    redis.on('ready', () => {
      reported = false;
    });
    return redis;
  };
  // Adding fails at once while Redis is away (the row stays in the outbox); workers wait for it to come back.
  const adding = connect({ maxRetriesPerRequest: 1, enableOfflineQueue: false });
  const working = connect({ maxRetriesPerRequest: null, enableOfflineQueue: true });
  const queues = new Map<QueueName, Queue<JobData>>();
  const workers: Worker<JobData>[] = [];
  const work = (
    name: QueueName,
    run: (job: Job<JobData>, token?: string) => Promise<void>,
    options?: Partial<Pick<WorkerOptions, 'concurrency' | 'limiter'>>,
  ): Worker<JobData> => {
    const worker = new Worker<JobData>(name, run, { connection: working, prefix, ...afterDeath, ...options });
    worker.on('error', () => undefined); // reported once by the connection above
    workers.push(worker);
    return worker;
  };
  return {
    queue: (name) => {
      let queue = queues.get(name);
      if (queue === undefined) {
        queue = new Queue<JobData>(name, { connection: adding, prefix, skipVersionCheck: true });
        queue.on('error', () => undefined); // reported once by the connection above
        queues.set(name, queue);
      }
      return queue;
    },
    work,
    carry: (name, run, options) => {
      work(
        name,
        async (job, token) => {
          const carried = await run(Number(job.data.id));
          if (carried.type === 'failed') throw new Error(carried.because);
          if (carried.type === 'done') return;
          await job.moveToDelayed(Date.now() + carried.ms, token);
          throw new DelayedError();
        },
        options,
      );
    },
    ping: async (timeoutMs) => {
      await inTime(adding.ping(), timeoutMs, 'Redis did not answer in time');
    },
    close: async () => {
      // With Redis away there is nothing to finish, and BullMQ would wait for it without end.
      const force = await inTime(adding.ping(), farewellMs, 'Redis is away').then(
        () => false,
        () => true,
      );
      await Promise.allSettled(workers.map((worker) => worker.close(force)));
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      adding.disconnect();
      working.disconnect();
    },
  };
}
