import { endOf, phaseOf, type Campaign } from '../core/campaign.js';
import type { CampaignProgress } from '../core/campaign-progress.js';
import type { Directory } from '../core/directory.js';
import type { CampaignId } from '../core/ids.js';
import type { Results } from '../core/results/results.js';
import type { Seat } from '../core/seat.js';
import { vietnamDay } from '../core/vietnam-time.js';
import { campaignsFor } from '../prisma/store/campaigns.js';
import { provinceUnits } from '../prisma/store/results.js';
import { campaignProgress } from './campaign-progress.js';
import { campaignResults } from './campaign-results.js';
import type { Store } from './store.js';

/**
 * What an official may see of the surveys about his commune or province. Figures only of finished campaigns: whoever
 * could look twice, before and after somebody has answered, would know what he answered.
 */
export type SeatResults =
  | { readonly type: 'results'; readonly results: Results; readonly others: readonly CampaignId[] }
  | { readonly type: 'running'; readonly progress: CampaignProgress }
  | { readonly type: 'none'; readonly others: readonly CampaignId[] };

/** The campaign of this name, or else the one that ended last, or else the one under way. */
export async function seatResults(
  store: Store,
  directory: Directory,
  { jurisdiction }: Seat,
  wanted: string | undefined,
  now: number,
): Promise<SeatResults> {
  const today = vietnamDay(now);
  const campaigns = await campaignsFor(store.db, jurisdiction);
  const finished = campaigns.filter(({ finishedOn }) => finishedOn !== undefined);
  const chosen =
    wanted === undefined
      ? (latest(finished) ?? latest(campaigns.filter((campaign) => phaseOf(campaign, today) === 'open')))
      : campaigns.find(({ id }) => id === wanted);
  const others = finished.filter(({ id }) => id !== chosen?.id).map(({ id }) => id);
  if (chosen === undefined) return { type: 'none', others };
  if (chosen.finishedOn === undefined) {
    const progress = await campaignProgress(store.db, chosen.id, now);
    return progress === undefined ? { type: 'none', others } : { type: 'running', progress };
  }
  const found = await campaignResults(store, directory, {
    campaign: chosen.id,
    reader: jurisdiction,
    ...(jurisdiction.level === 'commune'
      ? { unit: jurisdiction.code }
      : { within: await provinceUnits(store.db, jurisdiction.code) }),
  });
  return found.type === 'found' ? { type: 'results', results: found.results, others } : { type: 'none', others };
}

const latest = (campaigns: readonly Campaign[]): Campaign | undefined =>
  campaigns.toSorted((a, b) => endOf(b).localeCompare(endOf(a)) || a.id.localeCompare(b.id)).at(0);
