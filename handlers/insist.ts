/**
 * What a write came to. One that finds the store other than the step saw it says false or nothing: the whole turn is
 * then undone and run again.
 */
export function insist<T>(held: T | false | undefined, otherwise: string): T {
  if (held === false || held === undefined) throw new Error(`the store changed under a turn: ${otherwise}`);
  return held;
}
