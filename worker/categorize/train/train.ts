import { category, legalKind } from '../../../core/labels.js';
import { columns, questions, type ModelFile, type Question } from '../../../core/understanding/model.js';
import type { TakenApart } from '../../../core/understanding/understand.js';
import { joined, ofLengthOne, type Vector } from '../../../core/understanding/vectors.js';
import { bayesEvidence, countFeatures } from './bayes.js';
import type { Example } from './read-examples.js';
import { trainSoftmax, type Weights } from './softmax.js';
import { learnVocabulary } from './vocabulary.js';
import { trainYesNo } from './yes-no.js';

/** How much Bayes counts beside the regression. Both together are better than either (docs/understanding.md). */
const bayesShare = 0.3;

/** By which of the two methods category and kind are learnt; all but cross-validation takes both. */
export type Methods = { readonly regression: boolean; readonly bayes: boolean };
const bothMethods: Methods = { regression: true, bayes: true };

const none: Vector = { ids: [], values: [] };

/** Trains the model on the examples; takes seconds, and the same examples always give the same model. */
export function train(
  examples: readonly Example[],
  takeApart: (text: string) => TakenApart,
  methods = bothMethods,
): Omit<ModelFile, 'hash'> {
  const { vocabulary, vectors } = learnVocabulary(examples.map(({ text }) => takeApart(text)));
  const about = vectors.map((text) => ofLengthOne(text.about));
  const who = vectors.map((text) => ofLengthOne(joined(text.about, text.who)));
  const size = vocabulary.ids.size;
  // Counted once for category and kind together: to go through `natural` is a good part of the time.
  const counted = methods.bayes
    ? countFeatures(examples.map((example, at) => ({ ids: (about[at] ?? none).ids, label: sortOf(example) })))
    : undefined;
  const teach = (labels: readonly string[], labelOf: (example: Example) => string): Weights => {
    const regression = methods.regression
      ? trainSoftmax(
          examples.map((example, at) => ({ vector: about[at] ?? none, label: labels.indexOf(labelOf(example)) })),
          labels.length,
          size,
        )
      : { rows: new Float32Array(size * labels.length), bias: new Float32Array(labels.length) };
    if (counted === undefined) return regression;
    const counts = labels.map(() => new Float64Array(size));
    for (const example of firstOfEachSort(examples))
      for (const [id, count] of counted.get(sortOf(example)) ?? []) {
        const own = counts[labels.indexOf(labelOf(example))];
        if (own !== undefined) own[id] = (own[id] ?? 0) + count;
      }
    const share = methods.regression ? bayesShare : 1;
    const evidence = bayesEvidence(counts, size);
    return { ...regression, rows: regression.rows.map((weight, cell) => weight + share * (evidence[cell] ?? 0)) };
  };
  // Bayes is too sure of single words for a yes or no about who is spoken of: precision falls at the same recall.
  const ask = (question: Question): Weights =>
    trainYesNo(
      examples.flatMap((example, at) => {
        const yes = example[question];
        return yes === undefined ? [] : [{ vector: who[at] ?? none, yes }];
      }),
      size,
    );
  const heads = [
    { width: category.options.length, ...teach(category.options, (example) => example.category) },
    { width: legalKind.options.length, ...teach(legalKind.options, (example) => example.kind) },
    ...questions.map((question) => ({ width: 1, ...ask(question) })),
  ];
  const weights = new Float32Array(size * columns.length);
  let from = 0;
  for (const { width, rows } of heads) {
    for (let id = 0; id < size; id += 1)
      weights.set(rows.subarray(id * width, (id + 1) * width), id * columns.length + from);
    from += width;
  }
  const { bytes, scales } = inBytes(weights);
  return {
    features: [...vocabulary.ids.keys()].join('\n'),
    rarity: base64(vocabulary.rarity),
    weights: base64(bytes),
    scales: base64(scales),
    bias: base64(Float32Array.from(heads.flatMap(({ bias }) => [...bias]))),
  };
}

/** Category and kind together. */
const sortOf = ({ category, kind }: Example): string => `${category} ${kind}`;

const firstOfEachSort = (examples: readonly Example[]): readonly Example[] => [
  ...new Map(examples.map((example) => [sortOf(example), example])).values(),
];

/** Each column in 127 steps either way of its largest weight. */
function inBytes(weights: Float32Array): { readonly bytes: Int8Array; readonly scales: Float32Array } {
  const scales = new Float32Array(columns.length);
  for (let cell = 0; cell < weights.length; cell += 1) {
    const column = cell % columns.length;
    scales[column] = Math.max(scales[column] ?? 0, Math.abs(weights[cell] ?? 0) / 127);
  }
  const bytes = new Int8Array(weights.length);
  for (let cell = 0; cell < weights.length; cell += 1) {
    const step = scales[cell % columns.length] ?? 0;
    bytes[cell] = step === 0 ? 0 : Math.round((weights[cell] ?? 0) / step);
  }
  return { bytes, scales };
}

const base64 = (numbers: Float32Array | Int8Array): string => Buffer.from(numbers.buffer).toString('base64');
