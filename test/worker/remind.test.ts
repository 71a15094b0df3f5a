import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maySee } from '../../core/access.js';
import { findCase, findOpenCases, updateCase } from '../../prisma/store/cases.js';
import { findSeat } from '../../prisma/store/seats.js';
import { commune, otherProvince, province } from '../support/cases.js';
import { cards, openRig, report, seat, type Rig } from './rig.js';

const pothole = 'Đường vào thôn nhiều ổ gà, đề nghị sửa';
const quick = { escalateAfterMs: 150 };

describe('a case that nobody acknowledges', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.close());

  const reasons = async () => (await cards(rig.store)).map(({ seat: to, reason }) => `${reason} ${to}`);
  const stored = (id: string) =>
    rig.store.db.case.findUniqueOrThrow({ where: { id }, include: { events: { orderBy: { id: 'asc' } } } });

  it('is repeated to its officials, then told to the province, and stays with the commune', async () => {
    const [official, desk] = [await seat(rig.store, commune), await seat(rig.store, province, 'dieu-phoi')];
    const id = await report(rig.store, pothole);
    await rig.start(quick);
    await expect
      .poll(reasons, { timeout: 10_000 })
      .toEqual([`first ${official}`, `reminder ${official}`, `escalation ${desk}`]);

    expect(await stored(id)).toMatchObject({
      level: 'commune',
      ownerCode: '07351',
      status: 'forwarded',
      escalationStep: 2,
      escalateAt: null,
      escalatedTo: '24',
    });
    expect((await stored(id)).events.map((event) => event.type)).toEqual([
      'categorized',
      'routed',
      'forwarded',
      'reminded',
      'escalated',
    ]);
    const [subject, above] = [await findCase(rig.store.db, rig.store.seal, { id }), await findSeat(rig.store.db, desk)];
    if (subject === undefined || above === undefined) throw new Error('not stored');
    expect(maySee(above, subject)).toBe(true);
    expect(maySee({ ...above, jurisdiction: otherProvince }, subject)).toBe(false);
    expect((await findOpenCases(rig.store.db, rig.store.seal, [province], 10)).map((one) => one.id)).toEqual([id]);
  });

  it('is left in peace once somebody has taken it', async () => {
    await seat(rig.store, commune);
    const [taken, open] = [await report(rig.store, pothole), await report(rig.store, pothole)];
    await rig.start({ escalateAfterMs: 400 });
    await expect.poll(reasons, { timeout: 10_000, interval: 5 }).toHaveLength(2);
    await rig.store.write(async (tx) => {
      const current = await findCase(tx, rig.store.seal, { id: taken });
      const event = { key: 'acknowledged', type: 'acknowledged', at: Date.now() };
      expect(
        await updateCase(tx, taken, current?.version ?? 0, { status: 'acknowledged', escalateAt: null }, event),
      ).toBe(true);
    });
    await expect.poll(async () => (await stored(open)).escalationStep, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await stored(taken)).toMatchObject({ escalationStep: 0, status: 'acknowledged' });
    expect((await cards(rig.store)).filter((card) => card.case === taken && card.reason !== 'first')).toEqual([]);
  });

  it('waits for the province to have somebody, and then reaches him', async () => {
    const id = await report(rig.store, pothole);
    await rig.start(quick);
    await expect
      .poll(() => rig.log.filter((line) => line.msg === 'nobody to remind of a case').length, { timeout: 10_000 })
      .toBeGreaterThan(1);
    const desk = await seat(rig.store, province, 'dieu-phoi');
    await expect.poll(async () => (await reasons())[0], { timeout: 10_000 }).toBe(`reminder ${desk}`);
    expect(await stored(id)).toMatchObject({ status: 'forwarded', level: 'province' });
  });

  it('takes the times of data/escalation.yaml, shorter when somebody is in danger', async () => {
    await seat(rig.store, commune);
    const [usual, urgent] = [
      await report(rig.store, pothole),
      await report(rig.store, 'Dây điện bị đứt rơi xuống đường'),
    ];
    const startedAt = Date.now();
    await rig.start();
    await expect.poll(reasons, { timeout: 10_000 }).toHaveLength(2);
    const minutes = async (id: string) => Math.round((Number((await stored(id)).escalateAt) - startedAt) / 60_000);
    expect(await minutes(usual)).toBe(1440);
    expect(await minutes(urgent)).toBe(30);
  });
});
