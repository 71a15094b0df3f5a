import { exactly, type Estimate, type FinitePopulation, type Unbounded } from './estimate.js';
import { tQuantile } from './student.js';

/**
 * A mean with its 95 % interval, in the unit of what was summed: mean ± t·s/√n, times √(1 − n/N) with a population.
 * Undefined below two values, because one says nothing of how far others lie from it; but not when it was everybody.
 * Values that are all the same do not say it either: s = 0 would make an interval without width out of five answers. Of
 * numbers without a largest one nothing better is known, so the mean then has no bounds.
 *
 * Source: W. G. Cochran, Sampling Techniques, 3rd ed. 1977, § 2.8 (finite population), with Student's t for small n.
 */
export function meanInterval(
  n: number,
  sum: number,
  sumOfSquares: number,
  { population }: FinitePopulation = {},
): Estimate | Unbounded | undefined {
  if (n <= 0) return undefined;
  const value = sum / n;
  if (population !== undefined && n >= population) return exactly(value);
  if (n < 2) return undefined;
  const variance = Math.max(0, sumOfSquares - sum * value) / (n - 1);
  // Of equal numbers only rounding is left.
  if (variance <= 1e-12 * (sumOfSquares / n)) return { value };
  const unseen = population === undefined ? 1 : 1 - n / population;
  const reach = tQuantile(n - 1) * Math.sqrt((variance / n) * unseen);
  return { value, low: value - reach, high: value + reach };
}
