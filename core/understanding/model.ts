import { z } from 'zod';
import { category, legalKind } from '../labels.js';
import type { Vector, Vocabulary } from './vectors.js';

/** What is asked of a text besides category and kind; the model says how likely each is. */
export const questions = ['urgent', 'aboutOfficial', 'bypass'] as const;
export type Question = (typeof questions)[number];

/** All that the model scores a text for, in the order of its columns. */
export const columns = [...category.options, ...legalKind.options, ...questions] as const;
const [categoryCount, kindCount] = [category.options.length, legalKind.options.length];

/** The model as a file: written by training, read at the start. Numbers are 32-bit floats in base64. */
export const modelFile = z.strictObject({
  /** Of the data it was trained on and of the way it was trained: another one, and it must be trained again. */
  hash: z.string(),
  /** The features it knows, one a line. */
  features: z.string(),
  rarity: z.string(),
  /** A row of columns for each feature. */
  weights: z.string(),
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

export type Model = {
  readonly vocabulary: Vocabulary;
  /** `about`: what is said; `who`: the same with the signals of who is spoken of, for the questions. */
  readonly judge: (about: Vector, who: Vector) => Opinion;
};

/** Makes a file's content ready for use. Throws when its parts do not fit together. */
export function openModel(file: ModelFile): Model {
  const names = file.features === '' ? [] : file.features.split('\n');
  const [rarity, weights, bias] = [floats(file.rarity), floats(file.weights), floats(file.bias)];
  const width = columns.length;
  if (rarity.length !== names.length || weights.length !== names.length * width || bias.length !== width)
    throw new Error('the parts of the model do not fit together: train it again (npm run train)');
  const vocabulary: Vocabulary = { ids: new Map(names.map((name, id) => [name, id])), rarity };
  return {
    vocabulary,
    judge: (about, who) => {
      const scores = Float64Array.from(bias);
      const add = ({ ids, values }: Vector, from: number, to: number) => {
        for (const [n, id] of ids.entries()) {
          const value = values[n] ?? 0;
          const row = id * width;
          for (let column = from; column < to; column += 1)
            scores[column] = (scores[column] ?? 0) + value * (weights[row + column] ?? 0);
        }
      };
      add(about, 0, categoryCount + kindCount);
      add(who, categoryCount + kindCount, width);
      const scored = [...scores];
      const asked = scored.slice(categoryCount + kindCount).map((score) => 1 / (1 + Math.exp(-score)));
      return {
        categories: likeliest(category.options, scored.slice(0, categoryCount)),
        kinds: likeliest(legalKind.options, scored.slice(categoryCount, categoryCount + kindCount)),
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

function floats(base64: string): Float32Array {
  // A copy: what Buffer gives may begin anywhere in its memory, and floats must not.
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
}
