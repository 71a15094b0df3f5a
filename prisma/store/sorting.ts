import type { CaseId, ProvinceCode, UnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Labels } from '../../core/labels.js';
import { Prisma, type Tx } from '../client.js';

// Cases on their way from "received" to an owner. All functions take many cases at once: a batch of jobs
// costs a handful of statements, however many jobs it holds.

export type CaseToCategorize = { readonly id: CaseId; readonly text: string; readonly unit: UnitCode | undefined };

/** Of these cases the ones that were received and not yet categorized. */
export async function casesToCategorize(tx: Tx, ids: readonly string[]): Promise<readonly CaseToCategorize[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: CaseId; text: string; unitCode: UnitCode | null }[]>`
    SELECT "id", "text", "unitCode" FROM "Case"
    WHERE "id" IN (${Prisma.join([...ids])}) AND "status" = 'received' AND "category" IS NULL`;
  return rows.map((row) => ({ id: row.id, text: row.text, unit: row.unitCode ?? undefined }));
}

export async function setLabels(
  tx: Tx,
  labelled: readonly { readonly id: CaseId; readonly labels: Labels }[],
  at: number,
): Promise<void> {
  if (labelled.length === 0) return;
  const values = labelled.map(
    ({ id, labels }) =>
      Prisma.sql`(${id}, ${labels.category}, ${labels.kind}, ${labels.urgent}, ${labels.aboutOfficial}, ${labels.bypass}, ${labels.confidence})`,
  );
  await tx.$executeRaw`
    WITH "new" ("id", "category", "kind", "urgent", "aboutOfficial", "bypass", "confidence") AS (VALUES ${Prisma.join(values)})
    UPDATE "Case" SET "category" = "new"."category", "kind" = "new"."kind", "urgent" = "new"."urgent",
      "aboutOfficial" = "new"."aboutOfficial", "bypass" = "new"."bypass", "confidence" = "new"."confidence",
      "version" = "version" + 1, "updatedAt" = ${at}
    FROM "new" WHERE "Case"."id" = "new"."id"`;
}

export type CaseToRoute = { readonly id: CaseId; readonly unit: UnitCode | undefined; readonly bypass: boolean };

/** Of these cases the ones that were categorized and have no owner yet. */
export async function casesToRoute(tx: Tx, ids: readonly string[]): Promise<readonly CaseToRoute[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: CaseId; unitCode: UnitCode | null; bypass: number }[]>`
    SELECT "id", "unitCode", "bypass" FROM "Case"
    WHERE "id" IN (${Prisma.join([...ids])}) AND "status" = 'received' AND "category" IS NOT NULL AND "ownerCode" IS NULL`;
  return rows.map((row) => ({ id: row.id, unit: row.unitCode ?? undefined, bypass: Boolean(row.bypass) }));
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
};

/** Of these cases the ones that have an owner and that somebody still has to answer. */
export async function casesToForward(tx: Tx, ids: readonly string[]): Promise<readonly CaseToForward[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<ForwardRow[]>`
    SELECT "id", "level", "ownerCode", "unitCode", "urgent", "bypass", "status", "version", "escalationStep", "escalateAt"
    FROM "Case" WHERE "id" IN (${Prisma.join([...ids])}) AND "ownerCode" IS NOT NULL
      AND "status" IN ('received', 'forwarded', 'acknowledged', 'asked')`;
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
  }));
}

const toJurisdiction = (level: string, code: string): Jurisdiction =>
  level === 'commune' ? { level, code: code as UnitCode } : { level: 'province', code: code as ProvinceCode };

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
