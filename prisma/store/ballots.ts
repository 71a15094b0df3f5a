import { createHmac, randomBytes } from 'node:crypto';
import type { Campaign, Day } from '../../core/campaign.js';
import type { CampaignId, UnitCode } from '../../core/ids.js';
import type { Seal } from '../../runtime/seal.js';
import { Prisma, type Tx } from '../client.js';

// Who has voted, as tokens under a key of the campaign. Whoever has no key learns nothing from them, and when the
// campaign is finished nobody has it.

const keyBytes = 32;
const keyPurpose = (campaign: string) => `ballots of ${campaign}`;

async function readKey(tx: Tx, seal: Seal, campaign: CampaignId): Promise<Buffer | undefined> {
  const [row] = await tx.$queryRaw<{ key: Uint8Array | null }[]>`SELECT "key" FROM "Campaign" WHERE "id" = ${campaign}`;
  const opened = row?.key == null ? undefined : seal.open(keyPurpose(campaign), row.key);
  return typeof opened === 'string' ? Buffer.from(opened, 'base64') : undefined;
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

/** The person, and who else has shown to have the same phone number: in another channel he is the same. */
async function samePerson(tx: Tx, person: string): Promise<readonly string[]> {
  const others = await tx.$queryRaw<{ personId: string }[]>`
    SELECT b."personId" FROM "PhoneBinding" a JOIN "PhoneBinding" b ON b."phoneHash" = a."phoneHash"
    WHERE a."personId" = ${person} AND b."personId" <> ${person}`;
  return [person, ...others.map(({ personId }) => personId)];
}

/** Has this person voted already? */
export async function hasVoted(tx: Tx, seal: Seal, vote: Vote): Promise<boolean> {
  const key = await readKey(tx, seal, vote.campaign.id);
  if (key === undefined) return false;
  const tokens = (await samePerson(tx, vote.person)).map((person) => tokenOf(key, vote, person));
  const cast = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Ballot" WHERE "campaignId" = ${vote.campaign.id} AND "token" IN (${Prisma.join(tokens)})`;
  return cast.length > 0;
}

/** Casts a ballot; false when this person has cast one already. */
export async function castBallot(tx: Tx, seal: Seal, vote: Vote): Promise<boolean> {
  if (await hasVoted(tx, seal, vote)) return false;
  const { campaign, person } = vote;
  const key = (await readKey(tx, seal, campaign.id)) ?? (await makeKey(tx, seal, campaign.id));
  const cast = await tx.$executeRaw`
    INSERT INTO "Ballot" ("campaignId", "token") VALUES (${campaign.id}, ${tokenOf(key, vote, person)})
    ON CONFLICT DO NOTHING`;
  return cast > 0;
}

/** Remembers that this phone number is this person's. */
export async function bindPhone(tx: Tx, person: string, phoneHash: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "PhoneBinding" ("personId", "phoneHash") VALUES (${person}, ${phoneHash})
    ON CONFLICT ("personId") DO UPDATE SET "phoneHash" = excluded."phoneHash"`;
}
