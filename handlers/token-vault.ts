import { randomUUID } from 'node:crypto';
import type { Channel } from '../core/channel.js';
import type { Store } from '../prisma/client.js';
import {
  dropRefreshToken,
  lockTokens,
  readTokens,
  seedTokens,
  unlockTokens,
  writeTokens,
  type KeptTokens,
  type TokenPair,
} from '../prisma/store/channel-tokens.js';

export type { KeptTokens, TokenPair } from '../prisma/store/channel-tokens.js';

/** A renewal under way; until one of these is called, no other process begins one. */
export type Renewal = {
  /** Keeps the new pair, unless somebody has meanwhile written a newer one. Resolves with what is kept now. */
  readonly write: (pair: TokenPair, now: number) => Promise<KeptTokens | undefined>;
  /** Nobody knows whether the refresh token has been used: it can be tried again. */
  readonly giveUp: () => Promise<void>;
  /** The refresh token was refused. Resolves with what is kept now. */
  readonly refused: () => Promise<KeptTokens | undefined>;
};

/** The tokens of one channel, kept sealed, and shared by all processes. */
export type TokenVault = {
  /** undefined: there never was a pair. */
  readonly read: () => Promise<KeptTokens | undefined>;
  /** Keeps a pair that somebody got by logging in. */
  readonly put: (pair: TokenPair, now: number) => Promise<void>;
  /** Takes a refresh token of the settings where no pair works any more, and it was not taken before. */
  readonly seed: (refreshToken: string, now: number) => Promise<void>;
  /** undefined: another process is at it, or has finished meanwhile. */
  readonly begin: (kept: KeptTokens, now: number) => Promise<Renewal | undefined>;
};

/** A process that is killed holds the others up for no longer. Longer than Zalo's answer and our writing can take. */
export const renewalLockMs = 30_000;

export function createTokenVault(store: Store, channel: Channel): TokenVault {
  const { seal, write } = store;
  return {
    read: () => readTokens(store.db, seal, channel),
    put: async (pair, now) => {
      await write((tx) => writeTokens(tx, seal, channel, pair, { now }));
    },
    seed: async (refreshToken, now) => {
      await write((tx) => seedTokens(tx, seal, channel, refreshToken, now));
    },
    begin: async ({ writtenAt, refreshingSince }, now) => {
      const lock = { owner: randomUUID(), writtenAt, refreshingSince };
      const isOurs = await write((tx) => lockTokens(tx, channel, lock, { now, until: now + renewalLockMs }));
      if (!isOurs) return undefined;
      return {
        write: (pair, at) =>
          write(async (tx) => {
            await writeTokens(tx, seal, channel, pair, { now: at, over: writtenAt });
            return readTokens(tx, seal, channel);
          }),
        giveUp: () => write((tx) => unlockTokens(tx, channel, lock)),
        refused: () =>
          write(async (tx) => {
            await dropRefreshToken(tx, seal, channel, lock);
            return readTokens(tx, seal, channel);
          }),
      };
    },
  };
}
