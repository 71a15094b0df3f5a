// What both regressions have in common: steps that shrink for each weight by itself.
// Duchi, Hazan, Singer 2011, "Adaptive Subgradient Methods", JMLR 12.

/** An answer this close to right is not pushed further. */
export const goodEnough = 3e-2;
/** The examples come in an order that is the same every time. */
export const seed = 20_261_121;

/** Weights that are learnt; `push` moves one of them against its error. */
export type Learning = {
  readonly rows: Float32Array;
  readonly push: (cell: number, error: number, value: number) => void;
};

/** `decay`: how strongly large weights are held back. */
export function startLearning(size: number, rate: number, decay = 1e-4): Learning {
  const rows = new Float32Array(size);
  const squares = new Float32Array(size).fill(1e-3);
  return {
    rows,
    push: (cell, error, value) => {
      const gradient = error * value + decay * at(rows, cell);
      const seen = at(squares, cell) + gradient * gradient;
      squares[cell] = seen;
      rows[cell] = at(rows, cell) - (rate * gradient) / Math.sqrt(seen);
    },
  };
}

export const at = (numbers: ArrayLike<number>, index: number): number => numbers[index] ?? 0;
