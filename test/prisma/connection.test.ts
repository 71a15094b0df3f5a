import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Prisma, type Tx } from '../../prisma/client.js';
import { openTestStore, type TestStore } from '../support/store.js';

let world: TestStore;
beforeEach(async () => {
  world = await openTestStore();
});
afterEach(() => world.remove());

const receive = (externalId: string) =>
  world.store.db.$executeRaw`
    INSERT INTO "InboundEvent" ("channel", "externalId", "receivedAt") VALUES ('web', ${externalId}, ${1_795_000_000_000})`;

describe('a statement written by hand', () => {
  it('gives whole numbers as numbers and truth as 0 and 1', async () => {
    const rows = await world.store.db.$queryRaw`
      SELECT ${1_795_000_000_000} AS "time", ${true} AS "yes", ${null} AS "none", ${'Đường'} AS "text"`;
    expect(rows).toEqual([{ time: 1_795_000_000_000, yes: 1, none: null, text: 'Đường' }]);
  });

  it('binds the values of each call, and never takes them for SQL', async () => {
    const hostile = `'); DROP TABLE "InboundEvent"; --`;
    for (const id of ['a', hostile]) expect(await receive(id)).toBe(1);
    expect(await world.store.db.$queryRaw`SELECT "externalId" FROM "InboundEvent" ORDER BY 1`).toEqual([
      { externalId: hostile },
      { externalId: 'a' },
    ]);
  });

  it('may be composed, differently each time', async () => {
    const { db } = world.store;
    const among = (ids: readonly string[]) =>
      db.$queryRaw`SELECT "externalId" AS "id" FROM "InboundEvent" WHERE "externalId" IN (${Prisma.join([...ids])})`;
    for (const id of ['a', 'b', 'c']) await receive(id);
    expect(await among(['a'])).toEqual([{ id: 'a' }]);
    expect(await among(['b', 'c', 'd'])).toEqual([{ id: 'b' }, { id: 'c' }]);

    const where = (condition: Prisma.Sql) =>
      db.$queryRaw`SELECT COUNT(*) AS "n" FROM "InboundEvent" WHERE ${condition}`;
    expect(await where(Prisma.sql`"externalId" = ${'a'}`)).toEqual([{ n: 1 }]);
    expect(await where(Prisma.sql`"externalId" <> ${'a'}`)).toEqual([{ n: 2 }]);
  });

  it('belongs to the transaction in which it is run', async () => {
    const { store } = world;
    await expect(
      store.write(async (tx) => {
        await tx.$executeRaw`INSERT INTO "InboundEvent" ("channel", "externalId", "receivedAt") VALUES ('web', 'a', 1)`;
        expect(await tx.inboundEvent.count()).toBe(1);
        throw new Error('a bug');
      }),
    ).rejects.toThrow('a bug');
    expect(await store.db.inboundEvent.count()).toBe(0);
  });

  it('shares it with what Prisma does in several statements: all of it goes, or one part that failed and was caught', async () => {
    const { store } = world;
    const province = (code: string, units: readonly string[]) => ({
      data: { code, name: code, units: { create: units.map((unit) => ({ code: unit, name: unit, kind: 'xa' })) } },
    });
    const added = (tx: Tx) => tx.$queryRaw`SELECT "code" FROM "Province" WHERE "code" LIKE 'x%' ORDER BY 1`;
    await store.write(async (tx) => {
      await tx.province.create(province('x1', ['x11', 'x12']));
      await expect(tx.province.create(province('x2', ['x21', 'x11']))).rejects.toThrow('Unique');
      expect(await added(tx)).toEqual([{ code: 'x1' }]);
    });
    await expect(
      store.write(async (tx) => {
        await tx.province.create(province('x3', ['x31']));
        throw new Error('a bug');
      }),
    ).rejects.toThrow('a bug');
    expect(await added(store.db)).toEqual([{ code: 'x1' }]);
    expect(await store.db.unit.count({ where: { code: { startsWith: 'x' } } })).toBe(2);
  });

  it('that is wrong is a rejection, not an exception', async () => {
    await expect(world.store.db.$queryRaw`SELECT * FROM "Nowhere"`).rejects.toThrow('no such table');
    await receive('a');
    await expect(receive('a')).rejects.toThrow('UNIQUE');
  });
});

it('a store that was closed is in one file, also when nothing but statements by hand was asked of it', async () => {
  await receive('a');
  await world.store.close();
  expect(existsSync(`${world.file}-wal`)).toBe(false);
});
