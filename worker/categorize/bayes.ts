import { createRequire } from 'node:module';
import type { BayesClassifier as Classifier } from 'natural/lib/natural/classifiers/index.js';

// The index of classifiers reads in all dictionaries of the package: 20 MB and a third of a second for this one class.
const require = createRequire(import.meta.url);
const BayesClassifier = require('natural/lib/natural/classifiers/bayes_classifier.js') as typeof Classifier;

/** A text to learn from. */
export type Example<Label extends string> = { readonly label: Label; readonly features: ReadonlySet<string> };

export type Guess<Label extends string> = { readonly label: Label; readonly probability: number };

/** Guesses the label of a text, with its probability among the labels. */
export type Bayes<Label extends string> = (features: ReadonlySet<string>) => Guess<Label>;

// How much a feature that was never seen with a label counts.
const smoothing = 1;
// Features of one text are far from independent, so Bayes is much too sure of itself: its evidence is divided by this.
const temperature = 2;
// How strongly features that stand in texts of many labels ("đề nghị", "nhà tôi") are held back.
const sharpness = 2;

/**
 * Trains `natural`'s Bayes classifier. Its counts are used, but not its own `classify`: that one multiplies
 * probabilities until they are zero for a long text, looks through the whole vocabulary for each, and favours
 * the labels whose examples are longer.
 */
export function trainBayes<Label extends string>(examples: readonly Example<Label>[]): Bayes<Label> {
  const { classifier: counts } = new BayesClassifier(undefined, smoothing);
  const ids = new Map<string, number>();
  for (const { label, features } of examples) {
    const observation: Record<string, number> = {};
    for (const feature of features) {
      const id = ids.get(feature) ?? ids.size;
      ids.set(feature, id);
      observation[id] = id;
    }
    counts.addExample(observation, label);
  }
  const labels = [...new Set(examples.map(({ label }) => label))];
  const seen = labels.map((label) => counts.classFeatures[label] ?? {});
  const totals = seen.map((features) =>
    Object.values(features).reduce((sum, count) => sum + count, smoothing * ids.size),
  );
  /** What each feature says for each label: computed once, so that guessing only adds. */
  const evidence = new Map<string, readonly number[]>();
  for (const [feature, id] of ids) {
    const shared = seen.filter((features) => features[id] !== undefined).length / labels.length;
    const weight = (1 - shared) ** sharpness;
    evidence.set(
      feature,
      seen.map((features, at) => weight * Math.log((features[id] ?? smoothing) / (totals[at] ?? 1))),
    );
  }
  return (features) => {
    const scores = labels.map((label) => ({ label, score: 0 }));
    for (const feature of features) {
      const says = evidence.get(feature);
      if (says === undefined) continue;
      for (const [at, entry] of scores.entries()) entry.score += says[at] ?? 0;
    }
    return strongest(scores);
  };
}

/** The label of the highest score, and its share of all after the scores were made probabilities. */
function strongest<Label extends string>(
  scores: readonly { readonly label: Label; readonly score: number }[],
): Guess<Label> {
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one));
  const sum = scores.reduce((all, { score }) => all + Math.exp((score - best.score) / temperature), 0);
  return { label: best.label, probability: 1 / sum };
}
