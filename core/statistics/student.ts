import { z } from './estimate.js';

/** For few degrees of freedom, from the tables: t(0.975) for 1, 2, … 12. */
const few: readonly number[] = [
  12.70620474, 4.30265273, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135, 2.262157163,
  2.228138852, 2.20098516, 2.17881283,
];

/**
 * The two-sided 95 % quantile of Student's t distribution with these degrees of freedom (1, 2, …): 2.228 for 10.
 *
 * Above twelve by the expansion in 1/ν of M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 26.7.5,
 * right to five decimals there.
 */
export function tQuantile(degrees: number): number {
  const known = few[Math.round(degrees) - 1];
  if (known !== undefined) return known;
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3 + g4 / degrees ** 4;
}
