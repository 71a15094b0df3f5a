import type { CaseId, UnitCode } from '../../core/ids.js';
import type { Category, ChosenLabels, LegalKind } from '../../core/labels.js';
import type { SettledLabels } from '../../core/settle-labels.js';
import { Prisma, type Tx } from '../client.js';

// What a case is about: chosen by the citizen when it is opened, then settled by the worker, many cases at once.

/** What the citizen chose, as the columns in which the worker finds it (`chosenOf` reads it back). */
export function fromChosen({ category, kind }: ChosenLabels = {}) {
  const named = category === undefined || category === 'unknown' ? null : category;
  const isChosen = named !== null || kind !== undefined;
  return {
    category: named,
    kind: kind ?? null,
    labelledBy: category === 'unknown' ? 'nobody' : isChosen ? 'citizen' : null,
  };
}

export type CaseToCategorize = {
  readonly id: CaseId;
  readonly text: string;
  readonly unit: UnitCode | undefined;
  readonly chosen: ChosenLabels;
};

type CategorizeRow = {
  id: CaseId;
  text: string;
  unitCode: UnitCode | null;
  category: Category | null;
  kind: LegalKind | null;
  labelledBy: string | null;
};

/** Of these cases the ones that were received and not yet categorized: a category may be there already, confidence not. */
export async function casesToCategorize(tx: Tx, ids: readonly string[]): Promise<readonly CaseToCategorize[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<CategorizeRow[]>`
    SELECT "id", "text", "unitCode", "category", "kind", "labelledBy" FROM "Case"
    WHERE "id" IN (${Prisma.join([...ids])}) AND "status" = 'received' AND "confidence" IS NULL`;
  return rows.map((row) => ({ id: row.id, text: row.text, unit: row.unitCode ?? undefined, chosen: chosenOf(row) }));
}

/** Before the worker has been at a case, its labels are what the citizen chose. */
function chosenOf({ category, kind, labelledBy }: CategorizeRow): ChosenLabels {
  const named = category ?? (labelledBy === 'nobody' ? 'unknown' : undefined);
  return { ...(named === undefined ? {} : { category: named }), ...(kind === null ? {} : { kind }) };
}

export async function setLabels(
  tx: Tx,
  labelled: readonly { readonly id: CaseId; readonly labels: SettledLabels }[],
  at: number,
): Promise<void> {
  if (labelled.length === 0) return;
  const values = labelled.map(
    ({ id, labels }) =>
      Prisma.sql`(${id}, ${labels.category}, ${labels.kind}, ${labels.urgent}, ${labels.aboutOfficial}, ${labels.bypass}, ${labels.namesElsewhere}, ${labels.confidence}, ${labels.labelledBy ?? null})`,
  );
  await tx.$executeRaw`
    WITH "new" ("id", "category", "kind", "urgent", "aboutOfficial", "bypass", "namesElsewhere", "confidence", "labelledBy")
      AS (VALUES ${Prisma.join(values)})
    UPDATE "Case" SET "category" = "new"."category", "kind" = "new"."kind", "urgent" = "new"."urgent",
      "aboutOfficial" = "new"."aboutOfficial", "bypass" = "Case"."bypass" OR "new"."bypass", "namesElsewhere" = "new"."namesElsewhere", "confidence" = "new"."confidence",
      "labelledBy" = "new"."labelledBy", "version" = "version" + 1, "updatedAt" = ${at}
    FROM "new" WHERE "Case"."id" = "new"."id"`;
}
