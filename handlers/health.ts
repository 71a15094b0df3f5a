import type { Store } from '../prisma/client.js';
import { outboxAge, type OutboxAge } from '../prisma/store/outbox.js';
import type { Queues } from '../runtime/queues.js';

/** Whether the program can do its work; each check rejects when it cannot. */
export type HealthChecks = {
  readonly store: () => Promise<void>;
  readonly queue: () => Promise<void>;
  readonly outbox: () => Promise<OutboxAge>;
};

const patienceMs = 1000;

export function createHealthChecks(store: Store, queues: Queues): HealthChecks {
  return {
    store: async () => {
      await store.db.$queryRaw`SELECT 1`;
    },
    queue: () => queues.ping(patienceMs),
    outbox: () => outboxAge(store, Date.now()),
  };
}
