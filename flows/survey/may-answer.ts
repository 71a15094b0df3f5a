import { phaseOf } from '../../core/campaign.js';
import type { Unit } from '../../core/directory.js';
import type { Env } from '../../core/flow.js';
import { vietnamDay, writtenDay } from '../../core/vietnam-time.js';
import { placeName } from '../commune/place-name.js';
import { texts } from './texts.vi.js';

/** Why this person cannot answer this survey now, in words; undefined when he can. */
export function whyNot(unit: Unit, env: Env): string | undefined {
  const { campaign, voted } = env.facts;
  const place = placeName(unit, env.directory);
  if (campaign === undefined) return texts.noCampaign(place);
  switch (phaseOf(campaign, vietnamDay(env.now))) {
    case 'planned':
      return texts.opensOn(place, writtenDay(campaign.opensOn));
    case 'paused':
      return texts.campaignPaused(place);
    case 'over':
    case 'finished':
      return texts.campaignOver(place, writtenDay(campaign.closesOn));
    case 'open':
      if (!voted) return undefined;
      return campaign.access === 'counter-code' ? texts.votedOnVisit(place) : texts.voted;
  }
}

/** Is it only for now that nobody can answer? What was begun is then worth keeping. */
export function isForNow({ facts: { campaign }, now }: Env): boolean {
  const phase = campaign === undefined ? 'finished' : phaseOf(campaign, vietnamDay(now));
  return phase === 'paused' || phase === 'planned';
}

/** Is a code wanted that has not been given, or is no longer good? */
export function needsCode({ facts: { campaign, code } }: Env): boolean {
  return campaign !== undefined && campaign.access !== 'open' && code?.type !== 'good';
}
