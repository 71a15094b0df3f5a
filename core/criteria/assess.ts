import type { CriteriaSet, Criterion } from '../criteria.js';
import type { Score } from './scores.js';
import type { SurveyPoints } from './survey-points.js';

/** Points for one criterion and whose they are; `undefined` points: nobody has given any. */
export type GivenPoints = {
  readonly criterion: Criterion;
  readonly points: number | undefined;
  /** `self`: the commune's; `survey`: proposed from a survey, where the commune has given none itself. */
  readonly by: 'self' | 'survey' | 'nobody';
  readonly evidence: string;
  /** What the survey proposes, also where the commune has given its own points. */
  readonly survey?: SurveyPoints;
};

export type PartResult = {
  readonly id: string;
  readonly title: string;
  readonly maximum: number;
  readonly given: readonly GivenPoints[];
  /** The sum of what was given; undefined when nothing was. */
  readonly total: number | undefined;
  readonly missing: number;
};

/** `reached` and `not-reached` only when every criterion has points and somebody has said how many are needed. */
export type Standing = 'reached' | 'not-reached' | 'incomplete' | 'no-threshold';

export type Assessment = {
  readonly parts: readonly PartResult[];
  readonly total: number | undefined;
  /** Criteria without points. */
  readonly missing: number;
  readonly standing: Standing;
};

/** A commune's points in a year: its own, and for surveys what they propose where it has given none. */
export function assess(set: CriteriaSet, scores: readonly Score[], surveys: readonly SurveyPoints[] = []): Assessment {
  const parts = set.parts.map((part) => {
    const given = part.criteria.map((criterion) => pointsGiven(criterion, scores, surveys));
    const { total, missing } = addUp(given.map(({ points }) => points));
    return { id: part.id, title: part.title, maximum: part.points, given, total, missing };
  });
  const { total } = addUp(parts.map((part) => part.total));
  const missing = parts.reduce((sum, part) => sum + part.missing, 0);
  return { parts, total, missing, standing: standingOf(set.threshold, total, missing) };
}

function pointsGiven(criterion: Criterion, scores: readonly Score[], surveys: readonly SurveyPoints[]): GivenPoints {
  const own = scores.find((score) => score.criterion === criterion.id);
  const survey = surveys.find((proposal) => proposal.criterion === criterion.id);
  const beside = { criterion, evidence: own?.evidence ?? '', ...(survey === undefined ? {} : { survey }) };
  if (own !== undefined) return { ...beside, points: own.score, by: 'self' };
  if (survey?.type === 'proposed') return { ...beside, points: survey.points, by: 'survey' };
  return { ...beside, points: undefined, by: 'nobody' };
}

function standingOf(threshold: number | null, total: number | undefined, missing: number): Standing {
  if (threshold === null) return 'no-threshold';
  if (total === undefined || missing > 0) return 'incomplete';
  return total >= threshold ? 'reached' : 'not-reached';
}

function addUp(points: readonly (number | undefined)[]): {
  readonly total: number | undefined;
  readonly missing: number;
} {
  const known = points.filter((one) => one !== undefined);
  // To a thousandth: fractions do not add up to the last digit, and a threshold is compared with the sum.
  const total = Math.round(known.reduce((sum, one) => sum + one, 0) * 1000) / 1000;
  return { total: known.length === 0 ? undefined : total, missing: points.length - known.length };
}
