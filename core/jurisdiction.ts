import type { ProvinceCode, UnitCode } from './ids.js';

/** Whose work a case is: one commune's, or the province's (the level above since 1 July 2025, when districts ended). */
export type Jurisdiction =
  { readonly level: 'commune'; readonly code: UnitCode } | { readonly level: 'province'; readonly code: ProvinceCode };

/** True when both name the same commune or the same province. */
export function sameJurisdiction(a: Jurisdiction, b: Jurisdiction): boolean {
  return a.level === b.level && a.code === b.code;
}
