import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commune } from '../support/cases.js';
import { startProgram, type Program } from '../support/program.js';
import { ask, sendReport } from './report.js';

describe('while Redis is away', () => {
  let program: Program;
  beforeEach(async () => {
    program = await startProgram();
  });
  afterEach(() => program.stop());

  const ready = async () => (await fetch(`${program.url}/readyz`)).status;
  const becomesReady = (status: number) => expect.poll(ready, { timeout: 10_000 }).toBe(status);

  it('a citizen is answered as ever, and the card arrives once when it is back', async () => {
    const official = await program.official(commune);
    const citizen = await program.citizen();
    expect(await ready()).toBe(200);
    await program.redis.kill();
    await becomesReady(503);

    const code = await sendReport(citizen);
    expect(await ask(citizen, code)).toContain(code);
    expect(official.heard).toHaveLength(1);

    await program.redis.start();
    expect((await official.next(10_000)).text).toContain(`HỒ SƠ MỚI\n${code}`);
    await becomesReady(200);
    await nothingWaits();
    expect(official.heard).toHaveLength(2);
  });

  it('jobs that it lost are made anew from the store', async () => {
    const official = await program.official(commune);
    const citizen = await program.citizen();
    const codes = [await sendReport(citizen)];
    // What the second report leads to is in Redis, or on its way there, when everything in it is wiped.
    const redis = new Redis(program.redis.address);
    codes.push(await sendReport(citizen));
    await redis.flushall();
    redis.disconnect();

    const cards = [await official.next(10_000), await official.next(10_000)];
    expect(cards.map(({ text }) => codes.find((code) => text.startsWith(`HỒ SƠ MỚI\n${code}`))).sort()).toEqual(
      [...codes].sort(),
    );
    await nothingWaits();
    expect(official.heard).toHaveLength(3);
  });

  it('an official answers, and the citizen hears of it when Redis is back', async () => {
    const official = await program.official(commune);
    const citizen = await program.citizen();
    const code = await sendReport(citizen);
    await official.next();
    await program.redis.kill();

    await official.taps('Tiếp nhận');
    expect((await official.next()).text).toBe(`Đã tiếp nhận hồ sơ ${code}. Người dân sẽ được báo.`);
    const heard = citizen.heard.length;
    await program.redis.start();
    expect((await citizen.next(10_000)).text).toContain(`Hồ sơ ${code} đã được UBND xã Ngọc Thiện tiếp nhận`);
    await nothingWaits();
    expect(citizen.heard).toHaveLength(heard + 1);
  });

  const nothingWaits = () => expect.poll(() => program.store.db.outbox.count(), { timeout: 10_000 }).toBe(0);
});
