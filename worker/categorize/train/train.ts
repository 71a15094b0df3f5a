import { category, legalKind } from '../../../core/labels.js';
import { columns, questions, type ModelFile } from '../../../core/understanding/model.js';
import type { TakenApart } from '../../../core/understanding/understand.js';
import { toVector, type Vector } from '../../../core/understanding/vectors.js';
import { bayesEvidence } from './bayes.js';
import type { Example } from './read-examples.js';
import { trainSoftmax, type Weights } from './softmax.js';
import { learnVocabulary } from './vocabulary.js';

/** How much Bayes counts beside the regression. Both together are better than either (docs/understanding.md). */
const bayesShare = 0.3;

/** Which of the two methods is used; all but cross-validation takes both. */
export type Methods = { readonly regression: boolean; readonly bayes: boolean };
const bothMethods: Methods = { regression: true, bayes: true };

/** Trains the model on the examples; takes seconds, and the same examples always give the same model. */
export function train(
  examples: readonly Example[],
  takeApart: (text: string) => TakenApart,
  methods = bothMethods,
): Omit<ModelFile, 'hash'> {
  const apart = examples.map(({ text }) => takeApart(text));
  const withSignals = apart.map(({ features, mentions }) => [...features, ...mentions.signals]);
  const vocabulary = learnVocabulary(withSignals);
  const about = apart.map(({ features }) => toVector(features, vocabulary));
  const who = withSignals.map((features) => toVector(features, vocabulary));
  const size = vocabulary.ids.size;
  const teach = (
    vectors: readonly Vector[],
    labels: readonly string[],
    labelOf: (example: Example) => string,
    ask = methods,
  ): Weights => {
    const labelled = examples.map((example, at) => ({
      vector: vectors[at] ?? { ids: [], values: [] },
      label: labels.indexOf(labelOf(example)),
    }));
    return learn(labelled, labels.length, size, ask);
  };
  // For a yes or no about who is spoken of Bayes is too sure of single words: precision falls at the same recall.
  const forQuestions: Methods = { ...methods, bayes: methods.bayes && !methods.regression };
  const heads = [
    { width: category.options.length, ...teach(about, category.options, (example) => example.category) },
    { width: legalKind.options.length, ...teach(about, legalKind.options, (example) => example.kind) },
    ...questions.map((question) => ({
      width: 1,
      ...asOneColumn(teach(who, ['no', 'yes'], (example) => (example[question] ? 'yes' : 'no'), forQuestions)),
    })),
  ];
  const weights = new Float32Array(size * columns.length);
  let from = 0;
  for (const { width, rows } of heads) {
    for (let id = 0; id < size; id += 1)
      weights.set(rows.subarray(id * width, (id + 1) * width), id * columns.length + from);
    from += width;
  }
  return {
    features: [...vocabulary.ids.keys()].join('\n'),
    rarity: base64(vocabulary.rarity),
    weights: base64(weights),
    bias: base64(Float32Array.from(heads.flatMap(({ bias }) => [...bias]))),
  };
}

function learn(
  examples: readonly { readonly vector: Vector; readonly label: number }[],
  labels: number,
  size: number,
  methods: Methods,
): Weights {
  const { rows, bias } = methods.regression
    ? trainSoftmax(examples, labels, size)
    : { rows: new Float32Array(size * labels), bias: new Float32Array(labels) };
  if (!methods.bayes) return { rows, bias };
  const counted = examples.map(({ vector, label }) => ({ ids: vector.ids, label }));
  const share = methods.regression ? bayesShare : 1;
  const evidence = bayesEvidence(counted, labels, size);
  return { rows: rows.map((weight, cell) => weight + share * (evidence[cell] ?? 0)), bias };
}

/** Of two labels only the difference matters. */
function asOneColumn({ rows, bias }: Weights): Weights {
  const difference = Float32Array.from(
    { length: rows.length / 2 },
    (_, id) => (rows[2 * id + 1] ?? 0) - (rows[2 * id] ?? 0),
  );
  return { rows: difference, bias: Float32Array.of((bias[1] ?? 0) - (bias[0] ?? 0)) };
}

const base64 = (numbers: Float32Array): string => Buffer.from(numbers.buffer).toString('base64');
