import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  dropRefreshToken,
  lockTokens,
  readTokens,
  seedTokens,
  unlockTokens,
  writeTokens,
  type TokenPair,
} from '../../prisma/store/channel-tokens.js';
import { openTestStore, type TestStore } from '../support/store.js';

const first: TokenPair = { accessToken: 'access-1', refreshToken: 'refresh-1', endsAt: 90_000 };
const second: TokenPair = { accessToken: 'access-2', refreshToken: 'refresh-2', endsAt: 180_000 };

let world: TestStore;
beforeEach(async () => {
  world = await openTestStore();
});
afterEach(() => world.remove());

const read = () => readTokens(world.store.db, world.seal, 'zalo');
const put = (pair: TokenPair, when: { now: number; over?: number }) =>
  world.store.write((tx) => writeTokens(tx, world.seal, 'zalo', pair, when));
const seed = (token: string, now: number) => world.store.write((tx) => seedTokens(tx, world.seal, 'zalo', token, now));
const lockOf = (owner: string, writtenAt: number) => ({ owner, writtenAt, refreshingSince: undefined });
const lock = (owner: string, writtenAt: number, now: number) =>
  world.store.write((tx) => lockTokens(tx, 'zalo', lockOf(owner, writtenAt), { now, until: now + 30 }));
const drop = (writtenAt: number) =>
  world.store.write((tx) => dropRefreshToken(tx, world.seal, 'zalo', lockOf('a', writtenAt)));

describe('a pair of tokens', () => {
  it('is kept sealed', async () => {
    expect(await read()).toBeUndefined();
    await put(first, { now: 1000 });
    expect(await read()).toEqual({ pair: first, writtenAt: 1000, refreshingSince: undefined, lockedUntil: 0 });
    const row = await world.store.db.channelToken.findUniqueOrThrow({ where: { channel: 'zalo' } });
    expect(Buffer.from(row.pair ?? []).toString('latin1')).not.toContain('refresh-1');
  });

  it('replaces only the one it was got for, and has a later time of its own', async () => {
    await put(first, { now: 1000 });
    expect(await put(second, { now: 1000, over: 999 })).toBe(false);
    expect(await read()).toMatchObject({ pair: first });
    expect(await put(second, { now: 1000, over: 1000 })).toBe(true);
    expect(await read()).toMatchObject({ pair: second, writtenAt: 1001 });
    // Somebody who logs in asks for nothing.
    expect(await put(first, { now: 2000 })).toBe(true);
    expect(await read()).toMatchObject({ pair: first, writtenAt: 2000 });
  });

  it('keeps its access token when the refresh token was refused, but a later pair keeps both', async () => {
    await put(first, { now: 1000 });
    await drop(999);
    expect(await read()).toMatchObject({ pair: first });
    await drop(1000);
    expect(await read()).toMatchObject({ pair: { ...first, refreshToken: null }, writtenAt: 1000 });
    // The one who got it after all, and was late to say so.
    expect(await put(second, { now: 1001, over: 1000 })).toBe(true);
    expect(await read()).toMatchObject({ pair: second });
  });
});

describe('the lock', () => {
  it('is given to one at a time, for the pair he saw, and ends by itself', async () => {
    expect(await lock('a', 0, 5000)).toBe(false);
    await put(first, { now: 1000 });
    expect(await lock('a', 999, 5000)).toBe(false);
    expect(await lock('a', 1000, 5000)).toBe(true);
    expect(await lock('b', 1000, 5029)).toBe(false);
    expect(await read()).toMatchObject({ refreshingSince: 5000, lockedUntil: 5030 });
    expect(await lock('b', 1000, 5030)).toBe(true);
    // That a refresh token is on its way is known since the first attempt.
    expect(await read()).toMatchObject({ refreshingSince: 5000, lockedUntil: 5060 });
  });

  it('is given back by its owner alone, and ends with a new pair', async () => {
    await put(first, { now: 1000 });
    await lock('a', 1000, 5000);
    await world.store.write((tx) => unlockTokens(tx, 'zalo', lockOf('b', 1000)));
    expect(await lock('b', 1000, 5001)).toBe(false);
    await world.store.write((tx) => unlockTokens(tx, 'zalo', lockOf('a', 1000)));
    expect(await lock('b', 1000, 5001)).toBe(true);
    await put(second, { now: 5002, over: 1000 });
    expect(await read()).toMatchObject({ refreshingSince: undefined, lockedUntil: 0 });
    expect(await lock('c', 5002, 5003)).toBe(true);
  });
});

describe('a refresh token of the settings', () => {
  it('is taken where there is nothing, and once', async () => {
    expect(await seed('given-1', 1000)).toBe(true);
    expect(await read()).toMatchObject({ pair: { accessToken: '', endsAt: 0, refreshToken: 'given-1' } });
    await drop(1000);
    expect(await seed('given-1', 2000)).toBe(false);
    expect(await seed('given-2', 3000)).toBe(true);
    expect(await read()).toMatchObject({ pair: { refreshToken: 'given-2' }, writtenAt: 3000 });
  });

  it('never replaces a pair that works, and leaves an access token to its end', async () => {
    await put(first, { now: 1000 });
    expect(await seed('given-1', 2000)).toBe(false);
    expect(await read()).toMatchObject({ pair: first, writtenAt: 1000 });
    await drop(1000);
    expect(await seed('given-1', 3000)).toBe(true);
    expect(await read()).toMatchObject({ pair: { ...first, refreshToken: 'given-1' } });
  });
});
