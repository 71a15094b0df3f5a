import { endOf, type CampaignUnit } from '../campaign.js';
import type { UnitCode } from '../ids.js';
import { rankRanges } from '../statistics.js';
import { comparedWith, shownIn } from './compare.js';
import { countIn, figuresOf, type Material } from './figures-of.js';
import type { Figures, Results, UnitResult } from './results.js';
import { wholeOf, type CountedUnit } from './whole.js';

/**
 * The results of a campaign. A commune with too few responses shows nothing, and is no part of the whole: subtracting
 * the others from it would show what it holds back.
 */
export function summarise(material: Material): Results {
  const { campaign, form, before, settings, only } = material;
  const all = unitsOf(material);
  const shown = all.flatMap(({ code, population }): readonly CountedUnit[] => {
    const tally = material.tallies.get(code);
    return tally === undefined || tally.n < settings.suppressBelow
      ? []
      : [{ unit: code, ...countIn(tally, population, settings) }];
  });
  const figures = new Map(
    shown.map((one) => [one.unit, figuresOf(material, one, material.signs.get(one.unit) ?? {})] as const),
  );
  const ranks = only === undefined ? ranksOf(figures) : new Map<UnitCode, number>();
  const units = all.map(({ code: unit }): UnitResult => {
    const name = material.nameOf?.(unit);
    const named = { unit, ...(name === undefined ? {} : { name }) };
    const found = figures.get(unit);
    if (found === undefined) return { type: 'suppressed', ...named };
    const rank = ranks.get(unit);
    return {
      type: 'shown',
      ...named,
      figures: comparedWith(found, shownIn(before, unit)),
      ...(rank === undefined ? {} : { rank }),
    };
  });
  const whole = only === undefined && shown.length > 0 ? wholeOf(material, shown) : undefined;
  const { id, access, opensOn, partner, margin } = campaign;
  return {
    campaign: { id, form: campaign.form, access, opensOn, closesOn: endOf(campaign), partner, margin },
    title: form.title,
    source: form.source,
    versions: [...new Set([...material.tallies.values()].flatMap(({ versions }) => versions))].toSorted(
      (a, b) => b - a,
    ),
    ...(before === undefined ? {} : { before: beforeOf(before, units) }),
    suppressBelow: settings.suppressBelow,
    ...(whole === undefined ? {} : { whole: comparedWith(whole, before?.whole) }),
    units,
    counted: shown.length,
    leftOut: all.length - shown.length,
    comments: material.comments,
  };
}

function unitsOf({ units, tallies, only }: Material): readonly CampaignUnit[] {
  const known = new Set(units.map(({ code }) => code));
  const more = [...tallies.keys()].filter((code) => !known.has(code)).map((code) => ({ code }));
  const all: readonly CampaignUnit[] = [...units, ...more].toSorted((a, b) => a.code.localeCompare(b.code));
  if (only === undefined) return all;
  return [all.find(({ code }) => code === only) ?? { code: only }];
}

/** Places by the mean satisfied share; only of those whose place does not depend on chance. */
function ranksOf(figures: ReadonlyMap<UnitCode, Figures>): ReadonlyMap<UnitCode, number> {
  const judged = [...figures].flatMap(([unit, { satisfied }]) =>
    satisfied === undefined ? [] : [{ unit, satisfied }],
  );
  if (judged.length < 2) return new Map();
  const ranges = rankRanges(judged.map(({ satisfied }) => satisfied));
  return new Map(
    judged.flatMap(({ unit }, at) => {
      const range = ranges[at];
      return range !== undefined && range.best === range.worst ? [[unit, range.best] as const] : [];
    }),
  );
}

function beforeOf({ campaign, units: then }: Results, now: readonly UnitResult[]): NonNullable<Results['before']> {
  const { id, opensOn, closesOn } = campaign;
  const counted = (units: readonly UnitResult[]) =>
    units.flatMap(({ type, unit }) => (type === 'shown' ? [unit] : [])).join(' ');
  return { id, opensOn, closesOn, sameUnits: counted(then) === counted(now) };
}
