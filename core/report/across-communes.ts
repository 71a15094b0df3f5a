import type { SurveyResult } from '../report.js';

/** A commune with enough responses to be told. */
export type Told = SurveyResult & { readonly n: number };

/** What a province's report says of a campaign. */
export type AcrossCommunes = {
  /** Communes with enough responses to be told, and their responses: those of the others are in no sum. */
  readonly told: number;
  readonly responses: number;
  /** Of these, how many have a target, and how many reached it. */
  readonly known: number;
  readonly reached: number;
  /** Among those that reached it: the share of a few people says nothing of a commune. */
  readonly lowest?: Told;
  readonly highest?: Told;
};

export function acrossCommunes(results: readonly SurveyResult[]): AcrossCommunes {
  const told = results.flatMap(({ n, ...rest }): readonly Told[] => (n === undefined ? [] : [{ ...rest, n }]));
  const known = told.filter(({ target }) => target !== undefined);
  const reached = known.filter(({ n, target = Infinity }) => n >= target);
  const inOrder = reached
    .filter(({ satisfied }) => satisfied !== undefined)
    .toSorted((a, b) => (a.satisfied?.value ?? 0) - (b.satisfied?.value ?? 0));
  const [lowest] = inOrder;
  const highest = inOrder.at(-1);
  return {
    told: told.length,
    responses: told.reduce((sum, { n }) => sum + n, 0),
    known: known.length,
    reached: reached.length,
    ...(lowest === undefined ? {} : { lowest }),
    ...(highest === undefined ? {} : { highest }),
  };
}
