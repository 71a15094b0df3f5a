/** An estimated figure and its 95 % interval; `low` ≤ `value` ≤ `high`, all in the unit of what was counted. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };

/** How many people could have answered (N): where it is known, an interval narrows the more of them did. */
export type FinitePopulation = { readonly population?: number | undefined };

/** The two-sided 95 % quantile of the normal distribution. */
export const z = 1.959963984540054;

/** A figure that is known and not estimated: everybody was asked. */
export const exactly = (value: number): Estimate => ({ value, low: value, high: value });
