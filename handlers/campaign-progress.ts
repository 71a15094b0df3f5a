import { progressOf, type CampaignProgress } from '../core/campaign-progress.js';
import { dayBefore, vietnamDay } from '../core/vietnam-time.js';
import type { Tx } from '../prisma/client.js';
import { countsOf } from '../prisma/store/campaign-counts.js';
import { findCampaign } from '../prisma/store/campaigns.js';

/** How far an open campaign has come; undefined when there is none of this name, or its counts were destroyed with its key. */
export async function campaignProgress(tx: Tx, id: string, now: number): Promise<CampaignProgress | undefined> {
  const found = await findCampaign(tx, id);
  if (found === undefined || found.campaign.finishedOn !== undefined) return undefined;
  const counted = (await countsOf(tx, found.campaign.id, 'day')).map(({ unit, key, count }) => ({
    unit,
    day: key,
    count,
  }));
  const today = vietnamDay(now);
  return progressOf(found.campaign, found.units, counted, today, dayBefore(today));
}
