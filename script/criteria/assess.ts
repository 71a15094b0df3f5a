import type { CriteriaSet } from '../../core/criteria.js';
import { assess, type Assessment } from '../../core/criteria/assess.js';
import { communeTable, type CommuneTable } from '../../core/criteria/commune-table.js';
import type { Score } from '../../core/criteria/scores.js';
import { proposeSurveyPoints } from '../../core/criteria/survey-points.js';
import type { UnitCode } from '../../core/ids.js';
import type { Store } from '../../prisma/client.js';
import { surveyScores, type ScoresOf } from '../../handlers/survey-scores.js';

/** A commune's points in a year, from what it gave itself and what its surveys propose. */
export async function assessCommune(
  store: Store,
  set: CriteriaSet,
  of: ScoresOf & { readonly unit: UnitCode },
  own: readonly Score[],
): Promise<Assessment> {
  return assess(set, own, proposeSurveyPoints(set, await surveyScores(store, of.unit, of)));
}

/** The same for all communes of a province, against the target. */
export async function assessCommunes(
  store: Store,
  set: CriteriaSet,
  of: ScoresOf,
  communes: readonly UnitCode[],
  scores: ReadonlyMap<UnitCode, readonly Score[]>,
): Promise<CommuneTable> {
  const known = await Promise.all(
    communes.map(async (unit) => {
      const own = scores.get(unit) ?? [];
      // A commune without scores has not registered: its surveys are not looked at.
      const surveys = own.length === 0 ? [] : await surveyScores(store, unit, of);
      return { unit, scores: own, surveys: proposeSurveyPoints(set, surveys) };
    }),
  );
  return communeTable(set, known);
}
