import { timingSafeEqual } from 'node:crypto';
import { phaseOf, type Day } from '../core/campaign.js';
import type { Directory } from '../core/directory.js';
import { parseCampaignId, type CampaignId, type UnitCode } from '../core/ids.js';
import type { SurveyForm } from '../core/survey-form.js';
import { vietnamDay } from '../core/vietnam-time.js';
import { showVotingCode } from '../core/voting-code.js';
import { readCampaign } from '../prisma/store/campaigns.js';
import type { Seal } from '../runtime/seal.js';
import type { Store } from './store.js';

/** What the screen at a commune's counter shows today, found by the key in its address. */
export type CounterScreen =
  | {
      readonly type: 'open';
      /** "Xã Ngọc Thiện" */
      readonly unitTitle: string;
      readonly formTitle: string;
      /** The day's code as people type it: `K7M-2QX`. */
      readonly code: string;
      /** The start link with the day's code in it. */
      readonly link: string;
      /** The day in Viet Nam for which the code is. */
      readonly day: Day;
      readonly closesOn: Day;
    }
  | {
      readonly type: 'closed';
      readonly because: 'planned' | 'paused' | 'over';
      readonly unitTitle: string;
      readonly formTitle: string;
      readonly opensOn: Day;
      readonly closesOn: Day;
    }
  /** No screen has this key. */
  | { readonly type: 'unknown' };

export type ShowCounter = (key: string, now: number) => Promise<CounterScreen>;

/** The part of a screen's address that finds it: campaign, commune, and what nobody can guess. */
export const counterAddress = (seal: Seal, campaign: CampaignId, unit: UnitCode): string =>
  `${campaign}_${unit}_${seal.counterKey(campaign, unit)}`;

export function createShowCounter(deps: {
  readonly store: Store;
  readonly directory: Directory;
  readonly forms: readonly SurveyForm[];
  /** Makes the link that a start parameter belongs to. */
  readonly linkTo: (parameter: string) => string;
}): ShowCounter {
  const { store, directory, forms, linkTo } = deps;
  return async (key, now) => {
    const [, name = '', code = '', secret = ''] = /^([a-z0-9-]+)_(\d{5})_([\w-]+)$/.exec(key) ?? [];
    const [id, unit] = [parseCampaignId(name), directory.unit(code)];
    if (id === undefined || unit === undefined || !isSame(secret, store.seal.counterKey(id, unit.code)))
      return { type: 'unknown' };
    const campaign = await readCampaign(store.db, id);
    if (campaign?.access !== 'counter-code') return { type: 'unknown' };
    const day = vietnamDay(now);
    const phase = phaseOf(campaign, day);
    const shared = {
      unitTitle: directory.title(unit),
      formTitle: forms.find((form) => form.id === campaign.form)?.title ?? campaign.form.toUpperCase(),
      closesOn: campaign.closesOn,
    };
    if (phase !== 'open')
      return { type: 'closed', because: phase === 'finished' ? 'over' : phase, opensOn: campaign.opensOn, ...shared };
    const today = store.seal.counterCode(id, unit.code, day);
    const link = linkTo(`${unit.code}-${campaign.form}-${today.toLowerCase()}`);
    return { type: 'open', code: showVotingCode(today), link, day, ...shared };
  };
}

/** In the same time whatever is wrong. */
function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
