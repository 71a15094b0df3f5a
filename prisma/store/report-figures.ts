import type { EscalationTimes } from '../../core/escalation.js';
import type { Category } from '../../core/labels.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { ReportQuery, ReportQueryId, Sourced } from '../../core/report.js';
import type { FeedbackGroup } from '../../core/report/feedback.js';
import { endOf, startOf, type Period } from '../../core/report/period.js';
import { Prisma, type Tx } from '../client.js';
import { toJurisdiction } from './columns.js';
import { toDialogue, type DialogueRow, type StoredDialogue } from './dialogues.js';

// The queries of the reports. Each keeps its text and parameters beside what it found (core/report.ts).

async function ask<Row>(tx: Tx, id: ReportQueryId, statement: Prisma.Sql): Promise<Sourced<Row>> {
  return { query: describe(id, statement), rows: await tx.$queryRaw<Row[]>`${statement}` };
}

function describe(id: ReportQueryId, { sql, values }: Prisma.Sql): ReportQuery {
  const parameters = values.map((value) => (typeof value === 'number' ? value : String(value)));
  return { id, sql: sql.replace(/\s+/g, ' ').trim(), parameters };
}

/** The communes of a jurisdiction as an SQL list. */
const communesOf = ({ level, code }: Jurisdiction) =>
  level === 'commune' ? Prisma.sql`(${code})` : Prisma.sql`(SELECT "code" FROM "Unit" WHERE "provinceCode" = ${code})`;

