import { createRequire } from 'node:module';
import type { BayesClassifier as Classifier } from 'natural/lib/natural/classifiers/index.js';
import { at } from './adagrad.js';

// The index of classifiers reads in all dictionaries of the package: 20 MB and a third of a second for this one class.
const require = createRequire(import.meta.url);
const BayesClassifier = require('natural/lib/natural/classifiers/bayes_classifier.js') as typeof Classifier;

/** How often a feature is thought to have been seen before anything was. */
const smoothing = 0.3;

/**
 * How often each feature stands in the examples of each label, counted by `natural`. Its own `classify` multiplies
 * probabilities until they are zero for a long text, looks through the whole vocabulary for each, and favours labels
 * with longer examples.
 */
export function countFeatures(
  examples: readonly { readonly ids: ArrayLike<number>; readonly label: string }[],
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const { classifier } = new BayesClassifier(undefined, smoothing);
  for (const { ids, label } of examples) {
    // As an object, its values count; an array would count by position.
    const observation: Record<number, number> = {};
    for (let nth = 0; nth < ids.length; nth += 1) observation[nth] = at(ids, nth);
    classifier.addExample(observation, label);
  }
  // It counts from its smoothing on.
  return new Map(
    Object.entries(classifier.classFeatures).map(([label, counted]) => [
      label,
      new Map(Object.entries(counted).map(([id, seen]) => [Number(id), Math.max(0, seen - smoothing)])),
    ]),
  );
}

/**
 * What each feature says for each label, in rows like those of `Weights`: how much likelier it is in texts of that
 * label than in all others. Rennie et al. 2003, "Tackling the Poor Assumptions of Naive Bayes" (the complement as the
 * other side). `counts`: for each label one number a feature.
 */
export function bayesEvidence(counts: readonly Float64Array[], size: number): Float32Array {
  const labels = counts.length;
  const sums = counts.map((own) => own.reduce((sum, count) => sum + count, 0));
  const total = sums.reduce((sum, own) => sum + own, 0);
  const everywhere = new Float64Array(size);
  for (const own of counts) for (let id = 0; id < size; id += 1) everywhere[id] = at(everywhere, id) + at(own, id);
  const rows = new Float32Array(size * labels);
  for (const [label, own] of counts.entries()) {
    const sum = sums[label] ?? 0;
    for (let id = 0; id < size; id += 1) {
      const inside = (at(own, id) + smoothing) / (sum + smoothing * size);
      const outside = (at(everywhere, id) - at(own, id) + smoothing) / (total - sum + smoothing * size);
      rows[id * labels + label] = Math.log(inside / outside);
    }
  }
  return rows;
}
