/** Numbers that look random and come again with the same seed: what a run killed, another run can kill too. */
export type Random = {
  /** From 0 up to, and never, 1. */
  readonly fraction: () => number;
  /** From 0 up to, and never, `below`. */
  readonly below: (below: number) => number;
};

/** Mulberry32: four lines, and good enough to pick victims. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { fraction, below: (below) => Math.floor(fraction() * below) };
}
