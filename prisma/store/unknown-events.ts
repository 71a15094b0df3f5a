import { createHash } from 'node:crypto';
import type { Channel } from '../../core/channel.js';
import type { Seal } from '../../runtime/seal.js';
import type { Tx } from '../client.js';

const purpose = (channel: Channel) => `unknown event of ${channel}`;

/** More of one kind tell nobody more; and a stranger who learns the channel's key, and invents kinds, shall not fill the disk. */
const keptOfAName = 50;
const keptInAll = 1000;

/** Keeps an event that the program does not know, as it came; sent again, it is kept once. */
export async function keepUnknownEvent(
  tx: Tx,
  seal: Seal,
  channel: Channel,
  { name, payload }: { readonly name: string; readonly payload: string },
  at: number,
): Promise<void> {
  const id = createHash('sha256').update(payload).digest('base64url');
  const sealed = seal.seal(purpose(channel), payload);
  await tx.$executeRaw`
    INSERT INTO "UnknownEvent" ("channel", "id", "name", "receivedAt", "payload")
    SELECT ${channel}, ${id}, ${name}, ${at}, ${sealed}
    WHERE (SELECT COUNT(*) FROM "UnknownEvent" WHERE "channel" = ${channel} AND "name" = ${name}) < ${keptOfAName}
      AND (SELECT COUNT(*) FROM "UnknownEvent") < ${keptInAll}
    ON CONFLICT DO NOTHING`;
}

export type UnknownEvents = { readonly name: string; readonly count: number; readonly lastAt: number };

/** How many of each name are kept. */
export async function countUnknownEvents(tx: Tx, channel: Channel): Promise<readonly UnknownEvents[]> {
  return tx.$queryRaw<UnknownEvents[]>`
    SELECT "name", COUNT(*) AS "count", MAX("receivedAt") AS "lastAt" FROM "UnknownEvent"
    WHERE "channel" = ${channel} GROUP BY "name" ORDER BY "name"`;
}
