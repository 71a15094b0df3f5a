import type { Day } from '../../core/campaign.js';
import type { Score } from '../../core/criteria/scores.js';
import type { ProvinceCode, UnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Sourced } from '../../core/report.js';
import type { Period } from '../../core/report/period.js';
import { Prisma, type Tx } from '../client.js';
import { toDialogue, type DialogueRow, type StoredDialogue } from './dialogues.js';
import { ask, communesOf } from './report-figures/ask.js';

export { feedbackIn } from './report-figures/feedback.js';

// The queries of the reports.

/** The communes of a province. */
export function communesIn(
  tx: Tx,
  province: ProvinceCode,
): Promise<Sourced<{ readonly code: UnitCode; readonly kind: string; readonly name: string }>> {
  return ask(
    tx,
    'communes',
    Prisma.sql`SELECT "code", "kind", "name" FROM "Unit" WHERE "provinceCode" = ${province} ORDER BY "code"`,
  );
}

/**
 * Names of the campaigns that ended in the period, or were running at its end, in these communes. `today`: one that has
 * not begun when the report is made is not in it. The menu asks everywhere and always: where nobody answered, nothing
 * was held.
 */
export function campaignsIn(
  tx: Tx,
  of: Jurisdiction,
  { from, to }: Period,
  today: Day,
): Promise<Sourced<{ readonly id: string }>> {
  return ask(
    tx,
    'campaigns',
    Prisma.sql`
    SELECT c."id", c."form", c."opensOn", c."closesOn", c."finishedOn" FROM "Campaign" c
    WHERE c."opensOn" <= ${to < today ? to : today}
      AND CASE WHEN c."finishedOn" < c."closesOn" THEN c."finishedOn" ELSE c."closesOn" END >= ${from}
      AND (NOT EXISTS (SELECT 1 FROM "CampaignUnit" u WHERE u."campaignId" = c."id")
        OR EXISTS (SELECT 1 FROM "CampaignUnit" u WHERE u."campaignId" = c."id" AND u."unitCode" IN ${communesOf(of)}))
      AND (NOT c."standing" OR EXISTS (SELECT 1 FROM "SurveyResponse" r
        WHERE r."campaignId" = c."id" AND r."unitCode" IN ${communesOf(of)}))
    ORDER BY c."form", c."opensOn", c."id"`,
  );
}

/** The dialogues of the period, those of a province's communes with its own. */
export async function dialoguesIn(tx: Tx, of: Jurisdiction, { from, to }: Period): Promise<Sourced<StoredDialogue>> {
  const whose =
    of.level === 'commune'
      ? Prisma.sql`"level" = 'commune' AND "ownerCode" = ${of.code}`
      : Prisma.sql`("level" = 'province' AND "ownerCode" = ${of.code}
          OR "level" = 'commune' AND "ownerCode" IN ${communesOf(of)})`;
  const { query, rows } = await ask<DialogueRow>(
    tx,
    'dialogues',
    Prisma.sql`
    SELECT "id", "level", "ownerCode", "heldOn", "topic", "people", "raised", "answered", "note" FROM "Dialogue"
    WHERE ${whose} AND "heldOn" >= ${from} AND "heldOn" <= ${to} ORDER BY "heldOn", "id"`,
  );
  return { query, rows: rows.map(toDialogue) };
}

type ScoreRow = Score & { readonly unitCode: UnitCode };

/** The scores that communes gave themselves in a year. */
export function scoresIn(tx: Tx, of: Jurisdiction, year: number): Promise<Sourced<ScoreRow>> {
  return ask(
    tx,
    'scores',
    Prisma.sql`
    SELECT "unitCode", "criterion", "score", "evidence" FROM "CriterionScore"
    WHERE "year" = ${year} AND "unitCode" IN ${communesOf(of)} ORDER BY "unitCode", "criterion"`,
  );
}

/** Responses by campaign and commune; `campaigns`: at least one. */
export function responsesIn(
  tx: Tx,
  of: Jurisdiction,
  campaigns: readonly string[],
): Promise<Sourced<{ readonly campaignId: string; readonly unitCode: string; readonly n: number | bigint }>> {
  return ask(
    tx,
    'results',
    Prisma.sql`
    SELECT "campaignId", "unitCode", COUNT(*) AS "n" FROM "SurveyResponse"
    WHERE "campaignId" IN (${Prisma.join([...campaigns])}) AND "unitCode" IN ${communesOf(of)}
    GROUP BY "campaignId", "unitCode" ORDER BY "campaignId", "unitCode"`,
  );
}

/** What the sample sizes are computed from: how many people could be asked, and the margin; at least one campaign. */
export function populationsIn(
  tx: Tx,
  of: Jurisdiction,
  campaigns: readonly string[],
): Promise<Sourced<{ readonly campaignId: string; readonly unitCode: string; readonly population: number | null }>> {
  return ask(
    tx,
    'populations',
    Prisma.sql`
    SELECT u."campaignId", u."unitCode", u."population", c."margin" FROM "CampaignUnit" u
    JOIN "Campaign" c ON c."id" = u."campaignId"
    WHERE u."campaignId" IN (${Prisma.join([...campaigns])}) AND u."unitCode" IN ${communesOf(of)}
    ORDER BY u."campaignId", u."unitCode"`,
  );
}