/** Names of the campaigns that ended in the period, or were running at its end, in these communes. */
export function campaignsIn(tx: Tx, of: Jurisdiction, { from, to }: Period): Promise<Sourced<{ readonly id: string }>> {
  return ask(
    tx,
    'campaigns',
    Prisma.sql`
    SELECT c."id" FROM "Campaign" c
    WHERE c."opensOn" <= ${to} AND c."closesOn" >= ${from}
      AND (NOT EXISTS (SELECT 1 FROM "CampaignUnit" u WHERE u."campaignId" = c."id")
        OR EXISTS (SELECT 1 FROM "CampaignUnit" u WHERE u."campaignId" = c."id" AND u."unitCode" IN ${communesOf(of)}))
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

/** The scores of a year, for naming where they come from. */
export function scoresIn(tx: Tx, of: Jurisdiction, year: number): Promise<Sourced<{ readonly unitCode: string }>> {
  return ask(
    tx,
    'scores',
    Prisma.sql`
    SELECT "unitCode", "criterion", "score", "evidence" FROM "CriterionScore"
    WHERE "year" = ${year} AND "unitCode" IN ${communesOf(of)} ORDER BY "unitCode", "criterion"`,
  );
}

/** Responses by campaign and commune. */
export function responsesIn(
  tx: Tx,
  of: Jurisdiction,
  campaigns: readonly string[],
): Promise<Sourced<{ readonly campaignId: string; readonly unitCode: string; readonly n: number }>> {
  const named = campaigns.length === 0 ? Prisma.sql`(NULL)` : Prisma.sql`(${Prisma.join([...campaigns])})`;
  return ask(
    tx,
    'results',
    Prisma.sql`
    SELECT "campaignId", "unitCode", COUNT(*) AS "n" FROM "SurveyResponse"
    WHERE "campaignId" IN ${named} AND "unitCode" IN ${communesOf(of)}
    GROUP BY "campaignId", "unitCode" ORDER BY "campaignId", "unitCode"`,
  );
}

type FeedbackRow = Omit<FeedbackGroup, 'owner' | 'escalatedTo' | 'bypass' | 'category'> & {
  readonly level: string;
  readonly ownerCode: string;
  readonly escalatedTo: string | null;
  readonly bypass: number;
  readonly category: string | null;
};

/** Counts the cases of a period, apart by who may know of them and by category. No text of anybody is read. */
export async function feedbackIn(
  tx: Tx,
  of: Jurisdiction,
  period: Period,
  times: EscalationTimes,
  now: number,
): Promise<Sourced<FeedbackGroup>> {
  const [from, end] = [startOf(period.from), Math.min(endOf(period.to), now)];
  const whose =
    of.level === 'commune'
      ? Prisma.sql`c."level" = 'commune' AND c."ownerCode" = ${of.code} AND NOT c."bypass"`
      : Prisma.sql`(c."level" = 'province' AND c."ownerCode" = ${of.code}
          OR c."level" = 'commune' AND c."ownerCode" IN ${communesOf(of)})`;
  const waitMs = ({ reminder, escalation }: EscalationTimes['normal']) => (reminder + escalation) * 60_000;
  const latest = (type: string, before: number) => Prisma.sql`
    (SELECT MAX(e."at") FROM "CaseEvent" e WHERE e."caseId" = c."id" AND e."type" = ${type} AND e."at" < ${before})`;
  // A case that was answered and then opened again is open.
  const isAnswered = (answered: Prisma.Sql, reopened: Prisma.Sql) =>
    Prisma.sql`(${answered} IS NOT NULL AND (${reopened} IS NULL OR ${reopened} < ${answered}))`;
  const answered = isAnswered(Prisma.sql`"answeredAt"`, Prisma.sql`"reopenedAt"`);
  const before = isAnswered(Prisma.sql`"answeredBefore"`, Prisma.sql`"reopenedBefore"`);
  const late = Prisma.sql`COALESCE("takenAt", ${end}) > "createdAt" + CASE WHEN "urgent" THEN ${waitMs(times.urgent)} ELSE ${waitMs(times.normal)} END`;
  const count = (what: Prisma.Sql) => Prisma.sql`SUM(CASE WHEN ${what} THEN 1 ELSE 0 END)`;
  const { query, rows } = await ask<FeedbackRow>(
    tx,
    'feedback',
    Prisma.sql`
    SELECT "level", "ownerCode", "escalatedTo", "bypass", "category",
      ${count(Prisma.sql`"createdAt" < ${from}`)} AS "carried",
      ${count(Prisma.sql`"createdAt" >= ${from}`)} AS "received",
      ${count(answered)} AS "answered", ${count(Prisma.sql`NOT ${answered}`)} AS "open",
      ${count(late)} AS "late", ${count(Prisma.sql`${late} AND NOT ${answered}`)} AS "openLate",
      ${count(Prisma.sql`"source" = 'survey-comment'`)} AS "comments"
    FROM (
      SELECT c."level", c."ownerCode", c."escalatedTo", c."bypass", c."source", c."urgent", c."createdAt",
        CASE WHEN c."labelledBy" = 'nobody' THEN NULL ELSE c."category" END AS "category",
        ${latest('answer', end)} AS "answeredAt", ${latest('reopen', end)} AS "reopenedAt",
        ${latest('answer', from)} AS "answeredBefore", ${latest('reopen', from)} AS "reopenedBefore",
        (SELECT MIN(e."at") FROM "CaseEvent" e WHERE e."caseId" = c."id" AND e."at" < ${end}
          AND e."type" IN ('acknowledge', 'answer', 'ask', 'transfer')) AS "takenAt"
      FROM "Case" c WHERE ${whose} AND c."createdAt" < ${end}
    ) AS "counted"
    WHERE "createdAt" >= ${from} OR NOT ${before} OR "reopenedAt" >= ${from}
    GROUP BY "level", "ownerCode", "escalatedTo", "bypass", "category"`,
  );
  return { query, rows: rows.map(toGroup) };
}

function toGroup({ level, ownerCode, escalatedTo, bypass, category, ...counts }: FeedbackRow): FeedbackGroup {
  return {
    ...counts,
    owner: toJurisdiction(level, ownerCode),
    bypass: Boolean(bypass),
    ...(escalatedTo === null ? {} : { escalatedTo: toJurisdiction('province', escalatedTo) }),
    ...(category === null ? {} : { category: category as Category }),
  };
}
