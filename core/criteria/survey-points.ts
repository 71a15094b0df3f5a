import { criteriaOf, type CriteriaSet, type Criterion } from '../criteria.js';

/** A commune's result in one campaign, as far as points need it. */
export type SurveyScore = {
  /** `pks03`. */
  readonly form: string;
  readonly campaign: string;
  /** Responses; absent where there are too few to be told. */
  readonly n?: number;
  /** Responses that the margin of error asks for; absent where the population is not known. */
  readonly target?: number;
  /** Share satisfied with its 95 % interval, 0–1; absent where the form does not say or too few answered. */
  readonly satisfied?: { readonly value: number; readonly low: number; readonly high: number };
};

/** The points that a survey gives for its criterion, or why it gives none; words for it are made by whoever shows it. */
export type SurveyPoints = { readonly criterion: string; readonly form: string; readonly of: number } & (
  | { readonly type: 'no-survey' }
  | { readonly type: 'too-few'; readonly campaign: string; readonly n?: number; readonly minimum: number }
  | { readonly type: 'no-share'; readonly campaign: string; readonly n: number }
  | {
      readonly type: 'proposed';
      readonly campaign: string;
      readonly n: number;
      readonly target?: number;
      readonly satisfied: NonNullable<SurveyScore['satisfied']>;
      readonly points: number;
      /** What the interval's bounds would give. */
      readonly between: readonly [number, number];
      /** Fewer responses than the margin of error asks for, or nobody knows how many it asks for. */
      readonly caution?: 'under-target' | 'no-target';
    }
);

/** Proposes the points of every criterion that has a survey. `surveys`: at most one result a form. */
export function proposeSurveyPoints(set: CriteriaSet, surveys: readonly SurveyScore[]): readonly SurveyPoints[] {
  return criteriaOf(set).flatMap((criterion) => {
    const { form } = criterion;
    if (form === undefined) return [];
    return [
      pointsFrom(
        set.survey,
        criterion,
        form,
        surveys.find((survey) => survey.form === form),
      ),
    ];
  });
}

function pointsFrom(
  rule: CriteriaSet['survey'],
  { id, points }: Criterion,
  form: string,
  survey: SurveyScore | undefined,
): SurveyPoints {
  const about = { criterion: id, form, of: points };
  if (survey === undefined) return { ...about, type: 'no-survey' };
  const { campaign, n, target, satisfied } = survey;
  if (n === undefined || n < rule.minimum)
    return { ...about, type: 'too-few', campaign, ...(n === undefined ? {} : { n }), minimum: rule.minimum };
  if (satisfied === undefined) return { ...about, type: 'no-share', campaign, n };
  const worth = (share: number) => pointsFor(rule, share, points);
  const caution = target === undefined ? 'no-target' : n < target ? 'under-target' : undefined;
  return {
    ...about,
    type: 'proposed',
    campaign,
    n,
    ...(target === undefined ? {} : { target }),
    satisfied,
    points: worth(rule.counts === 'low' ? satisfied.low : satisfied.value),
    between: [worth(satisfied.low), worth(satisfied.high)],
    ...(caution === undefined ? {} : { caution }),
  };
}

/** The straight line between the two bounds, rounded to the rule's step; never above the criterion's points. */
export function pointsFor({ zeroAt, fullAt, step }: CriteriaSet['survey'], share: number, points: number): number {
  const fraction = Math.min(1, Math.max(0, (share - zeroAt) / (fullAt - zeroAt)));
  const steps = Math.round(clean((fraction * points) / step));
  return Math.min(points, clean(steps * step));
}

/** Without what binary fractions add at the far end: 7.4999999 steps are seven and a half, 26 * 0.1 is 2.6. */
const clean = (value: number): number => Number(value.toFixed(6));
