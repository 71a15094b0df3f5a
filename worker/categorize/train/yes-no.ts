import type { Vector } from '../../../core/understanding/vectors.js';
import { at, goodEnough, seed, startLearning } from './adagrad.js';
import { createRandom, shuffle } from './shuffle.js';
import type { Weights } from './softmax.js';

const rounds = 3;
const rate = 1;

/**
 * Logistic regression, trained as softmax.ts does it: of two labels only the difference matters, so one column is
 * enough, in half the time.
 */
export function trainYesNo(
  examples: readonly { readonly vector: Vector; readonly yes: boolean }[],
  size: number,
): Weights {
  const { rows, push } = startLearning(size, rate);
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
      for (let n = 0; n < ids.length; n += 1) push(at(ids, n), error, at(values, n));
    }
  }
  return { rows, bias: Float32Array.of(bias) };
}
