import type { Coordinates } from '../../core/case.js';
import type { Report } from '../../core/duplicates.js';
import type { CaseId, ChatId, PersonId, UnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Category, LegalKind } from '../../core/labels.js';
import type { Seal } from '../../runtime/seal.js';
import { Prisma, type Tx } from '../client.js';
import { locationPurpose, openStatuses, toJurisdiction } from './columns.js';

// Which cases are about the same thing. `duplicateOf` leads from a later case to the first, never over another.

type ReportRow = {
  id: CaseId;
  source: string;
  text: string;
  unitCode: UnitCode | null;
  village: string | null;
  location: Uint8Array | null;
  category: Category | null;
  kind: LegalKind | null;
  labelledBy: string | null;
  aboutOfficial: number;
  bypass: number;
  namesElsewhere: number;
  personId: PersonId | null;
};

const reportColumns = Prisma.sql`c."id", c."source", c."text", c."unitCode", c."village", c."location", c."category",
  c."kind", c."labelledBy", c."aboutOfficial", c."bypass", c."namesElsewhere", c."personId"`;

/** A report and whoever sent it. */
export type SentReport = Report & { readonly person: PersonId | undefined };

function toReport(seal: Seal, row: ReportRow): SentReport {
  const { id, text, unitCode, village, location, category, kind, labelledBy } = row;
  return {
    id,
    source: row.source === 'report' ? 'report' : 'survey-comment',
    text,
    aboutOfficial: Boolean(row.aboutOfficial),
    bypass: Boolean(row.bypass),
    namesElsewhere: Boolean(row.namesElsewhere),
    person: row.personId ?? undefined,
    ...(unitCode === null ? {} : { unit: unitCode }),
    ...(village === null ? {} : { village }),
    ...(location === null ? {} : { location: seal.open(locationPurpose(id), location) as Coordinates }),
    ...(category === null || labelledBy === 'nobody' ? {} : { category }),
    ...(kind === null ? {} : { kind }),
  };
}

export type NewReport = SentReport & { readonly chat: ChatId | undefined };

/** Reports that are about to be routed, in the order in which they were sent. */
export async function newReports(tx: Tx, seal: Seal, ids: readonly string[]): Promise<readonly NewReport[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<(ReportRow & { chatId: ChatId | null })[]>`
    SELECT ${reportColumns}, c."chatId" FROM "Case" c
    WHERE c."id" IN (${Prisma.join([...ids])}) ORDER BY c."createdAt", c."id"`;
  return rows.map((row) => ({ ...toReport(seal, row), chat: row.chatId ?? undefined }));
}

/** The texts and places of reports, in any order. */
export async function reportsWith(tx: Tx, seal: Seal, ids: readonly CaseId[]): Promise<readonly Report[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<ReportRow[]>`
    SELECT ${reportColumns} FROM "Case" c WHERE c."id" IN (${Prisma.join([...ids])})`;
  return rows.map((row) => toReport(seal, row));
}

/** A report that another may be the same as, and where the first of its group is now. What it says is read apart: it never changes. */
export type EarlierReport = {
  readonly id: CaseId;
  readonly person: PersonId | undefined;
  readonly first: { readonly id: CaseId; readonly owner: Jurisdiction };
};

type Bounds = {
  readonly unit: UnitCode;
  readonly category: Category;
  readonly since: number;
  readonly limit: number;
};

/**
 * The newest routed reports of a commune in a category sent after `since`, as far as the first of their group is open
 * or was last changed after it. Only such as may be linked (`isLinkable` of core/duplicates.ts).
 */
export async function earlierReports(
  tx: Tx,
  { unit, category, since, limit }: Bounds,
): Promise<readonly EarlierReport[]> {
  const rows = await tx.$queryRaw<
    { id: CaseId; personId: PersonId | null; firstId: CaseId; level: string; ownerCode: string }[]
  >`
    SELECT c."id", c."personId", f."id" AS "firstId", f."level", f."ownerCode"
    FROM "Case" c JOIN "Case" f ON f."id" = COALESCE(c."duplicateOf", c."id")
    WHERE c."unitCode" = ${unit} AND c."category" = ${category} AND c."createdAt" >= ${since} AND c."source" = 'report'
      AND c."ownerCode" IS NOT NULL AND c."kind" IN ('phan-anh', 'kien-nghi') AND c."labelledBy" IS NOT 'nobody'
      AND NOT c."bypass" AND NOT c."aboutOfficial" AND NOT c."namesElsewhere"
      AND f."ownerCode" IS NOT NULL AND (f."status" IN ${openStatuses} OR f."updatedAt" >= ${since})
    ORDER BY c."createdAt" DESC LIMIT ${limit}`;
  return rows.map(({ id, personId, firstId, level, ownerCode }) => ({
    id,
    person: personId ?? undefined,
    first: { id: firstId, owner: toJurisdiction(level, ownerCode) },
  }));
}

/** Links cases to the first of their group. The routing that goes with it counts up their version. */
export async function setDuplicates(
  tx: Tx,
  links: readonly { readonly id: CaseId; readonly first: CaseId }[],
): Promise<void> {
  if (links.length === 0) return;
  await tx.$executeRaw`
    WITH "new" ("id", "first") AS (VALUES ${Prisma.join(links.map(({ id, first }) => Prisma.sql`(${id}, ${first})`))})
    UPDATE "Case" SET "duplicateOf" = "new"."first" FROM "new" WHERE "Case"."id" = "new"."id"`;
}
