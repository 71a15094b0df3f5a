import type { UnitCode } from '../ids.js';
import type { CriteriaSet } from '../criteria.js';
import { assess, type Assessment } from './assess.js';
import type { Score } from './scores.js';
import type { SurveyPoints } from './survey-points.js';

/** What is known of one commune in a year. */
export type CommuneScores = {
  readonly unit: UnitCode;
  readonly scores: readonly Score[];
  readonly surveys?: readonly SurveyPoints[];
  /** Said by hand; otherwise a commune has registered when it has scores. */
  readonly registered?: boolean;
};

export type CommuneTable = {
  /** The communes that registered, most points first; those without any last. */
  readonly registered: readonly { readonly unit: UnitCode; readonly assessment: Assessment }[];
  /** All communes of the province. */
  readonly communes: number;
  /** Communes that reached the threshold; undefined while nobody has said what it is. */
  readonly reached: number | undefined;
  /** Of all communes, in %; the target is meant for all, not only for those that registered. */
  readonly percent: number | undefined;
  readonly target: number;
  readonly targetMet: 'met' | 'not-met' | 'unknown';
};

/** The communes of a province against the target. A commune whose scores are incomplete has not reached it (yet). */
export function communeTable(set: CriteriaSet, communes: readonly CommuneScores[]): CommuneTable {
  const registered = communes
    .filter(({ scores, registered = scores.length > 0 }) => registered)
    .map(({ unit, scores, surveys }) => ({ unit, assessment: assess(set, scores, surveys) }))
    .toSorted((a, b) => (b.assessment.total ?? -1) - (a.assessment.total ?? -1) || a.unit.localeCompare(b.unit));
  const reached =
    set.threshold === null
      ? undefined
      : registered.filter(({ assessment }) => assessment.standing === 'reached').length;
  const percent = reached === undefined || communes.length === 0 ? undefined : (reached / communes.length) * 100;
  return {
    registered,
    communes: communes.length,
    reached,
    percent,
    target: set.target,
    targetMet: percent === undefined ? 'unknown' : percent >= set.target ? 'met' : 'not-met',
  };
}
