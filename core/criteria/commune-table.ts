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
  /** Somebody has said how many points are needed. */
  readonly hasThreshold: boolean;
  /** Communes that reached the threshold; undefined while nobody has said what it is, or no commune has any points. */
  readonly reached: number | undefined;
  /** Communes that registered, but have not given themselves all points yet. */
  readonly incomplete: number;
  /** Of all communes, in %; the target is meant for all, not only for those that registered. */
  readonly percent: number | undefined;
  readonly target: number;
  /** `not-met`: not even when all that are incomplete or have not registered should reach the threshold. */
  readonly targetMet: 'met' | 'not-met' | 'unknown';
};

/** The communes of a province against the target. What a commune has not given itself yet decides nothing. */
export function communeTable(set: CriteriaSet, communes: readonly CommuneScores[]): CommuneTable {
  const registered = communes
    .filter(({ scores, registered = scores.length > 0 }) => registered)
    .map(({ unit, scores, surveys }) => ({ unit, assessment: assess(set, scores, surveys) }))
    .toSorted((a, b) => (b.assessment.total ?? -1) - (a.assessment.total ?? -1) || a.unit.localeCompare(b.unit));
  const standing = (wanted: Assessment['standing']) =>
    registered.filter(({ assessment }) => assessment.standing === wanted).length;
  const hasThreshold = set.threshold !== null;
  const isEntered = registered.some(({ assessment }) => assessment.total !== undefined);
  const reached = hasThreshold && isEntered ? standing('reached') : undefined;
  const share = (count: number) => (count / communes.length) * 100;
  const percent = reached === undefined || communes.length === 0 ? undefined : share(reached);
  return {
    registered,
    communes: communes.length,
    hasThreshold,
    reached,
    incomplete: registered.filter(({ assessment }) => assessment.missing > 0).length,
    percent,
    target: set.target,
    targetMet:
      percent === undefined
        ? 'unknown'
        : percent >= set.target
          ? 'met'
          : share(communes.length - standing('not-reached')) < set.target
            ? 'not-met'
            : 'unknown',
  };
}
