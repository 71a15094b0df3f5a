import { endOf, type Campaign, type CampaignUnit } from '../campaign.js';
import type { UnitCode } from '../ids.js';

/**
 * The campaigns with which one may be compared, the latest first: of the same form, finished, and over when this one
 * began. Whoever comes by himself is not whom a code was handed to, so only the same access will do.
 */
export function earlierCampaigns(
  campaigns: readonly Campaign[],
  { id, form, access, opensOn }: Campaign,
): readonly Campaign[] {
  return campaigns
    .filter((other) => other.id !== id && other.form === form && other.access === access)
    .filter((other) => other.finishedOn !== undefined && endOf(other) < opensOn)
    .toSorted(
      (a, b) => endOf(b).localeCompare(endOf(a)) || b.opensOn.localeCompare(a.opensOn) || a.id.localeCompare(b.id),
    );
}

/** Those of a campaign's communes that results are about; undefined: everywhere, as a campaign without communes asks. */
export function wantedUnits(
  units: readonly CampaignUnit[],
  only: UnitCode | undefined,
  within: ReadonlySet<UnitCode> | undefined,
): ReadonlySet<UnitCode> | undefined {
  if (only !== undefined) return new Set([only]);
  if (units.length === 0) return within;
  return new Set(units.flatMap(({ code }) => (within?.has(code) === false ? [] : [code])));
}

/** Did a campaign with these communes ask in any of the wanted ones? */
export const askedIn = (units: readonly CampaignUnit[], wanted: ReadonlySet<UnitCode> | undefined): boolean =>
  units.length === 0 || wanted === undefined || units.some(({ code }) => wanted.has(code));
