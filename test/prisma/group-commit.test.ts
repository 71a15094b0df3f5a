import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStoreBusy, openStore, type Tx } from '../../prisma/client.js';
import { openTestStore, quiet, type TestStore } from '../support/store.js';

let world: TestStore;
beforeEach(async () => {
  world = await openTestStore();
});
afterEach(() => world.remove());

const note = (tx: Tx, externalId: string) =>
  tx.inboundEvent.create({ data: { channel: 'web', externalId, receivedAt: 1 } });
const noted = async () => (await world.store.db.inboundEvent.findMany()).map(({ externalId }) => externalId).sort();

describe('works that wait at the same time', () => {
  it('share a transaction, in the order in which they were given', async () => {
    const order: number[] = [];
    const transactions = new Set<unknown>();
    const results = await Promise.all(
      [1, 2, 3, 4].map((at) =>
        world.store.write(async (tx) => {
          transactions.add(tx);
          order.push(at);
          await note(tx, `w${at}`);
          return at;
        }),
      ),
    );
    expect(results).toEqual([1, 2, 3, 4]);
    expect(order).toEqual([1, 2, 3, 4]);
    expect(transactions.size).toBe(1);
    expect(await noted()).toEqual(['w1', 'w2', 'w3', 'w4']);
  });

  it('are not harmed by one that fails, of which nothing stays', async () => {
    const results = await Promise.allSettled([
      world.store.write((tx) => note(tx, 'before')),
      world.store.write(async (tx) => {
        await note(tx, 'half');
        throw new Error('a bug');
      }),
      world.store.write((tx) => note(tx, 'after')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: new Error('a bug') });
    expect(await noted()).toEqual(['after', 'before']);
  });
});

describe('a store that another program keeps locked', () => {
  it('says so after its deadline, has written nothing, and works when the lock is gone', async () => {
    const other = await openStore({ file: world.file, seal: world.seal, log: quiet, busyDeadlineMs: 100 });
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let holding: Promise<void> = Promise.resolve();
    await new Promise<void>((locked) => {
      holding = world.store.write(async (tx) => {
        await note(tx, 'lock');
        locked();
        await released;
      });
    });
    const refused = await Promise.allSettled(['a', 'b'].map((id) => other.write((tx) => note(tx, id))));
    expect(refused.map((result) => result.status === 'rejected' && isStoreBusy(result.reason))).toEqual([true, true]);
    release();
    await holding;
    await other.write((tx) => note(tx, 'c'));
    expect(await noted()).toEqual(['c', 'lock']);
    await other.close();
  });

  it('is waited for when the lock does not last', async () => {
    const other = await openStore({ file: world.file, seal: world.seal, log: quiet });
    const [mine, theirs] = [world.store, other].map((store, at) =>
      Promise.all(Array.from({ length: 50 }, (_, n) => store.write((tx) => note(tx, `${at}-${n}`)))),
    );
    await Promise.all([mine, theirs]);
    expect(await noted()).toHaveLength(100);
    await other.close();
  });
});

describe('a work without hurry', () => {
  it('goes along with the next one that hurries, and in its turn', async () => {
    const transactions: unknown[] = [];
    const soon = world.store.writeSoon(async (tx) => {
      transactions.push(tx);
      await note(tx, 'soon');
    });
    const now = world.store.write(async (tx) => {
      transactions.push(tx);
      await note(tx, 'now');
    });
    await Promise.all([soon, now]);
    expect(transactions).toHaveLength(2);
    expect(transactions[1]).toBe(transactions[0]);
    expect(await noted()).toEqual(['now', 'soon']);
  });

  it('is not kept waiting when nobody comes', async () => {
    await world.store.writeSoon((tx) => note(tx, 'alone'));
    expect(await noted()).toEqual(['alone']);
  });
});
