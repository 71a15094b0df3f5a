import type { Day } from '../../core/campaign.js';
import type { Score } from '../../core/criteria/scores.js';
import type { ProvinceCode, UnitCode } from '../../core/ids.js';
import type { Tx } from '../client.js';

type ScoreRow = Score & { readonly unitCode: UnitCode };

/** What a commune has given itself in a year; empty when it has given nothing. */
export async function readScores(tx: Tx, year: number, unit: UnitCode): Promise<readonly Score[]> {
  return tx.$queryRaw<Score[]>`
    SELECT "criterion", "score", "evidence" FROM "CriterionScore"
    WHERE "year" = ${year} AND "unitCode" = ${unit} ORDER BY "criterion"`;
}

/** The same for every commune of a province that has given itself something. */
export async function readScoresIn(
  tx: Tx,
  year: number,
  province: ProvinceCode,
): Promise<ReadonlyMap<UnitCode, readonly Score[]>> {
  const rows = await tx.$queryRaw<ScoreRow[]>`
    SELECT s."unitCode", s."criterion", s."score", s."evidence" FROM "CriterionScore" s
    JOIN "Unit" u ON u."code" = s."unitCode"
    WHERE s."year" = ${year} AND u."provinceCode" = ${province} ORDER BY s."unitCode", s."criterion"`;
  const communes = new Map<UnitCode, Score[]>();
  for (const { unitCode, ...score } of rows) communes.set(unitCode, [...(communes.get(unitCode) ?? []), score]);
  return communes;
}

/** Puts these in the place of all that the commune had given itself in the year. */
export async function replaceScores(
  tx: Tx,
  { year, unit, enteredOn }: { readonly year: number; readonly unit: UnitCode; readonly enteredOn: Day },
  scores: readonly Score[],
): Promise<void> {
  await tx.$executeRaw`DELETE FROM "CriterionScore" WHERE "year" = ${year} AND "unitCode" = ${unit}`;
  for (const { criterion, score, evidence } of scores)
    await tx.$executeRaw`
      INSERT INTO "CriterionScore" ("year", "unitCode", "criterion", "score", "evidence", "enteredOn")
      VALUES (${year}, ${unit}, ${criterion}, ${score}, ${evidence}, ${enteredOn})`;
}
