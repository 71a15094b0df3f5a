import { category } from '../../../core/labels.js';
import type { Mentions } from '../../../core/understanding/mentions.js';
import { questions, toChances, type Opinion } from '../../../core/understanding/model.js';
import {
  evidenceNames,
  evidenceOf,
  firstScores,
  judgedAgain,
  scoresAgain,
  type SecondLookWeights,
} from '../../../core/understanding/second-look.js';
import { at, seed, startLearning } from './adagrad.js';
import type { Example } from './read-examples.js';
import { createRandom, shuffle } from './shuffle.js';

/** What a model that had not seen a text said of it. */
export type Unseen = { readonly example: Example; readonly opinion: Opinion; readonly mentions: Mentions };

const rounds = 5;
const rate = 0.05;
/** Only what many texts agree on is to change the first opinion. */
const decay = 1e-2;
const [width, height] = [judgedAgain.length, evidenceNames.length];

/**
 * Learns how to weigh the opinions against each other, by regression on what they left wrong. The same texts always
 * give the same weights. Evidence is brought to one scale meanwhile; the file knows nothing of it.
 */
export function fitSecondLook(unseen: readonly Unseen[]): SecondLookWeights {
  const evidence = unseen.map(({ opinion, mentions }) => evidenceOf(opinion, mentions.highest));
  const scale = evidenceNames.map((_, nth) => meanAndDeviation(evidence.map((values) => at(values, nth))));
  // The last row is the bias: what counts whatever the evidence.
  const { rows, push } = startLearning(width * (height + 1), rate, decay);
  const random = createRandom(seed);
  const order = unseen.map(({ example, opinion }, nth) => ({
    first: firstScores(opinion),
    values: inOneScale(evidence[nth] ?? new Float64Array(height), scale),
    truth: truthOf(example),
  }));
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    for (const { first, values, truth } of order) {
      const errors = toChances(scoresAgain(first.slice(), values, rows), [0, category.options.length]);
      for (let column = 0; column < width; column += 1) errors[column] = at(errors, column) - at(truth, column);
      for (let nth = 0; nth <= height; nth += 1)
        for (let column = 0; column < width; column += 1)
          push(nth * width + column, at(errors, column), nth < height ? at(values, nth) : 1);
    }
  }
  const bias = [...rows.subarray(height * width)];
  const weights = evidenceNames.map((name, nth) => {
    const { mean, deviation } = scale[nth] ?? { mean: 0, deviation: 1 };
    const own = [...rows.subarray(nth * width, (nth + 1) * width)].map((weight) => weight / deviation);
    for (const [column, weight] of own.entries()) bias[column] = at(bias, column) - mean * weight;
    return [name, own.map(rounded)] as const;
  });
  return { texts: unseen.length, bias: bias.map(rounded), weights: Object.fromEntries(weights) };
}

/** What should have been said, in the order of `judgedAgain`. */
const truthOf = (example: Example): readonly number[] => [
  ...category.options.map((label) => Number(label === example.category)),
  ...questions.map((question) => Number(example[question] === true)),
];

type Scale = { readonly mean: number; readonly deviation: number };

const inOneScale = (evidence: Float64Array, scale: readonly Scale[]): Float64Array =>
  evidence.map((value, nth) => (value - (scale[nth]?.mean ?? 0)) / (scale[nth]?.deviation ?? 1));

function meanAndDeviation(values: readonly number[]): Scale {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const deviation = Math.sqrt(square);
  // What is always the same says nothing; its deviation is what rounding leaves.
  return { mean, deviation: deviation > 1e-6 ? deviation : 1 };
}

const rounded = (value: number): number => Number(value.toPrecision(4));
