import type { Directory } from '../core/directory.js';
import type { EscalationTimes } from '../core/escalation.js';
import type { ProvinceCode } from '../core/ids.js';
import type { Category, Understand } from '../core/labels.js';
import type { QueueName } from '../core/outbox.js';
import type { AlertSettings } from '../core/survey-alerts.js';
import type { Store } from '../prisma/client.js';
import type { Logger } from '../runtime/logger.js';
import type { Queues } from '../runtime/queues.js';
import type { Duplicates } from './route/open-duplicates.js';

/** What the steps of the worker share. */
export type WorkerDeps = {
  readonly store: Store;
  readonly queues: Queues;
  readonly directory: Directory;
  readonly understand: Understand;
  /** Gets the cases whose commune nobody could tell. */
  readonly homeProvince: ProvinceCode;
  /** E-mail and webhooks of communes; `blackhole` keeps them off. */
  readonly forwardMode: 'blackhole' | 'live';
  readonly mail: { readonly url: string; readonly from: string } | undefined;
  /** Stands for every wait of data/escalation.yaml. */
  readonly escalateAfterMs: number | undefined;
  /** Lets webhooks go to private and loopback addresses, and by plain HTTP: for tests and demonstrations only. */
  readonly allowPrivateTargets?: boolean;
  readonly log: Logger;
  readonly now: () => number;
  readonly onEvent?: (event: WorkerEvent) => void;
  readonly timing?: Partial<Timing>;
};

/** What the worker tells about itself, for metrics. */
export type WorkerEvent =
  | { readonly type: 'relayed'; readonly rows: number }
  | {
      readonly type: 'job';
      readonly queue: QueueName;
      readonly outcome: 'done' | 'failed' | 'dead';
      readonly ms: number;
    }
  | { readonly type: 'categorized'; readonly category: Category; readonly abstained: boolean }
  | { readonly type: 'forwarded'; readonly cases: number };

/** Paces; tests shorten them. */
export type Timing = {
  /** Between two looks at the outbox when nobody wakes the relay. */
  readonly pollMs: number;
  /** After what time a row is handed to the queue again, in case Redis lost its job. */
  readonly againMs: number;
  /** Before the first repeat of a failed job; doubles with each. */
  readonly backoffMs: number;
  readonly attempts: number;
  /** Between two looks for reminders that Redis may have lost. */
  readonly sweepMs: number;
  /** How far ahead reminders are handed to Redis. */
  readonly aheadMs: number;
  readonly webhookTimeoutMs: number;
};

/** What `startWorker` makes of it: paces and data complete, and a way to call the relay. */
export type StepDeps = Omit<WorkerDeps, 'timing'> & {
  readonly timing: Timing;
  readonly escalation: EscalationTimes;
  readonly duplicates: () => Promise<Duplicates>;
  readonly alerts: AlertSettings;
  /** Something new is in the outbox. */
  readonly wake: () => void;
};

/** What looking after campaigns needs of it. */
export type ReportDeps = Pick<StepDeps, 'store' | 'directory' | 'log' | 'now' | 'wake' | 'alerts'>;
