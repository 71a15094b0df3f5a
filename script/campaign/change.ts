import { phaseOf, type Campaign } from '../../core/campaign.js';
import { vietnamDay } from '../../core/vietnam-time.js';
import { isStoreBusy, type Store } from '../../prisma/client.js';
import { moveCampaign, pauseCampaign } from '../../prisma/store/campaigns.js';
import { finishCampaign, unwipedCampaigns, wipeTraces } from '../../prisma/store/finish-campaign.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
import { readDay } from './create.js';
import type { Options } from './read-arguments.js';
import { mustFind, showLines } from './show.js';

/** Pauses, resumes, extends or finishes a campaign; the reason is kept and shown with it. */
export async function change(
  store: Store,
  action: 'pause' | 'resume' | 'extend' | 'finish',
  name: string,
  options: Options,
  now: number,
): Promise<readonly string[]> {
  const { campaign } = await mustFind(store, name);
  const today = vietnamDay(now);
  const { reason } = options;
  if (reason === undefined || reason.trim() === '') throw new Error('say why: --reason "…"');
  if (campaign.finishedOn !== undefined)
    throw new Error(`${name} was finished on ${campaign.finishedOn}: its key is destroyed, it cannot go on`);
  switch (action) {
    case 'pause':
    case 'resume':
      if (campaign.isPaused === (action === 'pause')) throw new Error(`${name} is ${action}d already`);
      await store.write((tx) => pauseCampaign(tx, campaign.id, action === 'pause', reason, today));
      break;
    case 'extend': {
      const to = readDay('--to', options.to);
      if (to <= campaign.closesOn) throw new Error(`${name} runs until ${campaign.closesOn} already`);
      await store.write((tx) => moveCampaign(tx, campaign, to, reason, today));
      break;
    }
    case 'finish':
      await finish(store, campaign, reason, now);
  }
  return showLines(store, name, now);
}

/** For good. The program does the same by itself on the day after the last one. */
async function finish(store: Store, campaign: Campaign, reason: string, now: number): Promise<void> {
  const today = vietnamDay(now);
  if (phaseOf(campaign, today) === 'planned') throw new Error(`${campaign.id} has not begun`);
  await store.write(async (tx) => {
    await addToOutbox(tx, store.seal, await finishCampaign(tx, campaign, reason, today, now), now);
  });
  try {
    await wipeTraces(store, await unwipedCampaigns(store.db), today);
  } catch (error) {
    if (!isStoreBusy(error)) throw error;
    process.stderr.write('the store is in use: the running program wipes what is left within an hour\n');
  }
}
