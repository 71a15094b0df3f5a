import type { Vector } from '../../../core/understanding/vectors.js';
import { at, goodEnough, seed, startLearning } from './adagrad.js';
import { createRandom, shuffle } from './shuffle.js';

/** A linear model: a row of numbers, one a label, for each feature; and one a label that depends on no feature. */
export type Weights = { readonly rows: Float32Array; readonly bias: Float32Array };

export type Labelled = { readonly vector: Vector; readonly label: number };

const rounds = 2;
const rate = 0.5;

/**
 * Softmax regression by stochastic gradient descent (AdaGrad). Deterministic: the order of the examples in each round
 * comes from a fixed seed.
 */
export function trainSoftmax(examples: readonly Labelled[], labels: number, size: number): Weights {
  const { rows, push } = startLearning(size * labels, rate);
  const bias = new Float32Array(labels);
  const random = createRandom(seed);
  const order = [...examples];
  const errors = new Float64Array(labels);
  const wrong = new Int32Array(labels);
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    for (const { vector, label } of order) {
      fillProbabilities(vector, rows, bias, errors);
      errors[label] = at(errors, label) - 1;
      for (let own = 0; own < labels; own += 1) bias[own] = at(bias, own) - 0.02 * at(errors, own);
      let wrongs = 0;
      for (let own = 0; own < labels; own += 1) if (Math.abs(at(errors, own)) >= goodEnough) wrong[wrongs++] = own;
      if (wrongs === 0) continue;
      for (let n = 0; n < vector.ids.length; n += 1) {
        const value = at(vector.values, n);
        const row = at(vector.ids, n) * labels;
        for (let nth = 0; nth < wrongs; nth += 1) {
          const own = at(wrong, nth);
          push(row + own, at(errors, own), value);
        }
      }
    }
  }
  return { rows, bias };
}

/** The probability of each label. */
function fillProbabilities(vector: Vector, rows: Float32Array, bias: Float32Array, into: Float64Array): void {
  const labels = into.length;
  into.set(bias);
  for (let n = 0; n < vector.ids.length; n += 1) {
    const value = at(vector.values, n);
    const row = at(vector.ids, n) * labels;
    for (let own = 0; own < labels; own += 1) into[own] = at(into, own) + value * at(rows, row + own);
  }
  const most = Math.max(...into);
  let sum = 0;
  for (let own = 0; own < labels; own += 1) {
    into[own] = Math.exp(at(into, own) - most);
    sum += at(into, own);
  }
  for (let own = 0; own < labels; own += 1) into[own] = at(into, own) / sum;
}
