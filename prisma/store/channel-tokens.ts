import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Channel } from '../../core/channel.js';
import type { Seal } from '../../runtime/seal.js';
import type { Tx } from '../client.js';

// The tokens of a channel whose refresh token works once: a pair that is not written before it is used is lost for ever.
// `writtenAt` names a pair: it grows with each one, so what was decided about an older pair never touches a newer one.

const tokenPair = z.object({
  /** Empty until the first renewal, where only a refresh token was given. */
  accessToken: z.string(),
  endsAt: z.number(),
  /** null: the channel has refused it, and nothing follows the access token. */
  refreshToken: z.string().nullable(),
});

export type TokenPair = Readonly<z.infer<typeof tokenPair>>;

export type KeptTokens = {
  readonly pair: TokenPair;
  readonly writtenAt: number;
  /** Since when its refresh token has been on its way without anything written after it. */
  readonly refreshingSince: number | undefined;
  /** Until when somebody is renewing it; past or 0: nobody. */
  readonly lockedUntil: number;
};

type Row = Readonly<Record<'writtenAt' | 'lockedUntil', number>> & {
  readonly pair: Uint8Array | null;
  readonly refreshingSince: number | null;
};

const purpose = (channel: Channel) => `tokens of ${channel}`;

/** What is kept; undefined where there never was a pair. */
export async function readTokens(tx: Tx, seal: Seal, channel: Channel): Promise<KeptTokens | undefined> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT "pair", "writtenAt", "refreshingSince", "lockedUntil" FROM "ChannelToken" WHERE "channel" = ${channel}`;
  if (row?.pair == null) return undefined;
  const pair = tokenPair.parse(seal.open(purpose(channel), row.pair));
  return { ...row, pair, refreshingSince: row.refreshingSince ?? undefined };
}

/**
 * Writes a pair, and ends whatever renewal was under way. With `over`, only while the pair of that time is still kept.
 * Whether it was written.
 */
export async function writeTokens(
  tx: Tx,
  seal: Seal,
  channel: Channel,
  pair: TokenPair,
  { now, over }: { readonly now: number; readonly over?: number },
): Promise<boolean> {
  const sealed = seal.seal(purpose(channel), pair);
  const written = await tx.$executeRaw`
    INSERT INTO "ChannelToken" ("channel", "pair", "writtenAt") VALUES (${channel}, ${sealed}, ${now})
    ON CONFLICT ("channel") DO UPDATE SET
      "pair" = excluded."pair", "writtenAt" = MAX(excluded."writtenAt", "ChannelToken"."writtenAt" + 1),
      "refreshingSince" = NULL, "lockedBy" = NULL, "lockedUntil" = 0
    WHERE ${over ?? null} IS NULL OR "ChannelToken"."writtenAt" = ${over ?? null}`;
  return written === 1;
}

/**
 * Takes a refresh token of the settings where no pair works any more; each once, because it works once.
 * Whether it was taken.
 */
export async function seedTokens(
  tx: Tx,
  seal: Seal,
  channel: Channel,
  refreshToken: string,
  now: number,
): Promise<boolean> {
  const digest = createHash('sha256').update(refreshToken).digest('base64url');
  const kept = await readTokens(tx, seal, channel);
  if (kept !== undefined && kept.pair.refreshToken !== null) return false;
  const [row] = await tx.$queryRaw<{ seed: string | null }[]>`
    SELECT "seed" FROM "ChannelToken" WHERE "channel" = ${channel}`;
  if (row?.seed === digest) return false;
  // The access token of a lost pair is good to its end.
  await writeTokens(tx, seal, channel, { accessToken: '', endsAt: 0, ...kept?.pair, refreshToken }, { now });
  await tx.$executeRaw`UPDATE "ChannelToken" SET "seed" = ${digest} WHERE "channel" = ${channel}`;
  return true;
}

export type TokenLock = Pick<KeptTokens, 'writtenAt' | 'refreshingSince'> & { readonly owner: string };

/** Lets one owner renew the pair of that time; a lock whose owner has died ends by itself. Whether it was given. */
export async function lockTokens(
  tx: Tx,
  channel: Channel,
  { owner, writtenAt }: TokenLock,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<boolean> {
  const locked = await tx.$executeRaw`
    UPDATE "ChannelToken" SET
      "lockedBy" = ${owner}, "lockedUntil" = ${until}, "refreshingSince" = COALESCE("refreshingSince", ${now})
    WHERE "channel" = ${channel} AND "writtenAt" = ${writtenAt} AND ("lockedBy" IS NULL OR "lockedUntil" <= ${now})`;
  return locked === 1;
}

/** Lets others try. That the refresh token was on its way stays noted: nobody knows whether it arrived. */
export async function unlockTokens(tx: Tx, channel: Channel, { owner }: TokenLock): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ChannelToken" SET "lockedBy" = NULL, "lockedUntil" = 0
    WHERE "channel" = ${channel} AND "lockedBy" = ${owner}`;
}

/**
 * The refresh token of that time was refused: only its access token is left. It stays noted when an earlier renewal of
 * it was cut off, which says how the pair was lost.
 */
export async function dropRefreshToken(tx: Tx, seal: Seal, channel: Channel, lock: TokenLock): Promise<void> {
  await unlockTokens(tx, channel, lock);
  const kept = await readTokens(tx, seal, channel);
  if (kept === undefined) return;
  const sealed = seal.seal(purpose(channel), { ...kept.pair, refreshToken: null });
  await tx.$executeRaw`
    UPDATE "ChannelToken" SET "pair" = ${sealed}, "refreshingSince" = ${lock.refreshingSince ?? null}
    WHERE "channel" = ${channel} AND "writtenAt" = ${lock.writtenAt}`;
}
