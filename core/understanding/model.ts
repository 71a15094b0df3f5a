import { z } from 'zod';
import { category, legalKind } from '../labels.js';
import { squares, toVector, type Vector, type Vocabulary } from './vectors.js';

/** What is asked of a text besides category and kind; the model says how likely each is. */
export const questions = ['urgent', 'aboutOfficial', 'bypass'] as const;
export type Question = (typeof questions)[number];

/** All that the model scores a text for, in the order of its columns. */
export const columns = [...category.options, ...legalKind.options, ...questions] as const;
const categoryCount = category.options.length;
const labelCount = categoryCount + legalKind.options.length;

/**
 * The model as a file: written by training, read at the start. Numbers are 32-bit floats in base64, weights bytes: they
 * are most of the file, and a byte tells as much as is needed (docs/understanding.md was measured with them).
 */
export const modelFile = z.strictObject({
  /** Of the data it was trained on and of the way it was trained: another one, and it must be trained again. */
  hash: z.string(),
  /** The features it knows, one a line. */
  features: z.string(),
  rarity: z.string(),
  /** A row of columns for each feature, in steps of the column's scale. */
  weights: z.string(),
  scales: z.string(),
  bias: z.string(),
});
export type ModelFile = z.infer<typeof modelFile>;

export type Guess<Label extends string> = { readonly label: Label; readonly probability: number };

/**
 * What is thought of a text: the probability of each of `columns`. Those of the categories are one in all, so are those
 * of the kinds; each question stands by itself.
 */
export type Opinion = Float64Array;

/** The categories with their probabilities, likeliest first. */
export const categoriesIn = (opinion: Opinion): readonly Guess<z.infer<typeof category>>[] =>
  likeliest(category.options, opinion.subarray(0, categoryCount));

/** The kinds with their probabilities, likeliest first. */
export const kindsIn = (opinion: Opinion): readonly Guess<z.infer<typeof legalKind>>[] =>
  likeliest(legalKind.options, opinion.subarray(categoryCount, labelCount));

/** How likely a yes is to a question. */
export const yesIn = (opinion: Opinion, question: Question): number =>
  opinion[labelCount + questions.indexOf(question)] ?? 0;

/** Judges a text by its features and by the signals of who is spoken of; only the questions look at the signals. */
export type Model = { readonly judge: (features: readonly string[], signals: readonly string[]) => Opinion };

/** Makes a file's content ready for use. Throws when its parts do not fit together. */
export function openModel(file: ModelFile): Model {
  const names = file.features === '' ? [] : file.features.split('\n');
  const [rarity, scales, bias] = [floats(file.rarity), floats(file.scales), floats(file.bias)];
  const weights = new Int8Array(bytesOf(file.weights));
  const width = columns.length;
  const fits = rarity.length === names.length && weights.length === names.length * width;
  if (!fits || scales.length !== width || bias.length !== width)
    throw new Error('the parts of the model do not fit together: train it again (npm run train)');
  const vocabulary: Vocabulary = { ids: new Map(names.map((name, id) => [name, id])), rarity };

  const addTo = (scores: Float64Array, { ids, values }: Vector, from: number, to: number) => {
    for (let n = 0; n < ids.length; n += 1) {
      const value = values[n] ?? 0;
      const row = (ids[n] ?? 0) * width;
      for (let column = from; column < to; column += 1)
        scores[column] = (scores[column] ?? 0) + value * (weights[row + column] ?? 0);
    }
  };
  return {
    judge: (features, signals) => {
      const about = toVector(features, vocabulary);
      const who = toVector(signals, vocabulary);
      const scores = new Float64Array(width);
      addTo(scores, about, 0, width);
      addTo(scores, who, labelCount, width);
      const length = Math.sqrt(squares(about)) || 1;
      const lengthWithSignals = Math.sqrt(squares(about) + squares(who)) || 1;
      for (let column = 0; column < width; column += 1) {
        const scaled = (scores[column] ?? 0) * (scales[column] ?? 0);
        scores[column] = scaled / (column < labelCount ? length : lengthWithSignals) + (bias[column] ?? 0);
      }
      return toChances(scores, [0, categoryCount, labelCount]);
    },
  };
}

const likeliest = <Label extends string>(labels: readonly Label[], chances: Float64Array): readonly Guess<Label>[] =>
  labels
    .map((label, at) => ({ label, probability: chances[at] ?? 0 }))
    .sort((one, other) => other.probability - one.probability);

/**
 * Scores become probabilities, in place: between one of `bounds` and the next one label is right (softmax), behind the
 * last each score is a yes or no by itself.
 */
export function toChances(scores: Float64Array, bounds: readonly number[]): Float64Array {
  for (let nth = 0; nth + 1 < bounds.length; nth += 1) softmax(scores.subarray(bounds[nth], bounds[nth + 1]));
  for (let column = bounds.at(-1) ?? 0; column < scores.length; column += 1)
    scores[column] = 1 / (1 + Math.exp(-(scores[column] ?? 0)));
  return scores;
}

function softmax(scores: Float64Array): void {
  let most = -Infinity;
  for (const score of scores) most = Math.max(most, score);
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    scores[at] = Math.exp((scores[at] ?? 0) - most);
    sum += scores[at] ?? 0;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / sum;
}

const floats = (base64: string): Float32Array => new Float32Array(bytesOf(base64));

/** A copy: what Buffer gives may begin anywhere in its memory, and floats must not. */
const bytesOf = (base64: string): ArrayBuffer => Uint8Array.from(Buffer.from(base64, 'base64')).buffer;
