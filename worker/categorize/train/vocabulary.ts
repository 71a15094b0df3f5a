import type { Vocabulary } from '../../../core/understanding/vectors.js';

/** A feature that stood in a text or two says little of others, and would make the model many times as large. */
const fewestTexts = 3;

/** The features that stand in several texts, and how rare each is. */
export function learnVocabulary(texts: readonly (readonly string[])[]): Vocabulary {
  const counts = new Map<string, number>();
  for (const features of texts) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const known = [...counts].filter(([, count]) => count >= fewestTexts);
  return {
    ids: new Map(known.map(([feature], id) => [feature, id])),
    rarity: Float32Array.from(known, ([, count]) => Math.log((1 + texts.length) / (1 + count)) + 0.5),
  };
}
