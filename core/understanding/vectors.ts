type Numbers = ArrayLike<number> & Iterable<number>;

/** Features of a text that the model knows, each with how much it says. */
export type Vector = { readonly ids: Numbers; readonly values: Numbers };

/** The features that a model knows, and how rare each is (inverse document frequency). */
export type Vocabulary = { readonly ids: ReadonlyMap<string, number>; readonly rarity: Float32Array };

/** Rare features count more, common ones less; unknown ones not at all. */
export function toVector(found: readonly string[], { ids, rarity }: Vocabulary): Vector {
  const known: number[] = [];
  const values: number[] = [];
  for (const feature of found) {
    const id = ids.get(feature);
    if (id === undefined) continue;
    known.push(id);
    values.push(rarity[id] ?? 0);
  }
  return { ids: known, values };
}

/** Both together. */
export const joined = (one: Vector, other: Vector): Vector => ({
  ids: [...one.ids, ...other.ids],
  values: [...one.values, ...other.values],
});

/** The sum of the squares: a long text and a short one count the same when divided by its root. */
export function squares({ values }: Vector): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** The vector brought to length 1. */
export function ofLengthOne(vector: Vector): Vector {
  const length = Math.sqrt(squares(vector)) || 1;
  const values = new Float64Array(vector.values);
  for (let n = 0; n < values.length; n += 1) values[n] = (values[n] ?? 0) / length;
  return { ids: new Int32Array(vector.ids), values };
}
