import { campaignFor, withoutStanding, type Campaign, type Day } from '../core/campaign.js';
import type { Facts, Lookup } from '../core/flow.js';
import type { UnitCode } from '../core/ids.js';
import { dayBefore, vietnamDay } from '../core/vietnam-time.js';
import { counterCodeLength, type VotingCode } from '../core/voting-code.js';
import type { Tx } from '../prisma/client.js';
import { hasVoted } from '../prisma/store/ballots.js';
import { campaignsOf } from '../prisma/store/campaigns.js';
import { isVotingCode } from '../prisma/store/voting-codes.js';
import type { Seal } from '../runtime/seal.js';

/** Which campaign asks, whether this person has answered in it, and what the code is worth that was given. */
export async function campaignFacts(
  tx: Tx,
  seal: Seal,
  lookup: Extract<Lookup, { type: 'campaign' }>,
  asker: { readonly person: string; readonly now: number },
): Promise<Pick<Facts, 'campaign' | 'voted' | 'code'>> {
  const { form, unit, standing } = lookup;
  const today = vietnamDay(asker.now);
  const known = await campaignsOf(tx, form, unit, standing?.id);
  const asking = known.filter(({ asksThere }) => asksThere).map(({ campaign }) => campaign);
  // Its name may be another campaign's, which asks elsewhere: then there is none.
  const isFree = standing !== undefined && !known.some(({ campaign: { id } }) => id === standing.id);
  const campaign = campaignFor(withoutStanding(isFree ? [...asking, standing] : asking), today);
  if (campaign === undefined) return { voted: false };
  const code = lookup.code === undefined ? undefined : await judge(tx, seal, campaign, unit, lookup.code, today);
  const visit = code?.type === 'good' ? code.visit : undefined;
  const vote = { campaign, person: asker.person, ...(visit === undefined ? {} : { visit: { unit, day: visit } }) };
  return {
    campaign,
    // Before a counter's code is known there is no visit to have answered on.
    voted: campaign.access === 'counter-code' && visit === undefined ? false : await hasVoted(tx, seal, vote),
    ...(code === undefined ? {} : { code }),
  };
}

/** The code of a counter counts until the end of the next day: many answer in the evening, at home. */
async function judge(
  tx: Tx,
  seal: Seal,
  campaign: Campaign,
  unit: UnitCode,
  code: VotingCode,
  today: Day,
): Promise<NonNullable<Facts['code']>> {
  switch (campaign.access) {
    case 'open':
      return { type: 'good' };
    case 'counter-code': {
      const visit =
        code.length === counterCodeLength
          ? [today, dayBefore(today)].find((day) => seal.counterCode(campaign.id, unit, day) === code)
          : undefined;
      return visit === undefined ? { type: 'wrong' } : { type: 'good', visit };
    }
    case 'one-time-code':
      return (await isVotingCode(tx, seal, campaign.id, unit, code)) ? { type: 'good' } : { type: 'wrong' };
  }
}
