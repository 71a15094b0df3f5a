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

/** What the model thinks of a text: categories and kinds likeliest first, and how likely a yes is to each question. */
export type Opinion = {
  readonly categories: readonly Guess<z.infer<typeof category>>[];
  readonly kinds: readonly Guess<z.infer<typeof legalKind>>[];
  readonly yes: Readonly<Record<Question, number>>;
};

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
      const scored = [...scores].map(
        (score, column) =>
          (score * (scales[column] ?? 0)) / (column < labelCount ? length : lengthWithSignals) + (bias[column] ?? 0),
      );
      const asked = scored.slice(labelCount).map((score) => 1 / (1 + Math.exp(-score)));
      return {
        categories: likeliest(category.options, scored.slice(0, categoryCount)),
        kinds: likeliest(legalKind.options, scored.slice(categoryCount, labelCount)),
        yes: { urgent: asked[0] ?? 0, aboutOfficial: asked[1] ?? 0, bypass: asked[2] ?? 0 },
      };
    },
  };
}

/** Softmax: scores become probabilities, likeliest first. */
function likeliest<Label extends string>(labels: readonly Label[], scores: readonly number[]): readonly Guess<Label>[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((all, power) => all + power, 0);
  return labels
    .map((label, at) => ({ label, probability: (powers[at] ?? 0) / sum }))
    .sort((one, other) => other.probability - one.probability);
}

const floats = (base64: string): Float32Array => new Float32Array(bytesOf(base64));

/** A copy: what Buffer gives may begin anywhere in its memory, and floats must not. */
const bytesOf = (base64: string): ArrayBuffer => Uint8Array.from(Buffer.from(base64, 'base64')).buffer;
