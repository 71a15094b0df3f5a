import type { CampaignAccess, Day } from './campaign.js';
import type { Assessment } from './criteria/assess.js';
import type { CommuneTable } from './criteria/commune-table.js';
import type { SurveyScore } from './criteria/survey-points.js';
import type { Dialogue } from './dialogue.js';
import type { CampaignId, UnitCode } from './ids.js';
import type { Jurisdiction } from './jurisdiction.js';
import type { Feedback } from './report/feedback.js';
import type { Gap } from './report/gap.js';
import type { Period } from './report/period.js';
import type { Warning } from './results/warnings.js';

/** A question that was put to the store for a report, kept beside its answer: every figure can be asked for again. */
export type ReportQuery = {
  /** `feedback`; what it counts is said in words beside it. */
  readonly id: ReportQueryId;
  /** The statement with a "?" for each parameter. Times are milliseconds since 1970. */
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
};

export const reportQueryIds = [
  'communes',
  'campaigns',
  'results',
  'populations',
  'feedback',
  'dialogues',
  'scores',
] as const;
export type ReportQueryId = (typeof reportQueryIds)[number];

/** Rows with the question whose answer they are. */
export type Sourced<Row> = { readonly query: ReportQuery; readonly rows: readonly Row[] };

/** A campaign of the period as the report's table shows it. */
export type SurveyLine = {
  readonly id: CampaignId;
  /** `pks03` */
  readonly form: string;
  readonly title: string;
  readonly partner: string;
  readonly access: CampaignAccess;
  readonly opensOn: Day;
  /** Its last day; earlier than planned where it was finished early. */
  readonly endsOn: Day;
  /** When the report was made. `closing`: nobody can answer any more, but its key is still there. */
  readonly state: 'running' | 'closing' | 'finished';
  /** Its last day is after the period: what is counted goes beyond it, as responses have no time. */
  readonly endsLater: boolean;
  /** In a commune's report its own result; in a province's one of each commune. None before it is finished. */
  readonly results: readonly SurveyResult[];
};

/** A commune's result in a campaign. Without `n` there are too few responses to be told, perhaps none. */
export type SurveyResult = Omit<SurveyScore, 'form' | 'campaign'> & {
  readonly unit: UnitCode;
  readonly warnings: readonly Warning[];
};

/** A commune's own points, or the communes of a province against the target. */
export type TitleFigures =
  | { readonly level: 'commune'; readonly year: number; readonly assessment: Assessment; readonly target: number }
  | { readonly level: 'province'; readonly year: number; readonly table: CommuneTable };

/** All that a report says in figures. What is missing is absent, never zero. */
export type Report = {
  readonly jurisdiction: Jurisdiction;
  /** "xã Ngọc Thiện" */
  readonly name: string;
  /** Names of the communes that are spoken of, by code. */
  readonly communes: ReadonlyMap<UnitCode, string>;
  readonly period: Period;
  readonly madeOn: Day;
  readonly surveys: readonly SurveyLine[];
  /** Undefined when nobody has reported anything in the period. */
  readonly feedback: Feedback | undefined;
  readonly dialogues: readonly Dialogue[];
  readonly title: TitleFigures;
  readonly gaps: readonly Gap[];
  /** The questions that were put for this report, and no others. */
  readonly queries: readonly ReportQuery[];
  /** Communes with fewer responses than this show no result: data/results.yaml. */
  readonly suppressBelow: number;
};
