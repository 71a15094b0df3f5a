import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startQueueSending } from '../../../bot/deliver/queue.js';
import { attemptLimit } from '../../../core/attempts.js';
import { outboxAge } from '../../../prisma/store/outbox.js';
import { openQueues } from '../../../runtime/queues.js';
import { startRedis } from '../../support/redis.js';
import { quiet } from '../../support/store.js';
import { openDeliveryRig, type DeliveryRig } from './rig.js';

const unreachable = { type: 'failed', because: 'unreachable' } as const;

let rig: DeliveryRig;
beforeEach(async () => {
  rig = await openDeliveryRig();
});
afterEach(() => rig.close());

describe('an answer', () => {
  it('is sent at once, and nothing is left of it', async () => {
    await rig.says('phản ánh');
    expect(rig.tried).toHaveLength(1);
    expect(await rig.rows()).toEqual([]);
  });

  it('does not overtake one that could not be sent, and both go in order later', async () => {
    rig.answers(unreachable);
    await rig.says('phản ánh');
    await rig.says('Đường vào thôn nhiều ổ gà.');
    await rig.says('menu', 'somebody else');
    expect(rig.tried).toHaveLength(2); // the first one, and that to somebody else
    const [failed, behind] = await rig.rows();
    expect(failed).toMatchObject({ attempts: 1, lastError: 'unreachable' });
    expect(behind).toMatchObject({ attempts: 0, claimedUntil: 0n });
    if (failed === undefined || behind === undefined) throw new Error('two rows should wait');
    // Not before the pause after the failure is over.
    expect(await rig.deps.deliveries.claim(behind.id)).toEqual([]);
    await rig.claimsEnd();
    const claimed = await rig.deps.deliveries.claim(behind.id);
    expect(claimed.map(({ outboxId }) => outboxId)).toEqual([failed.id, behind.id]);
  });

  it('is given up after its last attempt, and what is behind it goes on', async () => {
    rig.answers(unreachable);
    await rig.says('phản ánh');
    await rig.store.db.outbox.updateMany({ data: { attempts: attemptLimit - 1 } });
    rig.answers(unreachable);
    await throughTheQueue(rig, async () => {
      await expect.poll(async () => (await rig.rows()).map(({ deadAt }) => deadAt !== null)).toEqual([true]);
    });
    await rig.says('Đường vào thôn nhiều ổ gà.');
    expect(rig.tried.at(-1)).toMatch(/^Đã ghi/);
  });

  it('that the channel wants later comes later, and the attempts do not count', async () => {
    const pauses = attemptLimit + 2;
    rig.answers(
      ...Array.from({ length: pauses }, () => ({ type: 'failed', because: 'throttled', retryAfterMs: 5 }) as const),
    );
    await rig.says('phản ánh');
    expect(await rig.rows()).toMatchObject([{ attempts: 0, claimedUntil: 0n }]);
    await throughTheQueue(rig, async () => {
      await expect.poll(rig.rows, { timeout: 10_000 }).toEqual([]);
    });
    expect(rig.tried).toHaveLength(pauses + 1);
  });
});

describe('a channel whose settings are wrong', () => {
  it('is left alone, loses nothing however long, and goes on in order when it is repaired', async () => {
    rig.answers({ type: 'failed', because: 'misconfigured', detail: 'the OA is disabled' });
    await rig.says('phản ánh');
    await rig.says('Đường vào thôn nhiều ổ gà.');
    await rig.says('menu', 'somebody else');
    expect(rig.tried).toHaveLength(1);
    expect(await rig.rows()).toMatchObject(Array.from({ length: 3 }, () => ({ attempts: 0, deadAt: null })));
    expect(rig.deps.stopped.get('web')).toBeGreaterThan(Date.now() + 50_000);
    rig.deps.stopped.clear(); // as if the minute had passed
    await rig.says('Thôn Hậu');
    const [first, again, second] = rig.tried;
    expect(again).toBe(first);
    expect(second).toMatch(/^Đã ghi/);
    expect(await rig.rows()).toHaveLength(1); // somebody else's
  });
});

describe('what a channel takes only after the person has written', () => {
  const notNow = { type: 'failed', because: 'not-now' } as const;

  it('waits for days without counting as tried, and is no sign of trouble', async () => {
    rig.answers(notNow);
    await rig.says('phản ánh');
    const [kept] = await rig.rows();
    expect(kept).toMatchObject({ attempts: 0, claimedUntil: 0n, deadAt: null });
    const days = (Number(kept?.dueAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6);
    expect(await outboxAge(rig.store, Date.now() + 3_600_000)).toEqual({ waiting: 1, dead: 0, oldestSeconds: 0 });
  });

  it('goes with the answer to what he writes next, in order', async () => {
    rig.answers(notNow, notNow);
    await rig.says('phản ánh');
    await rig.says('Đường vào thôn nhiều ổ gà.');
    const isKept = (await rig.rows()).map(({ keptBackAt, attempts }) => [keptBackAt !== null, attempts]);
    expect(isKept).toEqual([
      [true, 0],
      [true, 0],
    ]);
    // Without a queue: also while Redis is down.
    await rig.says('Thôn Hậu');
    expect(await rig.rows()).toEqual([]);
    const [first, second, ...sent] = rig.tried;
    expect(second).toBe(first);
    expect(sent).toEqual([first, expect.stringMatching(/^Đã ghi/), expect.any(String)]);
  });
});

describe('a claim', () => {
  it('keeps others off until it ends, and is gone on with only while it lasts', async () => {
    const { deliveries } = rig.deps;
    rig.answers(unreachable);
    await rig.says('phản ánh');
    await rig.claimsEnd();
    const [row] = await rig.rows();
    if (row === undefined) throw new Error('a row should wait');
    expect(await deliveries.claim(row.id)).toHaveLength(1);
    expect(await deliveries.claim(row.id)).toEqual([]);
    await rig.claimsEnd();
    // Too late: somebody else may have it by now.
    await deliveries.hold([row.id]);
    expect(await rig.rows()).toMatchObject([{ claimedUntil: 0n }]);
    expect(await deliveries.claim(row.id)).toHaveLength(1);
    const [before] = await rig.rows();
    await expect.poll(() => Date.now()).toBeGreaterThan(Number(before?.createdAt ?? 0n));
    await deliveries.hold([row.id]);
    const [after] = await rig.rows();
    expect(after?.claimedUntil).toBeGreaterThanOrEqual(before?.claimedUntil ?? 0n);
  });
});

/** Hands all rows to the queue once, as the relay does, and runs it while `check` goes on. */
async function throughTheQueue(
  { deps, inOrder, rows, claimsEnd }: DeliveryRig,
  check: () => Promise<void>,
): Promise<void> {
  const redis = await startRedis();
  const queues = openQueues(redis.address, quiet);
  try {
    await queues.queue('deliver-web').waitUntilReady();
    await claimsEnd();
    startQueueSending({
      ...deps,
      queues,
      inOrder,
      fetchAttachment: () => Promise.resolve('settled'),
      rates: new Map(),
    });
    for (const { id } of await rows()) {
      await queues.queue('deliver-web').add('deliver-web', { id: String(id) }, { attempts: 3, backoff: 5 });
    }
    await check();
  } finally {
    await queues.close();
    await redis.stop();
  }
}
