import type { Estimate } from './estimate.js';

/** A difference with its 95 % interval; `isClear`: the interval leaves out 0, so that chance alone hardly explains it. */
export type Change = Estimate & { readonly isClear: boolean };

/**
 * What has changed between two independent samples, from their own 95 % intervals.
 *
 * Of two Wilson intervals this is the hybrid score interval, method 10 of R. G. Newcombe, Statistics in Medicine 17
 * (1998) 873–890. The same way of joining two intervals holds for means ("MOVER": G. Y. Zou, A. Donner, Statistics in
 * Medicine 27 (2008) 1693–1702), where for the t intervals of `meanInterval` it is a little wider than Welch's.
 */
export function changeOf(now: Estimate, before: Estimate): Change {
  const value = now.value - before.value;
  const low = value - Math.hypot(now.value - now.low, before.high - before.value);
  const high = value + Math.hypot(now.high - now.value, before.value - before.low);
  return { value, low, high, isClear: low > 0 || high < 0 };
}
