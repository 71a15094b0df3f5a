import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Labels } from '../../core/labels.js';
import { findCase, updateCase } from '../../prisma/store/cases.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
import { commune, otherCommune, province } from '../support/cases.js';
import { understandAs } from '../support/understand.js';
import { cards, citizens, notices, openRig, report, seat, waiting, type Reported, type Rig } from './rig.js';

const pothole = 'Đường vào thôn nhiều ổ gà, trời mưa đi lại rất khó.';
const again = 'duong vao thon toan o ga, mua xuong la kho di lai';
const third = 'Đường thôn đầy ổ gà, mưa là đi lại khó lắm';
const lamp = 'Đèn tín hiệu ở ngã tư gần chợ hỏng ba ngày nay';
const dayMs = 86_400_000;

describe('reports of the same thing', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
    await citizens(rig.store, 'an', 'binh', 'chi');
  });
  afterEach(() => rig.close());

  const drained = () => expect.poll(() => waiting(rig.store), { timeout: 15_000, interval: 20 }).toBe(0);
  const start = (labels: Partial<Labels> = {}) => rig.start({ understand: understandAs(labels) });
  const stored = (id: string) => rig.store.db.case.findUniqueOrThrow({ where: { id }, include: { events: true } });
  const firstOf = async (id: string) => (await stored(id)).duplicateOf;
  const seen = async (id: string) => (await findCase(rig.store.db, rig.store.seal, { id }))?.group;
  const asked = async () =>
    (await notices(rig.store)).flatMap((notice) => (notice.type === 'case-known' ? [notice.case] : []));
  /** Sends reports one after the other, each routed before the next. */
  const send = async (...texts: readonly (readonly [string, Reported])[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const [text, how] of texts) {
      ids.push(await report(rig.store, text, how));
      await drained();
    }
    return ids;
  };

  it('are linked to the first of them; the later citizens are asked, and every case is forwarded', async () => {
    await seat(rig.store, commune);
    await start();
    const ids = await send(
      [pothole, { by: 'an' }],
      [again, { by: 'binh' }],
      [lamp, { by: 'an' }],
      [third, { by: 'chi' }],
    );
    const [first, second, other, last] = ids as [string, string, string, string];
    expect(await Promise.all(ids.map(firstOf))).toEqual([null, first, null, first]);
    expect(await asked()).toEqual([second, last]);
    expect((await cards(rig.store)).map((card) => card.case)).toEqual(ids);
    expect(await seen(first)).toMatchObject({ first: { id: first }, people: 3, along: 0 });
    expect(await seen(last)).toMatchObject({ first: { id: first }, others: [{ id: second }], people: 3 });
    expect(await seen(other)).toBeUndefined();
    expect((await stored(second)).events.find(({ type }) => type === 'linked')?.detail).toMatch(/^cas_\d+ 0\.\d\d$/);
  });

  it('in one batch are linked as well', async () => {
    await seat(rig.store, commune);
    const at = Date.now();
    const ids = await Promise.all([
      report(rig.store, pothole, { by: 'an', at }),
      report(rig.store, again, { by: 'binh', at: at + 1 }),
      report(rig.store, third, { by: 'chi', at: at + 2 }),
    ]);
    await start();
    await drained();
    expect(await Promise.all(ids.map(firstOf))).toEqual([null, ids[0], ids[0]]);
    expect((await asked()).toSorted()).toEqual([ids[1], ids[2]].toSorted());
  });

  it('stay as they are when every job runs again, and beside a second worker', async () => {
    await seat(rig.store, commune);
    const worker = await start();
    await start();
    const ids = await send([pothole, { by: 'an' }], [again, { by: 'binh' }]);
    const before = await Promise.all(ids.map(stored));
    const said = await notices(rig.store);
    await rig.store.write((tx) =>
      addToOutbox(
        tx,
        rig.store.seal,
        ids.flatMap((id) => [
          { queue: 'categorize' as const, payload: { type: 'categorize' as const, case: id } },
          { queue: 'route' as const, payload: { type: 'route' as const, case: id } },
        ]),
        Date.now(),
      ),
    );
    worker.wake();
    await drained();
    expect(await Promise.all(ids.map(stored))).toEqual(before);
    expect(await notices(rig.store)).toEqual(said);
  });

  it('from one citizen are linked without asking him, and he counts once', async () => {
    await seat(rig.store, commune);
    await start();
    const ids = await send([pothole, { by: 'an' }], [again, { by: 'an' }]);
    expect(await Promise.all(ids.map(firstOf))).toEqual([null, ids[0]]);
    expect(await asked()).toEqual([]);
    expect(await seen(ids[0] ?? '')).toMatchObject({ people: 1 });
  });

  it.each<[string, Reported, Reported]>([
    ['another commune', {}, { unit: '07339' }],
    ['another village', { village: 'Thôn Đông' }, { village: 'Thôn Đoài' }],
    ['a report of three weeks ago', { at: Date.now() - 21 * dayMs }, {}],
    ['one that goes past the commune', {}, { chosen: { kind: 'to-cao' } }],
    ['after one that goes past the commune', { chosen: { kind: 'to-cao' } }, {}],
    ['two that go past the commune', { chosen: { kind: 'to-cao' } }, { chosen: { kind: 'to-cao' } }],
    ['a khiếu nại', {}, { chosen: { kind: 'khieu-nai' } }],
    ['another category', {}, { chosen: { category: 'xay-dung' } }],
    ['one that nobody could sort', {}, { chosen: { category: 'unknown' } }],
  ])('are not linked: %s', async (_what, one, other) => {
    for (const jurisdiction of [commune, otherCommune, province]) await seat(rig.store, jurisdiction);
    await start();
    const ids = await send([pothole, { by: 'an', ...one }], [pothole, { by: 'binh', ...other }]);
    expect(await Promise.all(ids.map(firstOf))).toEqual([null, null]);
    expect(await asked()).toEqual([]);
  });

  it('follow the first where it was handed on', async () => {
    for (const jurisdiction of [commune, otherCommune, province]) await seat(rig.store, jurisdiction);
    await start();
    const [first = ''] = await send([pothole, { by: 'an' }]);
    const { version } = await stored(first);
    await rig.store.write((tx) =>
      updateCase(tx, first, version, { owner: province }, { key: 'moved', type: 'transfer', at: Date.now() }),
    );
    const [later = ''] = await send([again, { by: 'binh' }]);
    expect(await stored(later)).toMatchObject({ duplicateOf: first, level: 'province', ownerCode: '24' });
  });

  it('that go along are not reminded of beside the first', async () => {
    const official = await seat(rig.store, commune);
    await seat(rig.store, province, 'dieu-phoi');
    const worker = await start();
    const [first = '', joined = '', apart = ''] = await send(
      [pothole, { by: 'an' }],
      [again, { by: 'binh' }],
      [third, { by: 'chi' }],
    );
    await rig.store.write(async (tx) => {
      await tx.case.update({ where: { id: joined }, data: { joined: true } });
      await tx.case.updateMany({ data: { escalateAt: BigInt(Date.now() + 200) } });
    });
    await worker.stop();
    await rig.start({ understand: understandAs(), escalateAfterMs: 300 });
    const reminded = async () =>
      (await cards(rig.store)).filter((card) => card.reason === 'reminder').map((card) => `${card.case} ${card.seat}`);
    await expect.poll(reminded, { timeout: 10_000 }).toHaveLength(2);
    await expect
      .poll(async () => (await cards(rig.store)).filter(({ reason }) => reason === 'escalation').length, {
        timeout: 10_000,
      })
      .toBe(2);
    expect((await reminded()).sort()).toEqual([`${first} ${official}`, `${apart} ${official}`].sort());
    // Should it part again, it is looked at. The level above sees it with the first.
    expect(await stored(joined)).toMatchObject({ escalationStep: 0, escalatedTo: '24' });
    expect((await stored(joined)).escalateAt).not.toBeNull();
  });
});
