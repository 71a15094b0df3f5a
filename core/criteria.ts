import { z } from 'zod';

/**
 * The criteria of the title "chính quyền thân thiện", as officials write them in data/criteria.yaml: parts with points
 * (20/25/20/15/20), criteria under each, and how surveys become the points of the last part.
 */

const points = z.number().positive().max(100);

/** One criterion: what a commune gives itself points for. */
const criterion = z.strictObject({
  /** `2.3`: the part's number, and its own in the part. Stored with every score. */
  id: z.string().regex(/^\d{1,2}\.\d{1,2}$/, 'such as 2.3'),
  title: z.string().min(1).max(300),
  /** The most that can be given. */
  points,
  /** The survey whose share of satisfied people gives the points; absent where a commune judges itself. */
  form: z
    .string()
    .regex(/^pks0[1-7]$/)
    .optional(),
});
export type Criterion = z.infer<typeof criterion>;

const part = z.strictObject({
  id: z.string().regex(/^\d{1,2}$/),
  title: z.string().min(1).max(300),
  points,
  criteria: z.array(criterion).min(1),
});

const share = z.number().min(0).max(1);

/** How a share of satisfied people becomes points: none up to `zeroAt`, all from `fullAt` on, a straight line between. */
const surveyRule = z
  .strictObject({
    zeroAt: share,
    fullAt: share,
    /** `low`: the interval's lower bound is taken in the place of the share itself. */
    counts: z.enum(['value', 'low']),
    /** With fewer responses nothing is proposed. */
    minimum: z.number().int().min(1),
    /** Points are rounded to a multiple of this. */
    step: z.number().positive().max(1),
  })
  .refine(({ zeroAt, fullAt }) => zeroAt < fullAt, '"zeroAt" must be less than "fullAt"');

export const criteriaSet = z
  .strictObject({
    /** Where the criteria come from, and the day on which somebody last checked that. */
    source: z.string().min(1),
    checked: z.iso.date(),
    /** False: nobody has confirmed that these are the province's criteria. */
    verified: z.boolean(),
    /** Points needed for the title; null while no official has said: then nobody is told to have reached it. */
    threshold: z.number().positive().max(100).nullable(),
    /** Share of all communes that should have the title, in %. */
    target: z.number().min(0).max(100),
    survey: surveyRule,
    parts: z.array(part).min(1),
  })
  .superRefine(({ parts }, context) => {
    const fault = (path: readonly (string | number)[], message: string) => {
      context.addIssue({ code: 'custom', path: ['parts', ...path], message });
    };
    const seen = new Set<string>();
    const once = (key: string, path: readonly (string | number)[]) => {
      if (seen.has(key)) fault(path, `"${key}" is used twice`);
      seen.add(key);
    };
    for (const [at, { id, points: all, criteria }] of parts.entries()) {
      once(id, [at, 'id']);
      if (!sameNumber(sum(criteria), all)) fault([at, 'points'], `the criteria add up to ${sum(criteria)}, not ${all}`);
      for (const [place, one] of criteria.entries()) {
        once(one.id, [at, 'criteria', place, 'id']);
        if (one.form !== undefined) once(one.form, [at, 'criteria', place, 'form']);
        if (!one.id.startsWith(`${id}.`)) fault([at, 'criteria', place, 'id'], `must begin with "${id}."`);
      }
    }
    if (!sameNumber(sum(parts), 100)) fault([], `the parts add up to ${sum(parts)}, not 100`);
  });
export type CriteriaSet = z.infer<typeof criteriaSet>;

/** All criteria in order. */
export const criteriaOf = (set: CriteriaSet): readonly Criterion[] => set.parts.flatMap(({ criteria }) => criteria);

const sum = (of: readonly { readonly points: number }[]): number => of.reduce((total, one) => total + one.points, 0);
/** Points may be fractions, which do not add up to the last digit. */
const sameNumber = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;
