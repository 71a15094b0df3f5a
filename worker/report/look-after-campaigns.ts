import { vietnamDay } from '../../core/vietnam-time.js';
import { isStoreBusy } from '../../prisma/client.js';
import { campaignsOver } from '../../prisma/store/campaigns.js';
import { finishCampaign, unwipedCampaigns, wipeTraces } from '../../prisma/store/finish-campaign.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
import type { ReportDeps } from '../deps.js';
import { tellOfCampaigns } from './tell-of-campaigns.js';

const everyMs = 3_600_000;
/** Not at the start itself, which should be quick. */
const firstAfterMs = 20_000;

/**
 * Looks after the campaigns every hour: those whose last day is over are finished, officials hear how far the others
 * have come. All of it is found in the store, so it does not matter how often or late this comes.
 */
export function startReporting(deps: ReportDeps): { readonly stop: () => Promise<void> } {
  let underWay: Promise<void> = Promise.resolve();
  const run = (): void => {
    underWay = underWay
      .then(() => lookAfterCampaigns(deps))
      .catch((error: unknown) => {
        deps.log.error(
          { err: error, alarm: true },
          'campaigns could not be looked after; it is tried again in an hour',
        );
      });
  };
  const first = setTimeout(run, firstAfterMs).unref();
  const later = setInterval(run, everyMs).unref();
  return {
    stop: () => {
      clearTimeout(first);
      clearInterval(later);
      return underWay;
    },
  };
}

export async function lookAfterCampaigns(deps: ReportDeps): Promise<void> {
  const { store, log } = deps;
  const now = deps.now();
  const today = vietnamDay(now);
  const finished = await store.write(async (tx) => {
    const over = await campaignsOver(tx, today);
    for (const campaign of over) {
      const rows = await finishCampaign(tx, campaign, '', today, now);
      await addToOutbox(tx, store.seal, rows, now);
    }
    return over.map(({ id }) => id);
  });
  if (finished.length > 0) log.info({ campaigns: finished }, 'campaigns are finished, their keys destroyed');
  const told = await store.write((tx) => tellOfCampaigns(deps, tx, now));
  if (finished.length + told > 0) deps.wake();
  try {
    await wipeTraces(store, await unwipedCampaigns(store.db), today);
    // Also of surveys that were thrown away: the log would keep what the file has overwritten.
    await store.emptyLog();
  } catch (error) {
    if (!isStoreBusy(error)) throw error;
    log.warn('the store is in use: traces are wiped in an hour');
  }
}
