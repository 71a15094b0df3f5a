import type { Estimate } from './estimate.js';

/** The best and the worst place that somebody may have, 1 being the highest value. */
export type RankRange = { readonly best: number; readonly worst: number };

/**
 * The places that each of these may have when one stands before another only where their intervals do not overlap.
 * It has a rank when best and worst are the same; otherwise the figures do not order it.
 *
 * Source: H. Goldstein, D. J. Spiegelhalter, J. Royal Statistical Society A 159 (1996) 385–443, on what league tables
 * do not say; intervals apart are a stricter test than a difference at 5 %.
 */
export function rankRanges(estimates: readonly Estimate[]): readonly RankRange[] {
  return estimates.map((own) => ({
    best: 1 + estimates.filter((other) => other.low > own.high).length,
    worst: estimates.length - estimates.filter((other) => other.high < own.low).length,
  }));
}
