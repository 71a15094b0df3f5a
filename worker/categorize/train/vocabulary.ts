import type { TakenApart } from '../../../core/understanding/understand.js';
import type { Vector, Vocabulary } from '../../../core/understanding/vectors.js';

/** A feature that stood in a text or two says little of others, and would make the model many times as large. */
const fewestTexts = 3;

/** What a text is about, and who is named in it, in features that the vocabulary knows. */
export type InVectors = { readonly about: Vector; readonly who: Vector };

/**
 * The features that stand in several texts, and how rare each is; and the texts in these features, as `toVector` would
 * give them. Every feature is looked up once: there are some three million.
 */
export function learnVocabulary(texts: readonly TakenApart[]): {
  readonly vocabulary: Vocabulary;
  readonly vectors: readonly InVectors[];
} {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const count = (features: readonly string[]) =>
    features.map((feature) => {
      const seen = numbers.get(feature);
      const number = seen ?? numbers.size;
      if (seen === undefined) numbers.set(feature, number);
      counts[number] = (counts[number] ?? 0) + 1;
      return number;
    });
  const counted = texts.map(({ features, mentions }) => ({ about: count(features), who: count(mentions.signals) }));
  const ids = new Map<string, number>();
  const idOf = new Int32Array(counts.length).fill(-1);
  for (const [feature, number] of numbers)
    if ((counts[number] ?? 0) >= fewestTexts) {
      idOf[number] = ids.size;
      ids.set(feature, ids.size);
    }
  const known = counts.filter((seen) => seen >= fewestTexts);
  const rarity = Float32Array.from(known, (seen) => Math.log((1 + texts.length) / (1 + seen)) + 0.5);
  const inVector = (features: readonly number[]): Vector => {
    const own = features.map((number) => idOf[number] ?? -1).filter((id) => id >= 0);
    return { ids: own, values: own.map((id) => rarity[id] ?? 0) };
  };
  return {
    vocabulary: { ids, rarity },
    vectors: counted.map(({ about, who }) => ({ about: inVector(about), who: inVector(who) })),
  };
}
