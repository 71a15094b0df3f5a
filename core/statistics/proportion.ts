import { exactly, z, type Estimate, type FinitePopulation } from './estimate.js';
import { tQuantile } from './student.js';

/**
 * A share, 0–1, with its 95 % Wilson score interval. Undefined when nobody was counted.
 *
 * Source: E. B. Wilson, JASA 22 (1927) 209–212; the recommended one of R. G. Newcombe, Statistics in Medicine 17 (1998)
 * 857–872, method 3. With a population the number counted becomes n* = n(N−1)/(N−n): the n of a sample with replacement
 * that is as exact (Cochran, Sampling Techniques, 3rd ed. 1977, § 3.2). Everybody counted: the share itself.
 */
export function wilson(successes: number, n: number, { population }: FinitePopulation = {}): Estimate | undefined {
  if (n <= 0) return undefined;
  if (population !== undefined && n >= population) return exactly(successes / n);
  return score(successes / n, effectiveSize(n, population));
}

/**
 * The mean of shares, 0–1, one for each respondent, with its 95 % interval. What one person answers to ten questions
 * hangs together: only persons are counted as independent. Undefined when there is nobody.
 *
 * Wilson's interval for the number of independent yes-or-no answers that would give a mean as exact as this one. Unlike
 * mean ± t·se it stays within 0–1, and it does not shrink to nothing when everybody is wholly satisfied. It is never
 * taken for more answers than were given (`answersEach`), however alike a few persons happen to be.
 * Source: E. L. Korn, B. I. Graubard, Survey Methodology 24 (1998) 193–201 (effective size, corrected for its degrees
 * of freedom); C. Franco et al., J. Survey Statistics and Methodology 7 (2019) 334–364 (with Wilson's interval).
 */
export function meanShare(
  n: number,
  sum: number,
  sumOfSquares: number,
  { population, answersEach = Infinity }: FinitePopulation & { readonly answersEach?: number } = {},
): Estimate | undefined {
  if (n <= 0) return undefined;
  // Adding up a million thirds must not end above 1.
  const mean = Math.min(1, Math.max(0, sum / n));
  if (population !== undefined && n >= population) return exactly(mean);
  const variance = n < 2 ? 0 : Math.max(0, sumOfSquares - sum * mean) / (n - 1);
  const binary = mean * (1 - mean);
  // Without any difference between people nothing can be said of how exact they are: they count once each.
  const alike = variance <= 1e-12 || binary <= 1e-12;
  const size = alike ? n : Math.min(n * answersEach, ((n * binary) / variance) * (z / tQuantile(n - 1)) ** 2);
  return score(mean, size * (effectiveSize(n, population) / n));
}

const effectiveSize = (n: number, population: number | undefined): number =>
  population === undefined ? n : (n * (population - 1)) / (population - n);

function score(share: number, n: number): Estimate {
  const centre = share + z ** 2 / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  const whole = 1 + z ** 2 / n;
  return {
    value: share,
    // At 0 and at 1 the formula gives just these; its rounding does not.
    low: share <= 0 ? 0 : Math.min(share, Math.max(0, (centre - reach) / whole)),
    high: share >= 1 ? 1 : Math.max(share, Math.min(1, (centre + reach) / whole)),
  };
}
