import { randomBytes, randomInt } from 'node:crypto';
import { caseCode } from '../../core/case-code.js';
import type { CampaignId, CaseId, UnitCode } from '../../core/ids.js';
import type { Tx } from '../client.js';
import { clearCount } from './campaign-counts.js';
import { insertCaseEvent, insertCommentCase } from './cases.js';
import type { NewOutboxRow } from './outbox.js';

// Comments of anonymous surveys. A comment that became a case at once would stand beside the one message that came in
// that moment; so it waits until some have answered, and then goes on with theirs, in an order that is nobody's.

/** As many people as must have answered before what one of them wrote is handed on. */
export const enoughToHide = 5;

/** A case made of a comment is stored under the hour, not the moment: nobody need know when the last of them answered. */
const hourMs = 3_600_000;

export async function holdComment(
  tx: Tx,
  campaign: CampaignId,
  unit: UnitCode,
  comment: { readonly id: string; readonly text: string; readonly bypass: boolean },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "HeldComment" ("campaignId", "unitCode", "id", "text", "bypass")
    VALUES (${campaign}, ${unit}, ${comment.id}, ${comment.text}, ${comment.bypass})`;
}

/**
 * Makes cases of the comments that wait for a commune; returns the work for the worker. `areFew`: fewer have answered
 * than hide one another, so the level above gets them, to which nobody is a neighbour.
 */
export async function releaseComments(
  tx: Tx,
  campaign: CampaignId,
  unit: UnitCode,
  at: number,
  areFew = false,
): Promise<readonly NewOutboxRow[]> {
  await clearCount(tx, campaign, unit, 'held');
  const held = await tx.$queryRaw<{ text: string; bypass: number }[]>`
    DELETE FROM "HeldComment" WHERE "campaignId" = ${campaign} AND "unitCode" = ${unit}
    RETURNING "text", "bypass", "id"`;
  const openedAt = at - (at % hourMs);
  const rows: NewOutboxRow[] = [];
  // In the order of their random ids.
  for (const { text, bypass } of held) {
    const id: CaseId = `cas_${openedAt.toString(36)}${randomBytes(10).toString('hex')}`;
    const code = caseCode(Array.from({ length: 6 }, () => randomInt(32)));
    await insertCommentCase(tx, { id, code, text, unit, campaign, bypass: areFew || bypass === 1 }, openedAt);
    await insertCaseEvent(tx, id, { key: 'opened', type: 'opened', at: openedAt });
    rows.push({ queue: 'categorize', payload: { type: 'categorize', case: id } });
  }
  return rows;
}

/** How many have answered in a commune. */
export async function responsesIn(tx: Tx, campaign: CampaignId, unit: UnitCode): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT COUNT(*) AS "n" FROM "SurveyResponse" WHERE "campaignId" = ${campaign} AND "unitCode" = ${unit}`;
  return row?.n ?? 0;
}

/** The communes in which comments of a campaign wait. */
export async function unitsWithHeldComments(tx: Tx, campaign: CampaignId): Promise<readonly UnitCode[]> {
  const rows = await tx.$queryRaw<{ unit: UnitCode }[]>`
    SELECT DISTINCT "unitCode" AS "unit" FROM "HeldComment" WHERE "campaignId" = ${campaign} ORDER BY "unitCode"`;
  return rows.map(({ unit }) => unit);
}
