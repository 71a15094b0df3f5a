import type { Day } from '../campaign.js';
import type { Warning } from '../results/warnings.js';

/** What a report's figures do not say, for whoever reads them; words are made where the report is written. */
export type Gap =
  | { readonly type: 'period-not-over'; readonly until: Day }
  /** Forms that were not asked in the period. */
  | { readonly type: 'forms-not-asked'; readonly forms: readonly string[] }
  | CampaignGap
  /** What the responses themselves show that calls for care. */
  | { readonly type: 'sign'; readonly sign: Warning['type']; readonly campaigns: readonly string[] }
  | { readonly type: 'no-feedback' | 'no-dialogues' | 'no-scores' | 'no-threshold' }
  | { readonly type: 'unsorted'; readonly cases: number }
  | { readonly type: 'scores-missing'; readonly criteria: number }
  | { readonly type: 'points-from-surveys'; readonly criteria: number; readonly campaigns: readonly string[] }
  /** Settings that nobody has confirmed. */
  | { readonly type: 'unverified'; readonly what: 'criteria' | 'period' | 'times' };

/** Campaigns, by name. */
export type CampaignGap = {
  readonly type: 'not-over' | 'ended-later' | 'self-selected' | 'under-target' | 'no-target' | 'no-share' | 'too-few';
  readonly campaigns: readonly string[];
};
