/** A text as the model sees it: which of its features the model knows, and how much each says; of length 1. */
export type Vector = { readonly ids: readonly number[]; readonly values: readonly number[] };

/** The features that a model knows, and how rare each is (inverse document frequency). */
export type Vocabulary = { readonly ids: ReadonlyMap<string, number>; readonly rarity: Float32Array };

/** Rare features count more, common ones less; unknown ones not at all. */
export function toVector(found: readonly string[], { ids, rarity }: Vocabulary): Vector {
  const known: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (const feature of found) {
    const id = ids.get(feature);
    if (id === undefined) continue;
    const value = rarity[id] ?? 0;
    known.push(id);
    values.push(value);
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  return { ids: known, values: values.map((value) => value / length) };
}
