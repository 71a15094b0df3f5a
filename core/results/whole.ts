import type { UnitCode } from '../ids.js';
import type { QuestionTally } from './counted.js';
import { countIn, figuresOf, type Counted, type Material } from './figures-of.js';
import { mayShowWhole, mayTellWholeMean } from './hold-back-whole.js';
import { holdBackMore, mayTellMean } from './hold-back.js';
import { mergeTallies } from './merge.js';
import type { Figures } from './results.js';
import type { Excess } from './warnings.js';

export type CountedUnit = Counted & { readonly unit: UnitCode };

/** All communes that are shown together. One alone is the whole. */
export function wholeOf(material: Material, shown: readonly CountedUnit[]): Figures {
  const { settings } = material;
  const [first] = shown;
  const excess = excessOf(shown);
  const populations = shown.map(({ population }) => population);
  // One number of people that is wrong makes their sum wrong, and all that is worked out with it.
  const population =
    excess === undefined && populations.every((known) => known !== undefined)
      ? populations.reduce((sum, known) => sum + known, 0)
      : undefined;
  const signs = {
    peak: Math.max(0, ...shown.map(({ unit }) => material.signs.get(unit)?.peak ?? 0)),
    identicalComments: [...material.signs.values()].reduce((sum, one) => sum + (one.identicalComments ?? 0), 0),
  };
  if (shown.length === 1 && first !== undefined) return figuresOf(material, first, signs);
  const tally = mergeTallies(shown.map((one) => one.tally));
  const counted = countIn(tally, population, settings);
  const published = counted.published.map((figures, at) => {
    const key = tally.questions[at];
    const inUnits = shown.flatMap((one) => {
      const here = one.tally.questions.findIndex((other) => isSame(other, key));
      const full = one.full[here];
      return full === undefined ? [] : [{ full, published: one.published[here] }];
    });
    return mayShowWhole(inUnits, settings.suppressBelow) ? figures : undefined;
  });
  const told = holdBackMore(tally.questions, published);
  const means = shown.map((one) => ({ persons: one.tally.shares.n, isTold: one.tellsMean }));
  const tellsMean = mayTellMean(tally, told, settings.suppressBelow) && mayTellWholeMean(means, settings.suppressBelow);
  return figuresOf(
    material,
    { ...counted, published: told, tellsMean, ...(excess === undefined ? {} : { excess }) },
    signs,
  );
}

/** Those with more responses than people, together. */
function excessOf(shown: readonly CountedUnit[]): Excess | undefined {
  const over = shown.flatMap(({ tally: { n }, population }) =>
    population !== undefined && n > population ? [{ n, population }] : [],
  );
  if (over.length === 0) return undefined;
  return {
    n: over.reduce((sum, { n }) => sum + n, 0),
    population: over.reduce((sum, { population }) => sum + population, 0),
    units: over.length,
  };
}

const isSame = (a: QuestionTally, b: QuestionTally | undefined): boolean =>
  a.question.id === b?.question.id && a.question.type === b.question.type;
