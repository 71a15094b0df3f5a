import type { CaseId } from '../../core/ids.js';
import { dueEscalations } from '../../prisma/store/sorting.js';
import type { StepDeps } from '../deps.js';

/** A case that must be looked at again at a time. */
export type Reminder = { readonly case: CaseId; readonly at: number };

/** The store says what is due; Redis only keeps the alarm clocks, and may lose them. */
export type Reminders = {
  /** Sets alarm clocks for those that ring soon; the others are found when their time comes near. */
  readonly schedule: (reminders: readonly Reminder[]) => Promise<void>;
  /** Sets the alarm clocks of all cases whose time is near, where they are missing. */
  readonly rebuild: () => Promise<void>;
};

const sweepLimit = 5000;

/** What a job of the queue `remind` carries: the case, and the time that the store named. */
const reminderKey = ({ case: id, at }: Reminder): string => `${id}@${at}`;

export function readReminderKey(key: string): Reminder | undefined {
  const match = /^(cas_[\w-]+)@(\d+)$/.exec(key);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { case: match[1] as CaseId, at: Number(match[2]) };
}

export function openReminders({
  store,
  queues,
  now,
  timing,
  log,
}: Pick<StepDeps, 'store' | 'queues' | 'now' | 'timing' | 'log'>): Reminders {
  const schedule = async (reminders: readonly Reminder[]): Promise<void> => {
    const near = reminders.filter(({ at }) => at <= now() + timing.aheadMs);
    if (near.length === 0) return;
    await queues.queue('remind').addBulk(
      near.map((reminder) => ({
        name: 'remind',
        data: { id: reminderKey(reminder) },
        opts: {
          // The time is part of the id: a case that comes back later has another alarm clock.
          jobId: `remind-${reminder.case}-${reminder.at}`,
          delay: Math.max(0, reminder.at - now()),
          attempts: timing.attempts,
          backoff: { type: 'exponential', delay: timing.backoffMs, jitter: 0.5 },
          removeOnComplete: true,
          removeOnFail: true,
        },
      })),
    );
  };
  return {
    schedule,
    rebuild: async () => {
      const due = await dueEscalations(store.db, now() + timing.aheadMs, sweepLimit);
      if (due.length === sweepLimit) log.warn({ cases: due.length }, 'very many cases wait to be reminded of');
      await schedule(due.map(({ id, at }) => ({ case: id, at })));
    },
  };
}
