import { endOf, type Day } from '../core/campaign.js';
import type { SurveyScore } from '../core/criteria/survey-points.js';
import type { ProvinceCode, UnitCode } from '../core/ids.js';
import type { Jurisdiction } from '../core/jurisdiction.js';
import type { SurveyResult } from '../core/report.js';
import { listCampaigns } from '../prisma/store/campaigns.js';
import { campaignResults } from './campaign-results.js';
import type { Store } from './store.js';

/** Which results a report or a sheet of points is about: one commune's, or those of a province's communes. */
export type ResultsOf =
  | { readonly level: 'commune'; readonly code: UnitCode }
  | { readonly level: 'province'; readonly code: ProvinceCode; readonly communes: ReadonlySet<UnitCode> };

/** The results of one campaign as far as reports and points need them; empty when it cannot be read. */
export async function resultsOf(store: Store, campaign: string, of: ResultsOf): Promise<readonly SurveyResult[]> {
  const reader: Jurisdiction = { level: of.level, code: of.code } as Jurisdiction;
  const found = await campaignResults(store, undefined, {
    campaign,
    reader,
    ...(of.level === 'commune' ? { unit: of.code } : { within: of.communes }),
  });
  if (found.type !== 'found') return [];
  return found.results.units.map((result): SurveyResult => {
    if (result.type === 'suppressed') return { unit: result.unit, warnings: [] };
    const { n, target, satisfied, warnings } = result.figures;
    return {
      unit: result.unit,
      n,
      warnings,
      ...(target === undefined ? {} : { target }),
      ...(satisfied === undefined ? {} : { satisfied }),
    };
  });
}

/** Which surveys give points: those of a year, with `until` only those that had ended on that day. */
export type ScoresOf = { readonly year: number; readonly until?: Day };

/** The results of a commune's surveys, at most one a form, for the points of part 5. */
export async function surveyScores(
  store: Store,
  unit: UnitCode,
  { year, until }: ScoresOf,
): Promise<readonly SurveyScore[]> {
  const campaigns = (await listCampaigns(store.db)).filter(
    (campaign) =>
      campaign.opensOn.startsWith(String(year)) &&
      campaign.finishedOn !== undefined &&
      (until === undefined || endOf(campaign) <= until),
  );
  // One that was planned comes before those of the menu, a later one before an earlier one.
  const inOrder = campaigns.toSorted(
    (a, b) => Number(a.isStanding) - Number(b.isStanding) || endOf(b).localeCompare(endOf(a)),
  );
  const scores = new Map<string, SurveyScore>();
  for (const { id, form } of inOrder) {
    const known = scores.get(form);
    if (known !== undefined && worth(known) === 2) continue;
    const [result] = await resultsOf(store, id, { level: 'commune', code: unit });
    if (result === undefined || (known !== undefined && worth(result) <= worth(known))) continue;
    const { unit: _unit, warnings: _warnings, ...score } = result;
    scores.set(form, { form, campaign: id, ...score });
  }
  return [...scores.values()];
}

/** One of which no share may be told stands only where no other has one, and one that too few answered where all are so. */
const worth = ({ n, satisfied }: Pick<SurveyScore, 'n' | 'satisfied'>): 0 | 1 | 2 =>
  satisfied !== undefined ? 2 : n !== undefined ? 1 : 0;
