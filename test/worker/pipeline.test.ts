import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addToOutbox } from '../../prisma/store/outbox.js';
import { findOpenCases } from '../../prisma/store/cases.js';
import { commune, province } from '../support/cases.js';
import { cards, openRig, report, seat, waiting, type Rig } from './rig.js';

const pothole = 'Đường vào thôn nhiều ổ gà, đề nghị sửa';
const aboutChairman = 'Chủ tịch xã nhận tiền của doanh nghiệp để cho san lấp ruộng trái phép';

describe('a report on its way to the officials', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.close());

  const drained = () => expect.poll(() => waiting(rig.store), { timeout: 10_000, interval: 20 }).toBe(0);
  const stored = (id: string) =>
    rig.store.db.case.findUniqueOrThrow({
      where: { id },
      include: { events: { orderBy: { id: 'asc' } }, forwardings: true },
    });

  it('is categorized, routed and forwarded to every seat of its commune', async () => {
    const seats = [await seat(rig.store, commune), await seat(rig.store, commune, 'lanh-dao')];
    const id = await report(rig.store, pothole);
    await rig.start();
    await drained();

    const found = await stored(id);
    expect(found).toMatchObject({
      category: 'giao-thong',
      status: 'forwarded',
      level: 'commune',
      ownerCode: '07351',
      bypass: false,
      escalationStep: 0,
    });
    expect(found.escalateAt).not.toBeNull();
    expect(found.events.map((event) => event.type)).toEqual(['categorized', 'routed', 'forwarded']);
    const sent = await cards(rig.store);
    expect(sent.map((card) => card.seat).sort()).toEqual([...seats].sort());
    expect(sent.every((card) => card.case === id && card.reason === 'first')).toBe(true);
    expect(sent.map((card) => card.forwarding).sort()).toEqual(found.forwardings.map((one) => one.id).sort());
  });

  it('leaves nothing but ids in Redis', async () => {
    await seat(rig.store, commune);
    await report(rig.store, pothole);
    await rig.start();
    await drained();
    await expect
      .poll(async () => (await rig.queues.queue('deliver-web').getJobs()).map((job) => job.data))
      .toHaveLength(1);
    const [job] = await rig.queues.queue('deliver-web').getJobs();
    expect(Object.keys(job?.data ?? {})).toEqual(['id']);
    expect(job?.data.id).toMatch(/^\d+$/);
  });

  it('takes a burst through in few jobs, with nothing but ids in them', async () => {
    await seat(rig.store, commune);
    const ids = await Promise.all(Array.from({ length: 20 }, () => report(rig.store, pothole)));
    const queue = rig.queues.queue('categorize');
    await queue.pause();
    await rig.start();
    await expect.poll(async () => (await queue.getJobs()).length).toBe(2);
    const carried = (await queue.getJobs()).map(({ data }) => [Number(data.id), ...(data.more ?? [])]);
    expect(carried.map((rows) => rows.length).sort()).toEqual([16, 4]);
    expect(new Set(carried.flat()).size).toBe(ids.length);
    await queue.resume();
    await drained();
    expect((await cards(rig.store)).map((card) => card.case).sort()).toEqual([...ids].sort());
  });

  it('stays the same when every job runs again', async () => {
    await seat(rig.store, commune);
    const id = await report(rig.store, pothole);
    const worker = await rig.start();
    await drained();
    const [before, cardsBefore] = [await stored(id), await cards(rig.store)];
    await rig.store.write((tx) =>
      addToOutbox(
        tx,
        rig.store.seal,
        [
          { queue: 'categorize', payload: { type: 'categorize', case: id } },
          { queue: 'route', payload: { type: 'route', case: id } },
          { queue: 'forward', payload: { type: 'forward', case: id, round: 'first' } },
        ],
        Date.now(),
      ),
    );
    worker.wake();
    await drained();
    const after = await stored(id);
    expect(await cards(rig.store)).toEqual(cardsBefore);
    expect(after.events).toEqual(before.events);
    expect(after.forwardings).toEqual(before.forwardings);
    expect(after).toMatchObject({ category: before.category, ownerCode: before.ownerCode, status: 'forwarded' });
  });

  it('never reaches the commune whose leader it is about', async () => {
    await seat(rig.store, commune);
    const desk = await seat(rig.store, province, 'dieu-phoi');
    const id = await report(rig.store, aboutChairman);
    await rig.start();
    await drained();
    expect(await stored(id)).toMatchObject({ bypass: true, kind: 'to-cao', level: 'province', ownerCode: '24' });
    expect((await cards(rig.store)).map((card) => card.seat)).toEqual([desk]);
  });

  it.each([
    ['has no official', undefined],
    ['has only somebody who reads along', { role: 'lanh-dao', unreachable: false }],
    ['blocked the bot', { role: 'can-bo', unreachable: true }],
  ] as const)('goes to the province when the commune %s', async (_what, taken) => {
    if (taken !== undefined) await seat(rig.store, commune, taken.role, taken.unreachable);
    const desk = await seat(rig.store, province, 'dieu-phoi');
    const id = await report(rig.store, pothole);
    await rig.start();
    await drained();
    expect(await stored(id)).toMatchObject({
      level: 'province',
      ownerCode: '24',
      unitCode: '07351',
      status: 'forwarded',
    });
    expect((await cards(rig.store)).map((card) => card.seat)).toEqual([desk]);
  });

  it('goes to the home province when nobody can tell the commune', async () => {
    const id = await report(rig.store, pothole, { unit: '' });
    await rig.start();
    await drained();
    expect(await stored(id)).toMatchObject({ level: 'province', ownerCode: '24' });
  });

  it('stays open and listed when the province has nobody, and is told', async () => {
    const id = await report(rig.store, pothole);
    await rig.start();
    await drained();
    expect(await stored(id)).toMatchObject({ level: 'province', status: 'received', forwardings: [] });
    expect(rig.log.map((line) => line.msg)).toContain('a province has nobody to forward to');
    const listed = await findOpenCases(rig.store.db, rig.store.seal, [province], 10);
    expect(listed.map((one) => one.id)).toEqual([id]);
  });

  it('is handed up when the last official left between routing and forwarding', async () => {
    const leaving = await seat(rig.store, commune);
    const desk = await seat(rig.store, province, 'dieu-phoi');
    const id = await report(rig.store, pothole);
    await rig.store.write(async (tx) => {
      await tx.case.update({ where: { id }, data: { category: 'giao-thong', level: 'commune', ownerCode: '07351' } });
      await tx.seat.update({ where: { id: leaving }, data: { endedAt: 2n } });
      await addToOutbox(
        tx,
        rig.store.seal,
        [{ queue: 'forward', payload: { type: 'forward', case: id, round: 'first' } }],
        Date.now(),
      );
    });
    await rig.start();
    await drained();
    expect(await stored(id)).toMatchObject({ level: 'province', ownerCode: '24', status: 'forwarded' });
    expect((await cards(rig.store)).map((card) => card.seat)).toEqual([desk]);
  });

  it('reaches the new owner after a transfer, and only him', async () => {
    await seat(rig.store, commune);
    const id = await report(rig.store, pothole);
    const worker = await rig.start();
    await drained();
    await rig.store.write(async (tx) => {
      await tx.case.update({ where: { id }, data: { level: 'province', ownerCode: '24', version: 9 } });
      await addToOutbox(
        tx,
        rig.store.seal,
        [{ queue: 'forward', payload: { type: 'forward', case: id, round: 'transfer-9' } }],
        Date.now(),
      );
    });
    const desk = await seat(rig.store, province, 'dieu-phoi');
    worker.wake();
    await drained();
    const transferred = (await cards(rig.store)).filter((card) => card.reason === 'transfer');
    expect(transferred.map((card) => card.seat)).toEqual([desk]);
  });
});
