import type { Campaign, Day } from '../../core/campaign.js';
import { Prisma, type Store, type Tx } from '../client.js';
import { forgetTimes } from './campaign-counts.js';
import { noteChange } from './campaigns.js';
import { enoughToHide, releaseComments, responsesIn, unitsWithHeldComments } from './held-comments.js';
import type { NewOutboxRow } from './outbox.js';

// The end of a campaign. Afterwards the file holds what was answered, and nothing that leads to whoever answered.

/** Destroys the key, the ballots and the times; hands on the comments that still wait. Returns the work for the worker. */
export async function finishCampaign(
  tx: Tx,
  { id, closesOn }: Campaign,
  reason: string,
  today: Day,
  at: number,
): Promise<readonly NewOutboxRow[]> {
  const finished = await tx.$executeRaw`
    UPDATE "Campaign" SET "finishedOn" = ${today}, "key" = NULL WHERE "id" = ${id} AND "finishedOn" IS NULL`;
  if (finished === 0) return [];
  const rows: NewOutboxRow[] = [];
  for (const unit of await unitsWithHeldComments(tx, id)) {
    const areFew = (await responsesIn(tx, id, unit)) < enoughToHide;
    rows.push(...(await releaseComments(tx, id, unit, at, areFew)));
  }
  await tx.$executeRaw`DELETE FROM "Ballot" WHERE "campaignId" = ${id}`;
  await tx.$executeRaw`DELETE FROM "VotingCode" WHERE "campaignId" = ${id}`;
  await forgetTimes(tx, id);
  await noteChange(tx, id, { day: today, type: 'finished', reason, detail: closesOn });
  return rows;
}

/** Campaigns of whose end traces may be left in the file. */
export async function unwipedCampaigns(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Campaign" WHERE "finishedOn" IS NOT NULL AND "wipedOn" IS NULL ORDER BY "id"`;
  return rows.map(({ id }) => id);
}

/**
 * Wipes the order in which responses came, which the pages of the file show even though the rows do not, and what was
 * deleted. Rejects when others keep the file locked: it is then tried again later.
 */
export async function wipeTraces(store: Store, campaigns: readonly string[], today: Day): Promise<void> {
  if (campaigns.length === 0) return;
  await store.rewrite();
  await store.write(
    (tx) => tx.$executeRaw`
    UPDATE "Campaign" SET "wipedOn" = ${today} WHERE "id" IN (${Prisma.join([...campaigns])})`,
  );
}
