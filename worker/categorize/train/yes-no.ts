import type { Vector } from '../../../core/understanding/vectors.js';
import { createRandom, shuffle } from './shuffle.js';
import type { Weights } from './softmax.js';

const rounds = 6;
const rate = 1;
/** How strongly large weights are held back. */
const decay = 1e-4;
/** An answer this close to right is not pushed further. */
const goodEnough = 1e-2;
const seed = 20_261_121;

/**
 * Logistic regression, trained as softmax.ts does it: of two labels only the difference matters, so one column is
 * enough, in half the time.
 */
export function trainYesNo(
  examples: readonly { readonly vector: Vector; readonly yes: boolean }[],
  size: number,
): Weights {
  const rows = new Float32Array(size);
  const squares = new Float32Array(size).fill(1e-3);
  let bias = 0;
  const random = createRandom(seed);
  const order = [...examples];
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    for (const { vector, yes } of order) {
      const { ids, values } = vector;
      let score = bias;
      for (let n = 0; n < ids.length; n += 1) score += at(values, n) * at(rows, at(ids, n));
      const error = 1 / (1 + Math.exp(-score)) - Number(yes);
      bias -= 0.04 * error;
      if (Math.abs(error) < goodEnough) continue;
      for (let n = 0; n < ids.length; n += 1) {
        const id = at(ids, n);
        const gradient = error * at(values, n) + decay * at(rows, id);
        const seen = at(squares, id) + gradient * gradient;
        squares[id] = seen;
        rows[id] = at(rows, id) - (rate * gradient) / Math.sqrt(seen);
      }
    }
  }
  return { rows, bias: Float32Array.of(bias) };
}

const at = (numbers: ArrayLike<number>, index: number): number => numbers[index] ?? 0;
