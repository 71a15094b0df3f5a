import type { Campaign, CampaignAccess, CampaignUnit, Day } from '../../core/campaign.js';
import type { CampaignId, UnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import { Prisma, type Tx } from '../client.js';

// What is asked where and until when. Who has answered is in ballots.ts, what was answered in responses.ts.

export type CampaignRow = {
  readonly id: string;
  readonly form: string;
  readonly access: string;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly partner: string;
  readonly margin: number;
  readonly standing: number | boolean;
  readonly paused: number | boolean;
  readonly finishedOn: string | null;
};

/** All columns but the key. */
const columns = Prisma.raw(
  '"id", "form", "access", "opensOn", "closesOn", "partner", "margin", "standing", "paused", "finishedOn"',
);

const toCampaign = (row: CampaignRow): Campaign => ({
  id: row.id as CampaignId,
  form: row.form,
  access: row.access as CampaignAccess,
  opensOn: row.opensOn,
  closesOn: row.closesOn,
  partner: row.partner,
  margin: row.margin,
  isPaused: Boolean(row.paused),
  isStanding: Boolean(row.standing),
  ...(row.finishedOn === null ? {} : { finishedOn: row.finishedOn }),
});

/** A campaign with the communes in which it asks; none: everywhere. */
export type CampaignWithUnits = { readonly campaign: Campaign; readonly units: readonly CampaignUnit[] };

export async function findCampaign(tx: Tx, id: string): Promise<CampaignWithUnits | undefined> {
  const campaign = await readCampaign(tx, id);
  return campaign === undefined ? undefined : { campaign, units: await unitsOf(tx, id) };
}

/** The campaign without its communes, of which it may have thousands. */
export async function readCampaign(tx: Tx, id: string): Promise<Campaign | undefined> {
  const [row] = await tx.$queryRaw<CampaignRow[]>`SELECT ${columns} FROM "Campaign" WHERE "id" = ${id}`;
  return row === undefined ? undefined : toCampaign(row);
}

async function unitsOf(tx: Tx, id: string): Promise<readonly CampaignUnit[]> {
  const rows = await tx.$queryRaw<{ code: string; population: number | null }[]>`
    SELECT "unitCode" AS "code", "population" FROM "CampaignUnit" WHERE "campaignId" = ${id} ORDER BY "unitCode"`;
  return rows.map(({ code, population }) => ({
    code: code as UnitCode,
    ...(population === null ? {} : { population }),
  }));
}

/** All campaigns, the newest first. */
export async function listCampaigns(tx: Tx): Promise<readonly Campaign[]> {
  const rows = await tx.$queryRaw<CampaignRow[]>`
    SELECT ${columns} FROM "Campaign" ORDER BY "opensOn" DESC, "id"`;
  return rows.map(toCampaign);
}

/** A campaign, and whether it asks the form in the commune that was asked about. */
type CampaignThere = { readonly campaign: Campaign; readonly asksThere: boolean };

/** All campaigns of a form, and the one of this name, whatever it asks. */
export async function campaignsOf(
  tx: Tx,
  form: string,
  unit: UnitCode,
  name: CampaignId | undefined,
): Promise<readonly CampaignThere[]> {
  // Asked with every survey that is opened or sent: written out, it is prepared once.
  const rows = await tx.$queryRaw<(CampaignRow & { asksThere: number })[]>`
    SELECT "id", "form", "access", "opensOn", "closesOn", "partner", "margin", "standing", "paused", "finishedOn",
      "form" = ${form} AND (
        EXISTS (SELECT 1 FROM "CampaignUnit" u WHERE u."campaignId" = c."id" AND u."unitCode" = ${unit})
        OR NOT EXISTS (SELECT 1 FROM "CampaignUnit" u WHERE u."campaignId" = c."id")) AS "asksThere"
    FROM "Campaign" c WHERE "form" = ${form} OR "id" = ${name ?? null}`;
  return rows.map(({ asksThere, ...row }) => ({ campaign: toCampaign(row), asksThere: asksThere === 1 }));
}

/** The campaigns about a commune, or about any commune of a province. */
export async function campaignsFor(tx: Tx, { level, code }: Jurisdiction): Promise<readonly Campaign[]> {
  const units =
    level === 'commune'
      ? Prisma.sql`SELECT ${code}`
      : Prisma.sql`SELECT "code" FROM "Unit" WHERE "provinceCode" = ${code}`;
  const rows = await tx.$queryRaw<CampaignRow[]>`
    SELECT ${columns} FROM "Campaign" c
    WHERE EXISTS (SELECT 1 FROM "CampaignUnit" u WHERE u."campaignId" = c."id" AND u."unitCode" IN (${units}))
      OR NOT EXISTS (SELECT 1 FROM "CampaignUnit" u WHERE u."campaignId" = c."id")`;
  return rows.map(toCampaign);
}

/** Campaigns whose last day is over and whose key is still there. */
export async function campaignsOver(tx: Tx, today: Day): Promise<readonly Campaign[]> {
  const rows = await tx.$queryRaw<CampaignRow[]>`
    SELECT ${columns} FROM "Campaign" WHERE "closesOn" < ${today} AND "finishedOn" IS NULL ORDER BY "id"`;
  return rows.map(toCampaign);
}

/** Stores a new campaign; false when there is one of this name. */
export async function insertCampaign(
  tx: Tx,
  { campaign, units }: CampaignWithUnits,
  reason: string,
  today: Day,
): Promise<boolean> {
  const added = await tx.$executeRaw`
    INSERT INTO "Campaign" ("id", "form", "access", "opensOn", "closesOn", "partner", "margin", "standing", "paused")
    VALUES (${campaign.id}, ${campaign.form}, ${campaign.access}, ${campaign.opensOn}, ${campaign.closesOn},
            ${campaign.partner}, ${campaign.margin}, ${campaign.isStanding}, ${campaign.isPaused})
    ON CONFLICT DO NOTHING`;
  if (added === 0) return false;
  for (const { code, population } of units)
    await tx.$executeRaw`
      INSERT INTO "CampaignUnit" ("campaignId", "unitCode", "population")
      VALUES (${campaign.id}, ${code}, ${population ?? null})`;
  await noteChange(tx, campaign.id, { day: today, type: 'created', reason });
  return true;
}

/** Something that was done with a campaign, and why: the reason is kept and shown with the results. */
export type CampaignChange = {
  readonly day: Day;
  readonly type: 'created' | 'paused' | 'resumed' | 'moved' | 'finished';
  readonly reason: string;
  readonly detail?: string;
};

export async function pauseCampaign(tx: Tx, id: CampaignId, isPaused: boolean, reason: string, day: Day) {
  await tx.$executeRaw`UPDATE "Campaign" SET "paused" = ${isPaused} WHERE "id" = ${id} AND "finishedOn" IS NULL`;
  await noteChange(tx, id, { day, type: isPaused ? 'paused' : 'resumed', reason });
}

/** Gives a campaign another last day. */
export async function moveCampaign(tx: Tx, campaign: Campaign, closesOn: Day, reason: string, day: Day) {
  await tx.$executeRaw`UPDATE "Campaign" SET "closesOn" = ${closesOn} WHERE "id" = ${campaign.id}`;
  await noteChange(tx, campaign.id, { day, type: 'moved', reason, detail: `${campaign.closesOn} ${closesOn}` });
}

export async function noteChange(tx: Tx, id: CampaignId, { day, type, reason, detail }: CampaignChange): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "CampaignChange" ("campaignId", "day", "type", "reason", "detail")
    VALUES (${id}, ${day}, ${type}, ${reason}, ${detail ?? null})`;
}

export async function changesOf(tx: Tx, id: CampaignId): Promise<readonly CampaignChange[]> {
  const rows = await tx.$queryRaw<(Omit<CampaignChange, 'detail'> & { detail: string | null })[]>`
    SELECT "day", "type", "reason", "detail" FROM "CampaignChange" WHERE "campaignId" = ${id} ORDER BY "id"`;
  return rows.map(({ detail, ...change }) => ({ ...change, ...(detail === null ? {} : { detail }) }));
}
