import type { UnitCode } from '../ids.js';
import type { QuestionTally } from './counted.js';
import { countIn, figuresOf, type Counted, type Material } from './figures-of.js';
import { mayShowWhole } from './hold-back-whole.js';
import { holdBackMore } from './hold-back.js';
import { mergeTallies } from './merge.js';
import type { Figures } from './results.js';

export type CountedUnit = Counted & { readonly unit: UnitCode };

/** All communes that are shown together. One alone is the whole. */
export function wholeOf(material: Material, shown: readonly CountedUnit[]): Figures {
  const { settings } = material;
  const [first] = shown;
  const populations = shown.map(({ population }) => population);
  const population = populations.every((known) => known !== undefined)
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
  return figuresOf(material, { ...counted, published: holdBackMore(tally.questions, published) }, signs);
}

const isSame = (a: QuestionTally, b: QuestionTally | undefined): boolean =>
  a.question.id === b?.question.id && a.question.type === b.question.type;
