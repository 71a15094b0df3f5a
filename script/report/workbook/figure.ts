import type { ReportQueryId } from '../../../core/report.js';

/** Where a figure comes from: what a query found, or a file in which officials wrote it. */
type Origin = ReportQueryId | 'data/criteria.yaml';

/** A figure of the document or of a sheet, and where it comes from. */
export type Figure = {
  readonly label: string;
  /** Words where it may not be told; absent when missing. */
  readonly value: number | string | undefined;
  readonly from: readonly Origin[];
  readonly how: string;
};

/** None entered is missing, not zero. */
export const counted = (list: readonly unknown[]): number | undefined => (list.length === 0 ? undefined : list.length);

/** A share as a percentage with a tenth. */
export const tenth = (share: number | undefined): number | undefined =>
  share === undefined ? undefined : Math.round(share * 1000) / 10;
