import { UnrecoverableError, type Job } from 'bullmq';
import { afterFailure, type Attempt } from '../core/attempts.js';
import type { QueueName } from '../core/outbox.js';
import { StoreBusyError } from '../prisma/busy.js';
import { buryOutbox, failedOutbox } from '../prisma/store/outbox.js';
import type { JobData } from '../runtime/queues.js';
import type { StepDeps } from './deps.js';

type RunDeps = Pick<StepDeps, 'store' | 'log' | 'now' | 'onEvent' | 'timing'>;

/**
 * Makes a BullMQ processor of a step: a failed attempt is counted in the store, and after the last one the row is
 * given up there with an alarm. The store decides, not Redis, which may have been emptied meanwhile. Of several rows
 * in a job each has its own fate; those that are done are not found when the others are tried again.
 */
export function runJob(
  deps: RunDeps,
  queue: QueueName,
  attempt: (row: number) => Promise<Attempt>,
): (job: Job<JobData>) => Promise<void> {
  return async (job) => {
    const rows = [Number(job.data.id), ...(job.data.more ?? [])];
    const carried = await Promise.allSettled(rows.map((row) => carryOut(deps, queue, row, attempt)));
    const fates = carried.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
    const failed = fates.filter((one) => one !== 'done');
    const retried = failed.find(({ fate }) => fate === 'retry');
    if (retried !== undefined) throw new Error(retried.because);
    const [buried] = failed;
    if (buried !== undefined) throw new UnrecoverableError(buried.because);
  };
}

type Fate = 'done' | { readonly fate: 'retry' | 'bury'; readonly because: string };

async function carryOut(
  deps: RunDeps,
  queue: QueueName,
  row: number,
  attempt: (row: number) => Promise<Attempt>,
): Promise<Fate> {
  const startedAt = deps.now();
  const tell = (outcome: 'done' | 'failed' | 'dead') =>
    deps.onEvent?.({ type: 'job', queue, outcome, ms: deps.now() - startedAt });
  const result = await attempt(row).catch((error: unknown): Attempt => {
    // A locked store is not the row's fault and is not counted: BullMQ, and after it the relay, bring the job back.
    if (error instanceof StoreBusyError) throw error;
    deps.log.warn({ err: error, queue, row }, 'a job failed');
    return { type: 'failed', because: nameOf(error), permanent: false };
  });
  if (result.type === 'done') {
    tell('done');
    return 'done';
  }
  const fate = await settle(deps, row, result);
  tell(fate === 'retry' ? 'failed' : 'dead');
  const { because } = result;
  if (fate === 'bury') deps.log.error({ alarm: true, queue, row, because }, 'a job was given up; see: npm run dead');
  return { fate, because };
}

function settle(
  { store, now, timing }: RunDeps,
  row: number,
  failure: Extract<Attempt, { type: 'failed' }>,
): Promise<'retry' | 'bury'> {
  return store.write(async (tx) => {
    const attempts = await failedOutbox(tx, row, now() + timing.againMs, failure.because);
    const fate = afterFailure(attempts, failure.permanent, timing.attempts);
    if (fate === 'bury') await buryOutbox(tx, row, now(), failure.because);
    return fate;
  });
}

/** Messages of libraries may quote what a person wrote; class and code are enough. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}`;
}
