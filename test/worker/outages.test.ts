import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Redis } from 'ioredis';
import { addToOutbox, listDead, reviveDead } from '../../prisma/store/outbox.js';
import { commune } from '../support/cases.js';
import { cards, openRig, report, seat, waiting, type Rig } from './rig.js';

const pothole = 'Đường vào thôn nhiều ổ gà, đề nghị sửa';

describe('the worker through outages', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.close());

  const drained = () => expect.poll(() => waiting(rig.store), { timeout: 20_000, interval: 20 }).toBe(0);
  const forwarded = () => rig.store.db.case.count({ where: { status: 'forwarded' } });

  it('keeps reports while Redis is down and forwards each once when it is back', async () => {
    await seat(rig.store, commune);
    const worker = await rig.start();
    await rig.redis.kill();
    const ids = await Promise.all(Array.from({ length: 20 }, () => report(rig.store, pothole)));
    worker.wake();
    await expect
      .poll(() => rig.log.filter((line) => line.msg.startsWith('the outbox cannot')).length, { timeout: 5000 })
      .toBe(1);
    expect(await forwarded()).toBe(0);

    await rig.redis.start();
    await drained();
    expect(await forwarded()).toBe(ids.length);
    const sent = await cards(rig.store);
    expect(sent.map((card) => card.case).sort()).toEqual([...ids].sort());
    // One line when it began and one when it ended, however long it took.
    expect(rig.log.filter((line) => line.msg.startsWith('the outbox')).map((line) => line.msg)).toEqual([
      'the outbox cannot be handed to the queues; its rows wait',
      'the outbox drains again',
    ]);
  });

  it('stops while Redis is down', async () => {
    const worker = await rig.start();
    await rig.redis.kill();
    await worker.stop();
  });

  it('loses nothing when Redis is emptied under way', async () => {
    await seat(rig.store, commune);
    const worker = await rig.start({ escalateAfterMs: 1500 });
    const emptier = new Redis(rig.redis.address);
    const ids = [];
    for (let round = 0; round < 5; round += 1) {
      ids.push(...(await Promise.all(Array.from({ length: 10 }, () => report(rig.store, pothole)))));
      worker.wake();
      await emptier.flushall();
    }
    emptier.disconnect();
    await drained();
    expect(await forwarded()).toBe(ids.length);
    const reminded = async () =>
      (await cards(rig.store)).filter((card) => card.reason === 'reminder').map((card) => card.case);
    await expect.poll(reminded, { timeout: 10_000, interval: 50 }).toHaveLength(ids.length);
    expect(new Set(await reminded())).toEqual(new Set(ids));
    expect((await cards(rig.store)).filter((card) => card.reason === 'first')).toHaveLength(ids.length);
  });

  it('works beside another worker without doing anything twice', async () => {
    await seat(rig.store, commune);
    const ids = await Promise.all(Array.from({ length: 60 }, () => report(rig.store, pothole)));
    await Promise.all([rig.start(), rig.start()]);
    await drained();
    expect((await cards(rig.store)).map((card) => card.case).sort()).toEqual([...ids].sort());
  });

  it('gives up what always fails, with an alarm, and goes on with the others', async () => {
    await seat(rig.store, commune);
    await rig.store.write((tx) =>
      // A row in a queue that cannot carry it: a bug, and the same at every attempt.
      addToOutbox(tx, rig.store.seal, [{ queue: 'categorize', payload: { type: 'route', case: 'cas_x' } }], Date.now()),
    );
    const ids = await Promise.all(Array.from({ length: 5 }, () => report(rig.store, pothole)));
    await rig.start();
    await drained();
    expect(await forwarded()).toBe(ids.length);
    const dead = await listDead(rig.store);
    expect(dead).toMatchObject([{ queue: 'categorize', attempts: 3, lastError: 'TypeError' }]);
    expect(rig.log.filter((line) => line.alarm === true)).toMatchObject([{ level: 50 }]);
    // A dead row is left alone until somebody brings it back; then it has all its attempts again.
    expect(await reviveDead(rig.store, 'all', Date.now())).toBe(1);
    await expect.poll(() => rig.log.filter((line) => line.alarm === true).length, { timeout: 5000 }).toBe(2);
  });
});
