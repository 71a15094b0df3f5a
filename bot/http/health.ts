import { Router } from 'express';
import type { Registry } from 'prom-client';
import type { Logger } from '../../runtime/logger.js';

/** What the program needs in order to work. Each check rejects, or is late, when its part cannot be used. */
export type Health = {
  readonly store: () => Promise<void>;
  readonly queue: () => Promise<void>;
  readonly outbox: () => Promise<OutboxAge>;
};

export type OutboxAge = { readonly waiting: number; readonly dead: number; readonly oldestSeconds: number };

const patienceMs = 1000;

/** GET /healthz (alive), /readyz (able to work), /metrics (for Prometheus). */
export function healthRoutes(health: Health, metrics: Registry, log: Logger): Router {
  const router = Router();
  router.use(['/healthz', '/readyz', '/metrics'], (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });
  router.get('/readyz', async (_request, response) => {
    const [store, queue, outbox] = await Promise.all([
      attempt(health.store),
      attempt(health.queue),
      attempt(health.outbox),
    ]);
    const failures = Object.entries({ store, queue, outbox }).flatMap(([part, result]) =>
      result.type === 'failed' ? [{ part, error: result.error }] : [],
    );
    for (const { part, error } of failures) log.warn({ part, err: error }, 'not ready');
    response.status(failures.length === 0 ? 200 : 503).json({
      ready: failures.length === 0,
      failed: failures.map(({ part }) => part),
      outbox: outbox.type === 'ok' ? outbox.value : null,
    });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}

type Attempt<T> = { readonly type: 'ok'; readonly value: T } | { readonly type: 'failed'; readonly error: unknown };

async function attempt<T>(check: () => Promise<T>): Promise<Attempt<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('no answer in time'));
    }, patienceMs);
  });
  try {
    return { type: 'ok', value: await Promise.race([check(), late]) };
  } catch (error) {
    return { type: 'failed', error };
  } finally {
    clearTimeout(timer);
  }
}
