import type { Day } from '../../core/campaign.js';
import type { CampaignId, UnitCode } from '../../core/ids.js';
import type { Tx } from '../client.js';

// What is counted while answers come in. Answers carry no time at all; who needs one (daily progress, bursts) counts here.

/**
 * `day`: responses of a day. `minutes`: responses of ten minutes. `peak`: the most of these, kept when the campaign is
 * finished. `held`: responses since comments were last handed on. `signal`: answers, by question, of which the level
 * above must hear when they are many; `told`: how many there were when it last heard. `progress`: days on which officials
 * were told how far it has come. `codes`: one-time codes handed out.
 */
export type CountKind = 'day' | 'minutes' | 'peak' | 'held' | 'signal' | 'told' | 'progress' | 'codes';

type CountOf = {
  readonly campaign: CampaignId;
  readonly unit: UnitCode;
  readonly kind: CountKind;
  readonly key?: string;
};

const burstMs = 10 * 60_000;

/** The ten minutes in which a moment lies. */
const tenMinutes = (at: number): string => String(Math.floor(at / burstMs));

/** Adds to a count; returns what it is now. */
export async function addCount(tx: Tx, { campaign, unit, kind, key = '' }: CountOf, by: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    INSERT INTO "CampaignCount" ("campaignId", "unitCode", "kind", "key", "count")
    VALUES (${campaign}, ${unit}, ${kind}, ${key}, ${by})
    ON CONFLICT ("campaignId", "unitCode", "kind", "key") DO UPDATE SET "count" = "count" + excluded."count"
    RETURNING "count"`;
  return row?.count ?? 0;
}

/** Sets a count; false when it was that already. */
export async function setCount(tx: Tx, { campaign, unit, kind, key = '' }: CountOf, count: number): Promise<boolean> {
  const changed = await tx.$executeRaw`
    INSERT INTO "CampaignCount" ("campaignId", "unitCode", "kind", "key", "count")
    VALUES (${campaign}, ${unit}, ${kind}, ${key}, ${count})
    ON CONFLICT ("campaignId", "unitCode", "kind", "key") DO UPDATE SET "count" = excluded."count"
    WHERE "count" <> excluded."count"`;
  return changed > 0;
}

/** Counts one response; returns how many there are since comments were last handed on. */
export async function countResponse(
  tx: Tx,
  of: { readonly campaign: CampaignId; readonly unit: UnitCode; readonly signals: readonly string[] },
  day: Day,
  at: number,
): Promise<number> {
  const { campaign, unit } = of;
  await addCount(tx, { campaign, unit, kind: 'day', key: day }, 1);
  await addCount(tx, { campaign, unit, kind: 'minutes', key: tenMinutes(at) }, 1);
  for (const key of of.signals) await addCount(tx, { campaign, unit, kind: 'signal', key }, 1);
  return addCount(tx, { campaign, unit, kind: 'held' }, 1);
}

export async function clearCount(tx: Tx, campaign: CampaignId, unit: UnitCode, kind: CountKind): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "CampaignCount" WHERE "campaignId" = ${campaign} AND "unitCode" = ${unit} AND "kind" = ${kind}`;
}

export type Count = { readonly unit: UnitCode; readonly key: string; readonly count: number };

export async function countsOf(tx: Tx, campaign: CampaignId, kind: CountKind): Promise<readonly Count[]> {
  return tx.$queryRaw<Count[]>`
    SELECT "unitCode" AS "unit", "key", "count" FROM "CampaignCount"
    WHERE "campaignId" = ${campaign} AND "kind" = ${kind} ORDER BY "unitCode", "key"`;
}

/** Keeps of the times of responses only how many came within ten minutes at most. */
export async function forgetTimes(tx: Tx, campaign: CampaignId): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "CampaignCount" ("campaignId", "unitCode", "kind", "key", "count")
    SELECT "campaignId", "unitCode", 'peak', '', MAX("count") FROM "CampaignCount"
    WHERE "campaignId" = ${campaign} AND "kind" = 'minutes' GROUP BY "campaignId", "unitCode"
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    DELETE FROM "CampaignCount" WHERE "campaignId" = ${campaign} AND "kind" IN ('day', 'minutes', 'held', 'progress')`;
}
