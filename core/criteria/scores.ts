import { criteriaOf, type CriteriaSet } from '../criteria.js';

/** What a commune gives itself for one criterion, and by what it shows it. */
export type Score = { readonly criterion: string; readonly score: number; readonly evidence: string };

/** Why a score cannot be taken. */
export type ScoreFault =
  | { readonly because: 'unknown-criterion'; readonly criterion: string }
  | { readonly because: 'given-twice'; readonly criterion: string }
  | { readonly because: 'not-a-number'; readonly criterion: string; readonly found: string }
  | { readonly because: 'below-zero'; readonly criterion: string; readonly score: number }
  | {
      readonly because: 'above-maximum';
      readonly criterion: string;
      readonly score: number;
      readonly maximum: number;
    };

export type CheckedScores<At> =
  | { readonly type: 'scores'; readonly scores: readonly Score[] }
  | { readonly type: 'faults'; readonly faults: readonly (ScoreFault & At)[] };

/** A score as somebody wrote it, with where he did (`At`: a sheet's row), which comes back with a fault. */
export type WrittenScore<At> = At & {
  readonly criterion: string;
  readonly score: number | string;
  readonly evidence: string;
};

/** Takes all of the scores, or none and says what is wrong with each that cannot be taken. */
export function checkScores<At extends object>(
  set: CriteriaSet,
  written: readonly WrittenScore<At>[],
): CheckedScores<At> {
  const maxima = new Map(criteriaOf(set).map(({ id, points }) => [id, points]));
  const seen = new Set<string>();
  const scores: Score[] = [];
  const faults: (ScoreFault & At)[] = [];
  for (const entry of written) {
    const { criterion, score, evidence, ...at } = entry;
    const fault = faultOf(criterion, score, maxima.get(criterion), seen.has(criterion));
    seen.add(criterion);
    // What is left of an entry when its own three fields are taken away is where it stood.
    if (fault !== undefined) faults.push({ ...(at as unknown as At), ...fault });
    else scores.push({ criterion, score: Number(score), evidence });
  }
  return faults.length === 0 ? { type: 'scores', scores } : { type: 'faults', faults };
}

function faultOf(
  criterion: string,
  score: number | string,
  maximum: number | undefined,
  isAgain: boolean,
): ScoreFault | undefined {
  if (maximum === undefined) return { because: 'unknown-criterion', criterion };
  if (isAgain) return { because: 'given-twice', criterion };
  if (typeof score === 'string' || !Number.isFinite(score))
    return { because: 'not-a-number', criterion, found: String(score) };
  if (score < 0) return { because: 'below-zero', criterion, score };
  return score > maximum ? { because: 'above-maximum', criterion, score, maximum } : undefined;
}
