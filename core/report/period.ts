import { z } from 'zod';
import type { Day } from '../campaign.js';

/** Which days a report covers and when it is due: data/reports.yaml. */

const dayAndMonth = z.string().regex(/^(?:0[1-9]|[12]\d|3[01])\/(?:0[1-9]|1[0-2])$/, 'such as 15/05');
const bound = z.strictObject({ year: z.union([z.literal(-1), z.literal(0)]), day: dayAndMonth });

export const reportSettings = z.strictObject({
  source: z.string().min(1),
  checked: z.iso.date(),
  /** False: nobody has confirmed that reports cover these days. */
  verified: z.boolean(),
  /** Categories with fewer cases than this are shown together. */
  smallest: z.number().int().min(1),
  periods: z
    .array(
      z.strictObject({
        kind: z.enum(['half', 'year']),
        /** The day on which the province wants the yearly report, by which plans differ. */
        yearDue: dayAndMonth,
        due: dayAndMonth,
        from: bound,
        to: bound,
      }),
    )
    .min(1),
});
export type ReportSettings = z.infer<typeof reportSettings>;

/** The first six months of a year, or the whole. */
export type PeriodName = { readonly kind: 'half' | 'year'; readonly year: number };

/** The days that a report covers, both included. */
export type Period = PeriodName & {
  readonly from: Day;
  readonly to: Day;
  /** Absent where somebody gave the days by hand. */
  readonly due?: Day;
};

/** Reads "2026" or "2026-h1". */
export function parsePeriodName(text: string): PeriodName | undefined {
  const [, year, half] = /^(20\d\d)(-h1)?$/.exec(text) ?? [];
  return year === undefined ? undefined : { kind: half === undefined ? 'year' : 'half', year: Number(year) };
}

/** The days of a period; `yearDue` ("30/10") picks among plans. Undefined when the settings know no such period. */
export function periodOf(settings: ReportSettings, name: PeriodName, yearDue?: string): Period | undefined {
  const found = settings.periods.find(
    (one) => one.kind === name.kind && (yearDue === undefined || one.yearDue === yearDue),
  );
  if (found === undefined) return undefined;
  const dayIn = (year: number, written: string): Day => `${year}-${written.slice(3)}-${written.slice(0, 2)}`;
  return {
    ...name,
    from: dayIn(name.year + found.from.year, found.from.day),
    to: dayIn(name.year + found.to.year, found.to.day),
    due: dayIn(name.year, found.due),
  };
}

/** When a day begins in Viet Nam, in milliseconds since 1970. */
export const startOf = (day: Day): number => Date.parse(`${day}T00:00:00+07:00`);

/** When a day is over there. */
export const endOf = (day: Day): number => startOf(day) + 24 * 3_600_000;
