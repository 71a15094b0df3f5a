import type { EscalationTimes } from '../../../core/escalation.js';
import type { Category } from '../../../core/labels.js';
import type { Jurisdiction } from '../../../core/jurisdiction.js';
import type { Sourced } from '../../../core/report.js';
import type { FeedbackGroup } from '../../../core/report/feedback.js';
import { endOf, startOf, type Period } from '../../../core/report/period.js';
import { Prisma, type Tx } from '../../client.js';
import { toJurisdiction } from '../columns.js';
import { ask, communesOf } from './ask.js';

const hourMs = 3_600_000;

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
  // A case made of a survey's comment is stored under the hour in which it came: before that hour is over nobody is late.
  const floored = Prisma.sql`CASE WHEN "source" = 'survey-comment' THEN ${hourMs} ELSE 0 END`;
  const late = Prisma.sql`COALESCE("takenAt", ${end}) > "createdAt" + ${floored} + CASE WHEN "urgent" THEN ${waitMs(times.urgent)} ELSE ${waitMs(times.normal)} END`;
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
