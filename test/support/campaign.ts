import { standingCampaign, type Campaign } from '../../core/campaign.js';
import type { CampaignId } from '../../core/ids.js';

/** A campaign that is open in the last quarter of 2026, planned by people. */
export const openCampaign = (form = 'pks05', more: Partial<Campaign> = {}): Campaign => ({
  ...standingCampaign({ id: form, partner: 'Tỉnh đoàn' }, '2026-11-22'),
  id: `${form}-2026` as CampaignId,
  isStanding: false,
  ...more,
});
