import type { CaseId, ProvinceCode, UnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import { Prisma, type Tx } from '../client.js';
import { openStatuses, toJurisdiction } from './columns.js';

// Cases on their way from "received" to an owner. All functions take many cases at once: a batch of jobs
// costs a handful of statements, however many jobs it holds.

export type CaseToRoute = {
  readonly id: CaseId;
  readonly unit: UnitCode | undefined;
  readonly bypass: boolean;
  readonly urgent: boolean;
  readonly source: 'report' | 'survey-comment';
  /** Nobody could tell what it is about. */
  readonly unsorted: boolean;
};

type RouteRow = {
  id: CaseId;
  unitCode: UnitCode | null;
  bypass: number;
  urgent: number;
  source: string;
  labelledBy: string | null;
};

/** Of these cases the ones that were categorized and have no owner yet. */
export async function casesToRoute(tx: Tx, ids: readonly string[]): Promise<readonly CaseToRoute[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<RouteRow[]>`
    SELECT "id", "unitCode", "bypass", "urgent", "source", "labelledBy" FROM "Case"
    WHERE "id" IN (${Prisma.join([...ids])}) AND "status" = 'received' AND "confidence" IS NOT NULL
      AND "ownerCode" IS NULL`;
  return rows.map((row) => ({
    id: row.id,
    unit: row.unitCode ?? undefined,
    bypass: Boolean(row.bypass),
    urgent: Boolean(row.urgent),
    source: row.source === 'report' ? 'report' : 'survey-comment',
    unsorted: row.labelledBy === 'nobody',
  }));
}

export async function setOwners(
  tx: Tx,
  routed: readonly { readonly id: CaseId; readonly owner: Jurisdiction }[],
  at: number,
): Promise<void> {
  if (routed.length === 0) return;
  const values = routed.map(({ id, owner }) => Prisma.sql`(${id}, ${owner.level}, ${owner.code})`);
  await tx.$executeRaw`
    WITH "new" ("id", "level", "ownerCode") AS (VALUES ${Prisma.join(values)})
    UPDATE "Case" SET "level" = "new"."level", "ownerCode" = "new"."ownerCode", "version" = "version" + 1, "updatedAt" = ${at}
    FROM "new" WHERE "Case"."id" = "new"."id"`;
}

export type CaseToForward = {
  readonly id: CaseId;
  readonly owner: Jurisdiction;
  readonly unit: UnitCode | undefined;
  readonly urgent: boolean;
  readonly bypass: boolean;
  readonly status: 'received' | 'forwarded' | 'acknowledged' | 'asked';
  readonly version: number;
  readonly escalationStep: number;
  readonly escalateAt: number | undefined;
  /** It goes along with another open case, no less urgent, which is reminded of for both. */
  readonly goesAlong: boolean;
};

type ForwardRow = {
  id: CaseId;
  level: string;
  ownerCode: string;
  unitCode: UnitCode | null;
  urgent: number;
  bypass: number;
  status: CaseToForward['status'];
  version: number;
  escalationStep: number;
  escalateAt: number | null;
  goesAlong: number;
};

/** Of these cases the ones that have an owner and that somebody still has to answer. */
export async function casesToForward(tx: Tx, ids: readonly string[]): Promise<readonly CaseToForward[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<ForwardRow[]>`
    SELECT "id", "level", "ownerCode", "unitCode", "urgent", "bypass", "status", "version", "escalationStep", "escalateAt",
      "joined" AND EXISTS (SELECT 1 FROM "Case" f WHERE f."id" = "Case"."duplicateOf" AND f."urgent" >= "Case"."urgent"
        AND f."status" IN ${openStatuses}) AS "goesAlong"
    FROM "Case" WHERE "id" IN (${Prisma.join([...ids])}) AND "ownerCode" IS NOT NULL
      AND "status" IN ${openStatuses}`;
  return rows.map((row) => ({
    id: row.id,
    owner: toJurisdiction(row.level, row.ownerCode),
    unit: row.unitCode ?? undefined,
    urgent: Boolean(row.urgent),
    bypass: Boolean(row.bypass),
    status: row.status,
    version: row.version,
    escalationStep: row.escalationStep,
    escalateAt: row.escalateAt ?? undefined,
    goesAlong: Boolean(row.goesAlong),
  }));
}

export type EscalationChange = {
  readonly id: CaseId;
  readonly status: CaseToForward['status'];
  readonly step: number;
  readonly escalateAt: number | null;
  readonly escalatedTo: 'keep' | ProvinceCode | null;
};

/** Notes that cases were sent out, and when the next look at them is due. */
export async function setForwarded(tx: Tx, changes: readonly EscalationChange[], at: number): Promise<void> {
  if (changes.length === 0) return;
  const values = changes.map(
    ({ id, status, step, escalateAt, escalatedTo }) =>
      Prisma.sql`(${id}, ${status}, ${step}, ${escalateAt}, ${escalatedTo})`,
  );
  await tx.$executeRaw`
    WITH "new" ("id", "status", "step", "escalateAt", "escalatedTo") AS (VALUES ${Prisma.join(values)})
    UPDATE "Case" SET "status" = "new"."status", "escalationStep" = "new"."step", "escalateAt" = "new"."escalateAt",
      "escalatedTo" = CASE "new"."escalatedTo" WHEN 'keep' THEN "Case"."escalatedTo" ELSE "new"."escalatedTo" END,
      "version" = "version" + 1, "updatedAt" = ${at}
    FROM "new" WHERE "Case"."id" = "new"."id"`;
}

/** Cases that somebody should look at again before `until`, the earliest first. */
export async function dueEscalations(
  tx: Tx,
  until: number,
  limit: number,
): Promise<readonly { readonly id: CaseId; readonly at: number }[]> {
  const rows = await tx.$queryRaw<{ id: CaseId; escalateAt: number }[]>`
    SELECT "id", "escalateAt" FROM "Case" WHERE "escalateAt" <= ${until} ORDER BY "escalateAt" LIMIT ${limit}`;
  return rows.map((row) => ({ id: row.id, at: row.escalateAt }));
}
