import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../core/campaign.js';
import type { CampaignId } from '../../../core/ids.js';
import { askedIn, earlierCampaigns, wantedUnits } from '../../../core/results/earlier.js';
import { unitCode } from '../../support/directory.js';
import { campaign } from './made.js';

const [one, two] = [unitCode('00001'), unitCode('00002')];
const past = (id: string, more: Partial<Campaign> = {}): Campaign => ({
  ...campaign,
  id: id as CampaignId,
  opensOn: '2026-01-01',
  closesOn: '2026-03-31',
  finishedOn: '2026-04-01',
  ...more,
});
const ids = (...campaigns: readonly Campaign[]) => earlierCampaigns(campaigns, campaign).map(({ id }) => id);

describe('earlierCampaigns', () => {
  it('are of the same form and access, finished, and over before', () => {
    const { finishedOn: _finishedOn, ...running } = past('running');
    expect(
      ids(
        ...[campaign, past('good'), running, past('form', { form: 'pks01' }), past('access', { access: 'open' })],
        past('meanwhile', { closesOn: '2026-07-01', finishedOn: '2026-07-02' }),
      ),
    ).toEqual(['good']);
  });

  it('end when they were ended, the latest first', () => {
    expect(
      ids(
        past('early', { closesOn: '2026-12-31', finishedOn: '2026-02-01' }),
        past('late', { closesOn: '2026-05-01', finishedOn: '2026-05-03' }),
        past('middle'),
      ),
    ).toEqual(['late', 'middle', 'early']);
  });
});

describe('askedIn', () => {
  it('is true where a campaign asked in one of the wanted communes, and of one that asks everywhere', () => {
    const wanted = wantedUnits([{ code: one }, { code: two }], undefined, new Set([one]));
    expect([...(wanted ?? [])]).toEqual([one]);
    expect(askedIn([{ code: two }], wanted)).toBe(false);
    expect(askedIn([{ code: two }, { code: one }], wanted)).toBe(true);
    expect(askedIn([], wanted)).toBe(true);
    expect(askedIn([{ code: two }], wantedUnits([], undefined, undefined))).toBe(true);
    expect(askedIn([{ code: two }], wantedUnits([], one, undefined))).toBe(false);
  });
});
