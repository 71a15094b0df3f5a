/** A write that finds the store other than the step saw it: the whole turn is undone and run again. */
export function insist(held: boolean, otherwise: string): void {
  if (!held) throw new Error(`the store changed under a turn: ${otherwise}`);
}
