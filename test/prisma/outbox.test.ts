import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  addToOutbox,
  anyDue,
  buryOutbox,
  claimOutbox,
  doneOutbox,
  handOverAgain,
  keepBackOutbox,
  listDead,
  outboxAge,
  postponeOutbox,
  readOutbox,
  releaseOutbox,
  reviveDead,
  takeDue,
  type NewOutboxRow,
} from '../../prisma/store/outbox.js';
import { openTestStore, type TestStore } from '../support/store.js';

let world: TestStore;
beforeEach(async () => {
  world = await openTestStore();
});
afterEach(() => world.remove());

const now = 1_000_000;
const message = (chat: string, text: string): NewOutboxRow => ({
  queue: 'deliver-web',
  chat,
  payload: { type: 'reply', chat, reply: { text } },
});
const add = (...rows: readonly NewOutboxRow[]) => world.store.write((tx) => addToOutbox(tx, world.seal, rows, now));
const claim = async (id: number, at: number) => (await claimOutbox(world.store, id, at, at + 100)).map((row) => row.id);

it('what is due is taken once, in order, and comes back after its time', async () => {
  const ids = await add(message('a', '1'), message('b', '2'), message('a', '3'));
  expect((await takeDue(world.store, now, now + 50, 2)).map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect((await takeDue(world.store, now, now + 50, 10)).map(({ id }) => id)).toEqual(ids.slice(2));
  expect(await anyDue(world.store, now)).toBe(false);
  expect((await takeDue(world.store, now + 50, now + 99, 10)).map(({ id }) => id)).toEqual(ids);
  await handOverAgain(world.store, now + 51);
  expect(await anyDue(world.store, now + 51)).toBe(true);
});

it('what its maker has in hand is not due before the claim ends', async () => {
  await add({ ...message('a', '1'), claimedUntil: now + 10 });
  expect(await takeDue(world.store, now + 9, now + 99, 10)).toEqual([]);
  expect(await takeDue(world.store, now + 10, now + 99, 10)).toHaveLength(1);
});

it('a claim takes what waits before it in the same chat, and holds off all others until it ends', async () => {
  const [first = 0, other = 0, second = 0] = await add(message('a', '1'), message('b', '2'), message('a', '3'));
  expect(await claim(second, now)).toEqual([first, second]);
  expect(await claim(first, now + 1)).toEqual([]);
  expect(await claim(other, now + 1)).toEqual([other]);
  expect(await claim(second, now + 100)).toEqual([first, second]);
  await world.store.write((tx) => releaseOutbox(tx, [first, second], now + 101));
  expect(await claim(first, now + 101)).toEqual([first, second]);
});

it('a claim takes along some of what waits behind it, up to what somebody else has in hand', async () => {
  const rows = await add(...Array.from({ length: 30 }, (_, at) => message('a', String(at))), message('b', 'other'));
  const maker = await add({ ...message('a', 'a reply under way'), claimedUntil: now + 500 }, message('a', 'last'));
  expect(await claim(rows[0] ?? 0, now)).toEqual(rows.slice(0, 16));
  expect(await claim(rows[20] ?? 0, now + 1)).toEqual([]); // the older ones are in hand
  await world.store.write((tx) => doneOutbox(tx, rows.slice(0, 16)));
  expect(await claim(rows[20] ?? 0, now + 1)).toEqual(rows.slice(16, 30));
  expect(await claim(maker[1] ?? 0, now + 200)).toEqual([]);
});

it('nothing overtakes a row that waits for its next attempt', async () => {
  const [first = 0, second = 0] = await add(message('a', '1'), message('a', '2'));
  await world.store.write((tx) => postponeOutbox(tx, first, now + 500, 'unreachable'));
  expect(await claim(second, now + 499)).toEqual([]);
  // The row behind is not lost for it: it is due when the one before is.
  expect((await takeDue(world.store, now + 500, now + 999, 10)).map(({ id }) => id)).toEqual([first, second]);
  expect(await claim(second, now + 500)).toEqual([first, second]);
});

it('what was given up is listed, taken by nobody, and comes back with all its attempts', async () => {
  const [first = 0, second = 0] = await add(message('a', '1'), message('a', '2'));
  await world.store.write((tx) => postponeOutbox(tx, first, now, 'unreachable'));
  await world.store.write((tx) => buryOutbox(tx, first, now + 5, 'unreachable'));
  expect(await listDead(world.store)).toMatchObject([
    { id: first, queue: 'deliver-web', deadAt: now + 5, attempts: 1, lastError: 'unreachable' },
  ]);
  expect(await readOutbox(world.store, first)).toBeUndefined();
  expect(await claim(second, now + 5)).toEqual([second]);
  await world.store.write((tx) => doneOutbox(tx, [second]));
  expect(await outboxAge(world.store, now + 5000)).toEqual({ waiting: 0, dead: 1, oldestSeconds: 0 });

  expect(await reviveDead(world.store, second, now + 9)).toBe(0);
  expect(await reviveDead(world.store, first, now + 9)).toBe(1);
  expect(await listDead(world.store)).toEqual([]);
  expect(await readOutbox(world.store, first)).toMatchObject({ attempts: 0, chat: 'a' });
  expect((await takeDue(world.store, now + 9, now + 99, 10)).map(({ id }) => id)).toEqual([first]);
});

it('of what is kept back for somebody only the oldest is tried, and the others follow when it went', async () => {
  const ids = await add(...Array.from({ length: 20 }, (_, at) => message('a', String(at))), message('b', 'other'));
  const [oldest = 0, ...others] = ids;
  const later = now + 1000;
  await world.store.write((tx) => keepBackOutbox(tx, ids, now, later));
  const other = ids.at(-1);
  expect(await anyDue(world.store, later - 1)).toBe(false);
  expect((await takeDue(world.store, later, later + 50, 100)).map(({ id }) => id)).toEqual([oldest, other]);
  expect(await anyDue(world.store, later)).toBe(false);
  // Still not now: its claim took some along, which wait with it.
  const claimed = await claim(oldest, later);
  expect(claimed).toHaveLength(16);
  await world.store.write((tx) => keepBackOutbox(tx, claimed, later, later + 1000));
  expect(await anyDue(world.store, later + 1)).toBe(false);
  // Now it went.
  await world.store.write((tx) => doneOutbox(tx, [oldest]));
  expect((await takeDue(world.store, later + 1000, later + 2000, 100)).map(({ id }) => id)).toEqual([others[0], other]);
});

it('what is sent to people is sealed, what a step is told is a case and nothing else', async () => {
  const [step = 0, letter = 0] = await add(
    { queue: 'route', payload: { type: 'route', case: 'cas_1' } },
    message('a', 'Kính chào'),
  );
  const rows = await world.store.db.outbox.findMany();
  const stored = new Map(rows.map(({ id, payload }) => [id, Buffer.from(payload).toString('utf8')]));
  expect(stored.get(step)).toBe('{"type":"route","case":"cas_1"}');
  expect(stored.get(letter)).not.toContain('chào');
  expect((await readOutbox(world.store, letter))?.payload).toMatchObject({ reply: { text: 'Kính chào' } });
  expect((await readOutbox(world.store, step))?.payload).toEqual({ type: 'route', case: 'cas_1' });
  // A row of an earlier version, which sealed all of them.
  const sealed = world.seal.seal('outbox', { type: 'route', case: 'cas_2' });
  await world.store.db.outbox.update({ where: { id: step }, data: { payload: sealed } });
  expect((await readOutbox(world.store, step))?.payload).toEqual({ type: 'route', case: 'cas_2' });
});
