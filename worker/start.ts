import type { Job, Worker } from 'bullmq';
import { attemptLimit, type Attempt } from '../core/attempts.js';
import { escalationTimes } from '../core/escalation.js';
import { alertSettings } from '../core/survey-alerts.js';
import type { QueueName, WorkerQueue } from '../core/outbox.js';
import type { JobData } from '../runtime/queues.js';
import { inBatches } from '../prisma/in-batches.js';
import { categorizeCases } from './categorize/categorize-cases.js';
import type { StepDeps, Timing, WorkerDeps } from './deps.js';
import { forwardCases } from './forward/forward-cases.js';
import { openForwardOut } from './forward/forward-out.js';
import { openMailer } from './forward/send-mail.js';
import { readYaml } from '../runtime/read-data.js';
import { startRelay } from './relay.js';
import { remindCases } from './remind/remind-cases.js';
import { startReporting } from './report/look-after-campaigns.js';
import { openReminders, readReminderKey, type Reminder, type Reminders } from './remind/schedule.js';
import { openDuplicates } from './route/open-duplicates.js';
import { routeCases } from './route/route-cases.js';
import { runJob } from './run-job.js';
import { createUnderWay, type UnderWay } from './under-way.js';
import { openStep } from './step.js';

export type { WorkerDeps } from './deps.js';

/** The running worker. */
export type RunningWorker = {
  /** Something new is in the outbox: hand it over at once instead of at the next look. */
  readonly wake: () => void;
  /** Hands nothing over any more, then lets the jobs under way end. */
  readonly stop: () => Promise<void>;
};

const defaultTiming: Timing = {
  pollMs: 75,
  againMs: 60_000,
  backoffMs: 1000,
  attempts: attemptLimit,
  sweepMs: 30_000,
  aheadMs: 10 * 60_000,
  webhookTimeoutMs: 10_000,
};

// Jobs of one queue that wait together for the same transaction.
const concurrency = 64;
const pingMs = 500;
// Calls to other people's servers at a time.
const outwardConcurrency = 8;

/** Starts relay and steps. Rejects when a file of data/ is wrong; Redis may still be away. */
export async function startWorker(given: WorkerDeps): Promise<RunningWorker> {
  const base = {
    ...given,
    timing: { ...defaultTiming, ...given.timing },
    escalation: await readYaml('escalation.yaml', escalationTimes),
    duplicates: await openDuplicates(),
    alerts: await readYaml('alerts.yaml', alertSettings),
  };
  const reminders = openReminders(base);
  const rebuild = () => {
    reminders.rebuild().catch((error: unknown) => {
      base.log.debug({ err: error }, 'reminders are left to the next look');
    });
  };
  // Redis that was away may have come back empty.
  const relay = startRelay(base, rebuild);
  const deps: StepDeps = { ...base, wake: relay.wake };
  const mailer = deps.mail === undefined ? undefined : openMailer(deps.mail, deps.directory);
  const underWay = createUnderWay();

  const steps: Readonly<Record<WorkerQueue, (row: number) => Promise<Attempt>>> = {
    categorize: openStep(
      deps,
      'categorize',
      (tx, payloads, now) => categorizeCases(deps, tx, payloads, now),
      (done) => {
        for (const one of done) deps.onEvent?.({ type: 'categorized', ...one });
      },
    ),
    route: openStep(deps, 'route', (tx, payloads, now) => routeCases(deps, tx, payloads, now)),
    forward: openStep(
      deps,
      'forward',
      (tx, payloads, now) => forwardCases(deps, tx, payloads, now),
      (next) => {
        deps.onEvent?.({ type: 'forwarded', cases: next.length });
        setAlarms(deps, reminders, next);
      },
    ),
    'forward-out': openForwardOut(deps, mailer),
  };
  const workers: Worker<JobData>[] = (Object.keys(steps) as WorkerQueue[]).map((queue) =>
    deps.queues.work(queue, underWay.track(runJob(deps, queue, steps[queue])), {
      concurrency: queue === 'forward-out' ? outwardConcurrency : concurrency,
    }),
  );
  workers.push(workReminders(deps, reminders, underWay));

  // Not waited for: it is needed when the first report comes, and then it should not hold up a transaction.
  void deps.duplicates().catch(() => undefined);

  const reporting = startReporting(deps);
  const sweep = setInterval(rebuild, deps.timing.sweepMs);
  rebuild();

  return {
    wake: deps.wake,
    stop: async () => {
      clearInterval(sweep);
      await reporting.stop();
      await relay.stop();
      // Without Redis BullMQ would wait for it to come back; the jobs under way need only the store.
      const force = await deps.queues.ping(pingMs).then(
        () => false,
        () => true,
      );
      await Promise.all(workers.map((worker) => worker.close(force)));
      await underWay.ended();
      mailer?.close();
    },
  };
}

/** Best effort: alarm clocks that cannot be set now are set by the next rebuild. */
function setAlarms({ log }: StepDeps, reminders: Reminders, next: readonly Reminder[]): void {
  reminders.schedule(next).catch((error: unknown) => {
    log.debug({ err: error }, 'reminders are left to the next look');
  });
}

function workReminders(deps: StepDeps, reminders: Reminders, underWay: UnderWay): Worker<JobData> {
  const queue: QueueName = 'remind';
  const remind = inBatches<Reminder>(concurrency, async (rung) => {
    const next = await deps.store.write((tx) => remindCases(deps, tx, rung, deps.now()));
    setAlarms(deps, reminders, next);
    deps.wake();
  });
  return deps.queues.work(
    queue,
    underWay.track(async (job: Job<JobData>) => {
      const startedAt = deps.now();
      const rung = readReminderKey(job.data.id);
      if (rung === undefined) throw new TypeError('a reminder is not readable');
      await remind(rung).catch((error: unknown) => {
        // BullMQ tries again, and after it the next rebuild: the store still says that the case is due.
        deps.log.warn({ err: error, queue, case: rung.case }, 'a job failed');
        throw error;
      });
      deps.onEvent?.({ type: 'job', queue, outcome: 'done', ms: deps.now() - startedAt });
    }),
    { concurrency },
  );
}
