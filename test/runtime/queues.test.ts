import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../runtime/logger.js';
import { openQueues } from '../../runtime/queues.js';
import { startRedis, type TestRedis } from '../support/redis.js';

let redis: TestRedis;
beforeEach(async () => {
  redis = await startRedis();
});
afterEach(() => redis.stop());

describe('queues', () => {
  it('carry a row again when it failed, and a paused one without counting it', async () => {
    const queues = openQueues(redis.address, createLogger('silent'));
    const ends = [{ type: 'paused', ms: 20 }, { type: 'failed', because: 'test' }, { type: 'done' }] as const;
    const rows: number[] = [];
    const done = new Promise<void>((resolve) => {
      queues.carry('deliver-web', (row) => {
        rows.push(row);
        const end = ends[rows.length - 1] ?? { type: 'done' };
        if (end.type === 'done') resolve();
        return Promise.resolve(end);
      });
    });
    await queues.queue('deliver-web').add('test', { id: '17' }, { attempts: 2, backoff: 10 });
    await done;
    expect(rows).toEqual([17, 17, 17]);
    await queues.close();
  });

  it('close in good time though Redis is away', async () => {
    const queues = openQueues(redis.address, createLogger('silent'));
    queues.carry('deliver-web', () => Promise.resolve({ type: 'done' }));
    await queues.queue('deliver-web').waitUntilReady();
    await redis.kill();
    const start = performance.now();
    await queues.close();
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
