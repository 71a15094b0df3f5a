/**
 * How many responses are needed (n) so that a share is off by at most `margin` (0.05) in 95 of 100 samples, out of
 * `population` people (N): n = N / (1 + N·e²), rounded up.
 *
 * Source: T. Yamane, Statistics: An Introductory Analysis, 2nd ed. 1967, p. 886; it is Cochran's n₀ = z²pq/e² with its
 * finite-population correction (Sampling Techniques, 3rd ed. 1977, § 4.4) for z = 2, p = ½. Holds for a random sample.
 */
export function sampleSize(population: number, margin: number): number {
  // What is a whole number on paper must not become the next one by the error of a binary fraction.
  return Math.max(0, Math.ceil(population / (1 + population * margin ** 2) - 1e-9));
}
