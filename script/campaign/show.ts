import { phaseOf, type Campaign, type CampaignUnit, type Day } from '../../core/campaign.js';
import { sampleSize } from '../../core/statistics.js';
import { vietnamDay } from '../../core/vietnam-time.js';
import { campaignProgress } from '../../handlers/campaign-progress.js';
import type { Store } from '../../prisma/client.js';
import { countsOf } from '../../prisma/store/campaign-counts.js';
import { changesOf, findCampaign, listCampaigns, type CampaignWithUnits } from '../../prisma/store/campaigns.js';

/** The campaign of this name; rejects with the names that there are. */
export async function mustFind(store: Store, name: string): Promise<CampaignWithUnits> {
  const found = await findCampaign(store.db, name);
  if (found !== undefined) return found;
  const known = (await listCampaigns(store.db)).map(({ id }) => id);
  throw new Error(`there is no campaign ${name}: ${known.join(', ') || 'none was created yet'}`);
}

export function unitLine({ code, population }: CampaignUnit, margin: number): string {
  return population === undefined
    ? `  ${code}: no number of people, so no target`
    : `  ${code}: ${sampleSize(population, margin)} of ${population} people to reach`;
}

const headLine = (campaign: Campaign, today: Day): string =>
  [
    campaign.id,
    phaseOf(campaign, today),
    `${campaign.opensOn} to ${campaign.closesOn}`,
    campaign.access,
    campaign.isStanding ? 'standing' : campaign.partner,
  ].join('\t');

export async function listLines(store: Store, today: Day): Promise<readonly string[]> {
  const campaigns = await listCampaigns(store.db);
  return campaigns.length === 0
    ? ['no campaign was created yet']
    : campaigns.map((campaign) => headLine(campaign, today));
}

/** All that is known of one campaign but its results: how far it has come, and what was done with it. */
export async function showLines(store: Store, name: string, now: number): Promise<readonly string[]> {
  const { campaign, units } = await mustFind(store, name);
  const progress = await campaignProgress(store.db, campaign.id, now);
  const codes = await countsOf(store.db, campaign.id, 'codes');
  const reached = (progress?.units ?? []).map(({ unit, responses, yesterday, target }) => {
    const of = target === undefined ? 'no target' : `of ${target}`;
    return `  ${unit}: ${responses} responses (${of}), ${yesterday} of them yesterday`;
  });
  return [
    headLine(campaign, vietnamDay(now)),
    ...(progress === undefined ? units.map((unit) => unitLine(unit, campaign.margin)) : reached),
    ...codes.map(({ unit, count }) => `  ${unit}: ${count} one-time codes were handed out`),
    ...(await changesOf(store.db, campaign.id)).map(
      ({ day, type, reason, detail }) =>
        `${day} ${type}${detail === undefined ? '' : ` (${detail})`}${reason === '' ? '' : `: ${reason}`}`,
    ),
    ...(progress === undefined ? [`results: npm run results -- --campaign ${campaign.id}`] : []),
  ];
}
