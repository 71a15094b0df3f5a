import { describe, expect, it } from 'vitest';
import { afterFailure, jobIdOf } from '../../core/attempts.js';
import { escalationDue, type EscalationTimes } from '../../core/escalation.js';
import { roundOf, roundReason } from '../../core/round.js';
import { StoreBusyError } from '../../prisma/busy.js';
import { inBatches } from '../../prisma/in-batches.js';
import { createUnderWay } from '../../worker/under-way.js';

describe('batches', () => {
  it('collect what comes together or while one is under way', async () => {
    const batches: (readonly number[])[] = [];
    const add = inBatches<number>(3, async (items) => {
      batches.push(items);
      await Promise.resolve();
    });
    await Promise.all([1, 2, 3, 4, 5, 6].map(add));
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('let only the culprit fail', async () => {
    const done: number[] = [];
    const add = inBatches<number>(10, async (items) => {
      await Promise.resolve();
      if (items.includes(3)) throw new Error('three');
      done.push(...items);
    });
    const results = await Promise.allSettled([1, 2, 3, 4].map(add));
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(done).toEqual([1, 2, 4]);
  });

  it('do not knock again and again at a locked store', async () => {
    let runs = 0;
    const add = inBatches<number>(10, () => {
      runs += 1;
      return Promise.reject(new StoreBusyError());
    });
    await Promise.allSettled([1, 2, 3].map(add));
    expect(runs).toBe(1);
  });
});

describe('attempts', () => {
  it('end at the limit or where trying again cannot help', () => {
    expect([afterFailure(7, false), afterFailure(8, false), afterFailure(1, true)]).toEqual(['retry', 'bury', 'bury']);
  });

  it('belong to one job for the same rows, whose id BullMQ accepts', () => {
    expect(jobIdOf([17])).toBe('ob-17');
    expect(jobIdOf([17, 19])).toBe('ob-17-19');
  });
});

describe('escalation', () => {
  const times: EscalationTimes = {
    source: 'test',
    checked: '2026-11-21',
    verified: false,
    normal: { reminder: 60, escalation: 120 },
    urgent: { reminder: 5, escalation: 10 },
  };
  const due = (urgent: boolean, step: 0 | 1 | 2, overrideMs?: number) =>
    escalationDue(times, { urgent, step, now: 0, overrideMs });

  it('follows the file, and ends after two steps', () => {
    expect([due(false, 0), due(false, 1), due(false, 2)]).toEqual([3_600_000, 7_200_000, null]);
    expect([due(true, 0), due(true, 1)]).toEqual([300_000, 600_000]);
  });

  it('is overridden in demonstrations', () => {
    expect([due(false, 0, 7), due(true, 1, 7), due(true, 2, 7)]).toEqual([7, 7, null]);
  });
});

it('a round tells its reason', () => {
  expect(
    ['first', 'transfer-2', roundOf('reopened', 5), roundOf('escalation', 1), 'whatever'].map(roundReason),
  ).toEqual(['first', 'transfer', 'reopened', 'escalation', 'first']);
});

it('whoever stops waits for what is under way, also for what fails', async () => {
  const underWay = createUnderWay();
  const order: string[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const run = underWay.track(async (name: string) => {
    await gate;
    order.push(name);
    if (name === 'bad') throw new Error(name);
  });
  const runs = Promise.allSettled([run('good'), run('bad')]);
  const ended = underWay.ended().then(() => order.push('ended'));
  release();
  await Promise.all([runs, ended]);
  expect(order).toEqual(['good', 'bad', 'ended']);
});
