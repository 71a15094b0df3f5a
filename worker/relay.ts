import type { JobsOptions } from 'bullmq';
import { jobIdOf } from '../core/attempts.js';
import { onlyChangesStore, type QueueName } from '../core/outbox.js';
import { anyDue, handOverAgain, takeDue, untakeDue } from '../prisma/store/outbox.js';
import { inTime } from '../runtime/in-time.js';
import type { JobData } from '../runtime/queues.js';
import type { StepDeps } from './deps.js';

/** Carries rows of the outbox to their queues. */
export type Relay = {
  /** Looks at the outbox at once. */
  readonly wake: () => void;
  /** Resolves when nothing is being handed over any more. */
  readonly stop: () => Promise<void>;
};

type RelayDeps = Pick<StepDeps, 'store' | 'queues' | 'log' | 'now' | 'onEvent' | 'timing'>;

const batch = 500;
/** Rows of a step in one job: enough for a burst, few enough for several workers to share it. */
const together = 16;
const pingMs = 1000;
const addMs = 2000;
const longestRestMs = 2000;

/** `onReturn` is called when Redis answers again after it was away: it may have come back empty. */
export function startRelay(deps: RelayDeps, onReturn: () => void): Relay {
  const rest = restful();
  let stopping = false;
  let failures = 0;
  // Handed over before this process began, or before Redis was away: nobody knows what became of it.
  let isUncertain = true;

  const run = async (): Promise<void> => {
    while (!stopping) {
      try {
        await deps.queues.ping(pingMs);
        if (isUncertain) await handOverAgain(deps.store, deps.now());
        isUncertain = false;
        const taken = await handOver(deps);
        if (failures > 0) {
          deps.log.info('the outbox drains again');
          failures = 0;
          onReturn();
        }
        if (taken < batch) await rest.untilWoken(deps.timing.pollMs);
      } catch (error) {
        // One line however long it lasts; the rows wait in the store.
        if (failures === 0) deps.log.warn({ err: error }, 'the outbox cannot be handed to the queues; its rows wait');
        failures += 1;
        isUncertain = true;
        await rest.forAtLeast(Math.min(deps.timing.pollMs * 2 ** failures, longestRestMs));
      }
    }
  };

  const running = run();
  return {
    wake: rest.wake,
    stop: async () => {
      stopping = true;
      rest.end();
      await running;
    },
  };
}

/** Hands over what is due; returns how many rows. */
async function handOver({ store, queues, now, onEvent, timing }: RelayDeps): Promise<number> {
  if (!(await anyDue(store, now()))) return 0;
  const rows = await takeDue(store, now(), now() + timing.againMs, batch);
  const waiting = new Map<QueueName, number[]>();
  for (const { id, queue } of rows) waiting.set(queue, [...(waiting.get(queue) ?? []), id]);
  try {
    for (const [queue, ids] of waiting) {
      const jobs = jobsOf(queue, ids).map((rows) => ({
        name: queue,
        data: dataOf(rows),
        opts: jobOptions(rows, timing),
      }));
      // A queue that was never used before waits for Redis without end.
      await inTime(queues.queue(queue).addBulk(jobs), addMs, 'Redis did not take the jobs in time');
      waiting.delete(queue);
    }
  } catch (error) {
    await untakeDue(store, [...waiting.values()].flat(), now());
    throw error;
  }
  if (rows.length > 0) onEvent?.({ type: 'relayed', rows: rows.length });
  return rows.length;
}

type Rows = readonly [number, ...number[]];

/** A job costs Redis and us a third of a millisecond, which a step of the worker mostly takes less than. */
function jobsOf(queue: QueueName, ids: readonly number[]): readonly Rows[] {
  const size = onlyChangesStore(queue) ? together : 1;
  const jobs: Rows[] = [];
  for (let at = 0; at < ids.length; at += size) {
    const [first, ...more] = ids.slice(at, at + size);
    if (first !== undefined) jobs.push([first, ...more]);
  }
  return jobs;
}

const dataOf = ([first, ...more]: Rows): JobData => ({ id: String(first), ...(more.length === 0 ? {} : { more }) });

function jobOptions(rows: Rows, { attempts, backoffMs }: StepDeps['timing']): JobsOptions {
  return {
    jobId: jobIdOf(rows),
    attempts,
    backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
    // What was given up lies in the store, where it outlives Redis.
    removeOnComplete: true,
    removeOnFail: true,
  };
}

/** A sleeper that can be woken, also by a call that came while it was busy. */
function restful(): {
  readonly wake: () => void;
  readonly end: () => void;
  readonly untilWoken: (ms: number) => Promise<void>;
  readonly forAtLeast: (ms: number) => Promise<void>;
} {
  let woken = false;
  let ended = false;
  let rise: ((reason: 'woken' | 'ended') => void) | undefined;
  const sleep = (ms: number, wakeable: boolean) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ended ? 0 : ms);
      rise = (reason) => {
        if (reason === 'woken' && !wakeable) return;
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    wake: () => {
      woken = true;
      rise?.('woken');
    },
    end: () => {
      ended = true;
      rise?.('ended');
    },
    untilWoken: async (ms) => {
      if (!woken) await sleep(ms, true);
      woken = false;
    },
    forAtLeast: (ms) => sleep(ms, false),
  };
}
