import { createHmac, randomBytes } from 'node:crypto';
import type { Campaign, Day } from '../../core/campaign.js';
import type { CampaignId, UnitCode } from '../../core/ids.js';
import type { Seal } from '../../runtime/seal.js';
import type { Tx } from '../client.js';

// Who has voted, as tokens under a key of the campaign. Whoever has no key learns nothing from them, and when the
// campaign is finished nobody has it.

const keyBytes = 32;
const keyPurpose = (campaign: string) => `ballots of ${campaign}`;

/**
 * The campaign's key, once a ballot was cast in it; and all who count as one with this person: those for whose same
 * number a channel vouches (phone-links.ts) and those linked with him (chat-links.ts), and with any of them in turn.
 */
type Voter = { readonly key: Buffer | undefined; readonly persons: readonly string[] };

async function findVoter(tx: Tx, seal: Seal, { campaign: { id }, person }: Vote): Promise<Voter> {
  const rows = await tx.$queryRaw<{ key: Uint8Array | null; person: string }[]>`
    WITH RECURSIVE "same"("person") AS (
      SELECT ${person}
      UNION SELECT b."personId" FROM "same" s
        JOIN "PhoneBinding" a ON a."personId" = s."person" JOIN "PhoneBinding" b ON b."phoneHash" = a."phoneHash"
      UNION SELECT b."personId" FROM "same" s
        JOIN "ChatLink" a ON a."personId" = s."person" JOIN "ChatLink" b ON b."groupId" = a."groupId"
    )
    SELECT c."key", s."person" FROM "Campaign" c, "same" s WHERE c."id" = ${id}`;
  const sealed = rows[0]?.key ?? null;
  const opened = sealed === null ? undefined : seal.open(keyPurpose(id), sealed);
  return {
    key: typeof opened === 'string' ? Buffer.from(opened, 'base64') : undefined,
    persons: rows.map((row) => row.person),
  };
}

async function makeKey(tx: Tx, seal: Seal, campaign: CampaignId): Promise<Buffer> {
  const key = randomBytes(keyBytes);
  const sealed = seal.seal(keyPurpose(campaign), key.toString('base64'));
  await tx.$executeRaw`UPDATE "Campaign" SET "key" = ${sealed} WHERE "id" = ${campaign} AND "finishedOn" IS NULL`;
  return key;
}

/** One vote: of a person in a campaign; where each visit counts, at one counter on one day. */
export type Vote = {
  readonly campaign: Campaign;
  readonly person: string;
  readonly visit?: { readonly unit: UnitCode; readonly day: Day };
};

const tokenOf = (key: Buffer, { campaign, visit }: Vote, person: string) =>
  createHmac('sha256', key)
    .update([campaign.id, person, ...(visit === undefined ? [] : [visit.unit, visit.day])].join('\n'))
    .digest('base64url');

/** Has this person voted already? */
export async function hasVoted(tx: Tx, seal: Seal, vote: Vote): Promise<boolean> {
  return hasCast(tx, vote, await findVoter(tx, seal, vote));
}

async function hasCast(tx: Tx, vote: Vote, { key, persons }: Voter): Promise<boolean> {
  if (key === undefined) return false;
  for (const person of persons) {
    const cast = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "Ballot" WHERE "campaignId" = ${vote.campaign.id} AND "token" = ${tokenOf(key, vote, person)}`;
    if (cast.length > 0) return true;
  }
  return false;
}

/** Casts a ballot; false when this person has cast one already. */
export async function castBallot(tx: Tx, seal: Seal, vote: Vote): Promise<boolean> {
  const { campaign, person } = vote;
  const voter = await findVoter(tx, seal, vote);
  if (await hasCast(tx, vote, voter)) return false;
  const key = voter.key ?? (await makeKey(tx, seal, campaign.id));
  const cast = await tx.$executeRaw`
    INSERT INTO "Ballot" ("campaignId", "token") VALUES (${campaign.id}, ${tokenOf(key, vote, person)})
    ON CONFLICT DO NOTHING`;
  return cast > 0;
}
