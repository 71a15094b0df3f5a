import { z } from 'zod';
import { category } from '../labels.js';
import type { Mentions } from './mentions.js';
import { columns, questions, toChances, yesIn, type Opinion } from './model.js';

/** What is judged again. Not the legal kind: a second look at it was tried and made it no better. */
export const judgedAgain = [...category.options, ...questions] as const;
const width = judgedAgain.length;
const categoryCount = category.options.length;
/** Where in an opinion each of `judgedAgain` stands. */
const places = judgedAgain.map((column) => columns.indexOf(column));

const whoMayBeNamed = ['leader', 'addressed', 'office', 'elsewhere', 'nobody'] as const satisfies Mentions['highest'][];
const ofEach = ['named', 'named, odds aboutOfficial', 'named, odds bypass'] as const;

/** The names of the evidence, in the order of `evidenceOf`. */
export const evidenceNames: readonly string[] = [
  ...columns.map((column) => `odds ${column}`),
  ...columns.map((column) => `chance ${column}`),
  ...whoMayBeNamed.flatMap((who) => ofEach.map((what) => `${who} ${what}`)),
];

/** data/second-look.yaml: for each piece of evidence how much it adds to the score of each of `judgedAgain`. */
export const secondLookFile = z
  .strictObject({
    /** Of training and features when it was learnt: it mends what one way of training leaves wrong. */
    version: z.int(),
    /** How many training texts it was learnt from. */
    texts: z.int().positive(),
    bias: z.array(z.number()).length(width),
    weights: z.record(z.string(), z.array(z.number()).length(width)),
  })
  .refine(({ weights }) => evidenceNames.every((name) => name in weights), {
    message: 'evidence is missing: make it again (npm run second-look)',
  });
export type SecondLookFile = z.infer<typeof secondLookFile>;
export type SecondLookWeights = Omit<SecondLookFile, 'version'>;

/** Judges again what the model said of a text, knowing all of what it said. */
export type SecondLook = (first: Opinion, highest: Mentions['highest']) => Opinion;

/** No opinion counts as surer than this. */
const surest = 1e-4;

/**
 * What the second look knows of a text: the log-odds and the probability of each opinion; who is named, and what its
 * being a complaint about an official says where just he is named.
 */
export function evidenceOf(first: Opinion, highest: Mentions['highest']): Float64Array {
  const evidence = new Float64Array(evidenceNames.length);
  for (let column = 0; column < first.length; column += 1) {
    evidence[column] = logOdds(first[column] ?? 0);
    evidence[columns.length + column] = first[column] ?? 0;
  }
  const who = 2 * columns.length + whoMayBeNamed.indexOf(highest) * ofEach.length;
  evidence.set([1, logOdds(yesIn(first, 'aboutOfficial')), logOdds(yesIn(first, 'bypass'))], who);
  return evidence;
}

/** The first opinion as the scores it came from, in the order of `judgedAgain`: the second look adds to them. */
export function firstScores(first: Opinion): Float64Array {
  const scores = new Float64Array(width);
  for (let nth = 0; nth < width; nth += 1) {
    const chance = first[places[nth] ?? 0] ?? 0;
    scores[nth] = nth < categoryCount ? Math.log(Math.max(chance, surest ** 2)) : logOdds(chance);
  }
  return scores;
}

function logOdds(probability: number): number {
  const bounded = Math.min(Math.max(probability, surest), 1 - surest);
  return Math.log(bounded / (1 - bounded));
}

/**
 * A complaint about a leader is told from a wish to him by more than its own sign: whether an official is complained of
 * at all, whether it praises or asks, what desk it is for. So the opinions are weighed once more against each other
 * (Wolpert 1992, "Stacked generalization", Neural Networks 5).
 */
export function openSecondLook({ bias, weights }: Pick<SecondLookFile, 'bias' | 'weights'>): SecondLook {
  const rows = Float32Array.from([...evidenceNames.flatMap((name) => weights[name] ?? []), ...bias]);
  return (first, highest) => {
    const chances = toChances(scoresAgain(firstScores(first), evidenceOf(first, highest), rows), [0, categoryCount]);
    const again = first.slice();
    for (let nth = 0; nth < width; nth += 1) again[places[nth] ?? 0] = chances[nth] ?? 0;
    return again;
  };
}

/** Adds to scores, in place, what the evidence says; `rows`: a row for each piece of it, and one that always counts. */
export function scoresAgain(scores: Float64Array, evidence: Float64Array, rows: Float32Array): Float64Array {
  for (let nth = 0; nth <= evidence.length; nth += 1) {
    const value = nth < evidence.length ? (evidence[nth] ?? 0) : 1;
    if (value === 0) continue;
    const row = nth * width;
    for (let column = 0; column < width; column += 1)
      scores[column] = (scores[column] ?? 0) + value * (rows[row + column] ?? 0);
  }
  return scores;
}
