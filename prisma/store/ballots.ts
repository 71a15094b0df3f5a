import { createHmac, randomBytes } from 'node:crypto';
import type { Campaign, Day } from '../../core/campaign.js';
import type { CampaignId, UnitCode } from '../../core/ids.js';
import type { Seal } from '../../runtime/seal.js';
import type { Tx } from '../client.js';

export { bindPhone } from './phone-links.js';

// Who has voted, as tokens under a key of the campaign. Whoever has no key learns nothing from them, and when the
// campaign is finished nobody has it.

const keyBytes = 32;
const keyPurpose = (campaign: string) => `ballots of ${campaign}`;

/**
 * The campaign's key, once a ballot was cast in it; and the person with whoever has shown to have the same phone or is
 * linked with him: phone-links.ts says what makes the two the same.
 */
type Voter = { readonly key: Buffer | undefined; readonly persons: readonly string[] };

async function findVoter(tx: Tx, seal: Seal, { campaign: { id }, person }: Vote): Promise<Voter> {
  const rows = await tx.$queryRaw<{ key: Uint8Array | null; other: string | null }[]>`
    SELECT c."key", b."personId" AS "other" FROM "Campaign" c
    LEFT JOIN "PhoneBinding" a ON a."personId" = ${person}
    LEFT JOIN "PhoneBinding" b ON b."phoneHash" = a."phoneHash" AND b."personId" <> a."personId"
    WHERE c."id" = ${id}`;
  const sealed = rows[0]?.key ?? null;
  const opened = sealed === null ? undefined : seal.open(keyPurpose(id), sealed);
  return {
    key: typeof opened === 'string' ? Buffer.from(opened, 'base64') : undefined,
    persons: [person, ...rows.flatMap(({ other }) => other ?? [])],
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
