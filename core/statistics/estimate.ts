/** An estimated figure and its 95 % interval; `low` ≤ `value` ≤ `high`, all in the unit of what was counted. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };

/** A figure of which the sample does not say how exact it is. */
export type Unbounded = { readonly value: number; readonly low?: undefined; readonly high?: undefined };

export const isBounded = (figure: Estimate | Unbounded): figure is Estimate => figure.low !== undefined;

/** How many people could have answered (N): where it is known, an interval narrows the more of them did. */
export type FinitePopulation = { readonly population?: number | undefined };

/** The two-sided 95 % quantile of the normal distribution. */
export const z = 1.959963984540054;

/** A figure that is known and not estimated: everybody was asked. */
export const exactly = (value: number): Estimate => ({ value, low: value, high: value });
