import type { CaseGroup, CaseStatus, GroupMember } from '../../core/case.js';
import type { CaseCode, CaseId } from '../../core/ids.js';
import { Prisma, type Tx } from '../client.js';
import { openStatuses, toJurisdiction } from './columns.js';

/** The open cases whose citizens said that they are the same as this first one. */
export async function openFollowers(tx: Tx, first: string): Promise<readonly CaseId[]> {
  const rows = await tx.$queryRaw<{ id: CaseId }[]>`
    SELECT "id" FROM "Case" WHERE "duplicateOf" = ${first} AND "joined" AND "status" IN ${openStatuses}
    ORDER BY "createdAt", "id"`;
  return rows.map(({ id }) => id);
}

/** The level above that was told of the first sees, and may act on, those that go along with it from the same desk. */
export async function shareEscalation(tx: Tx, firsts: readonly string[]): Promise<void> {
  if (firsts.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Case" SET "escalatedTo" = f."escalatedTo" FROM "Case" f
    WHERE f."id" IN (${Prisma.join([...firsts])}) AND f."escalatedTo" IS NOT NULL AND "Case"."duplicateOf" = f."id"
      AND "Case"."joined" AND "Case"."status" IN ${openStatuses} AND "Case"."level" = f."level"
      AND "Case"."ownerCode" = f."ownerCode" AND "Case"."escalatedTo" IS NULL`;
}

/** People are counted up to here, and others named up to there: a card must not cost more because a thing is known to all. */
const [mostCounted, mostNamed] = [1000, 8];

type MemberRow = {
  id: CaseId;
  code: CaseCode;
  status: CaseStatus;
  answer: string | null;
  level: string | null;
  ownerCode: string | null;
  escalatedTo: string | null;
  bypass: number;
};
const memberColumns = Prisma.sql`"id", "code", "status", "answer", "level", "ownerCode", "escalatedTo", "bypass"`;

/** The group of a case; undefined while it is alone. */
export async function groupOf(
  tx: Tx,
  { id, duplicateOf }: { readonly id: string; readonly duplicateOf: string | null },
): Promise<CaseGroup | undefined> {
  const firstId = duplicateOf ?? id;
  const later = await tx.$queryRaw<{ personId: string }[]>`
    SELECT COALESCE("personId", "id") AS "personId" FROM "Case" WHERE "duplicateOf" = ${firstId} LIMIT ${mostCounted}`;
  if (later.length === 0) return undefined;
  const [first] = await tx.$queryRaw<(MemberRow & { personId: string })[]>`
    SELECT ${memberColumns}, COALESCE("personId", "id") AS "personId" FROM "Case" WHERE "id" = ${firstId}`;
  if (first === undefined) return undefined;
  const others = await tx.$queryRaw<MemberRow[]>`
    SELECT ${memberColumns} FROM "Case" WHERE "duplicateOf" = ${firstId} AND "id" <> ${id} AND "status" IN ${openStatuses}
    ORDER BY "createdAt" DESC LIMIT ${mostNamed}`;
  const [along] = await tx.$queryRaw<{ count: number }[]>`
    SELECT COUNT(*) AS "count" FROM (SELECT 1 FROM "Case"
    WHERE "duplicateOf" = ${firstId} AND "joined" AND "status" IN ${openStatuses}
      AND "level" = ${first.level} AND "ownerCode" = ${first.ownerCode} LIMIT ${mostCounted})`;
  return {
    first: toMember(first),
    others: others.map(toMember),
    people: new Set([first, ...later].map(({ personId }) => personId)).size,
    along: along?.count ?? 0,
  };
}

function toMember(row: MemberRow): GroupMember {
  const { id, code, status, answer, level, ownerCode, escalatedTo } = row;
  return {
    id,
    code,
    status,
    bypass: Boolean(row.bypass),
    ...(answer === null ? {} : { answer }),
    ...(level === null || ownerCode === null ? {} : { owner: toJurisdiction(level, ownerCode) }),
    ...(escalatedTo === null ? {} : { escalatedTo: toJurisdiction('province', escalatedTo) }),
  };
}
