import { quarterOf } from '../../core/campaign.js';
import type { SurveyForm } from '../../core/survey-form.js';
import type { Store } from '../../prisma/client.js';
import { listCampaigns } from '../../prisma/store/campaigns.js';

/** The programme's year: which form in which quarter with whom, and whether its campaign is planned. */
export async function calendarLines(
  store: Store,
  forms: readonly SurveyForm[],
  year: number,
): Promise<readonly string[]> {
  const campaigns = (await listCampaigns(store.db)).filter(
    ({ isStanding, opensOn }) => !isStanding && quarterOf(opensOn).year === year,
  );
  return forms
    .toSorted((a, b) => a.quarter - b.quarter || a.id.localeCompare(b.id))
    .map((form) => {
      const planned = campaigns.filter((campaign) => campaign.form === form.id);
      const names = planned.map(({ id, opensOn, closesOn }) => `${id} (${opensOn} to ${closesOn})`);
      return [`Q${form.quarter}`, form.id, form.partner, names.join(', ') || 'not planned yet'].join('\t');
    });
}
