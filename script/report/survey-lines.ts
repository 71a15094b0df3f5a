import { endOf, phaseOf, type Campaign, type Day } from '../../core/campaign.js';
import type { SurveyLine } from '../../core/report.js';
import { resultsOf, type ResultsOf } from '../../handlers/survey-scores.js';
import type { Store } from '../../prisma/client.js';
import { listCampaigns } from '../../prisma/store/campaigns.js';
import { loadForms } from '../../runtime/load-forms.js';

/** The campaigns of these names as the report shows them: each has its line, also while it has no results. */
export async function surveyLines(
  store: Store,
  of: ResultsOf,
  ids: readonly string[],
  { to, today }: { readonly to: Day; readonly today: Day },
): Promise<readonly SurveyLine[]> {
  const titles = new Map((await loadForms()).map(({ id, title }) => [id, title]));
  const all = new Map((await listCampaigns(store.db)).map((campaign) => [campaign.id as string, campaign]));
  const lines: SurveyLine[] = [];
  for (const id of ids) {
    const campaign = all.get(id);
    // The list was read after the names, and nothing removes a campaign.
    if (campaign === undefined) throw new Error(`there is no campaign ${id}`);
    const { form, partner, access, opensOn } = campaign;
    const endsOn = endOf(campaign);
    lines.push({
      ...{ id: campaign.id, form, partner, access, opensOn, endsOn },
      title: titles.get(form) ?? form.toUpperCase(),
      state: stateOf(campaign, today),
      endsLater: endsOn > to,
      results: await resultsOf(store, id, of),
    });
  }
  return lines;
}

function stateOf(campaign: Campaign, today: Day): SurveyLine['state'] {
  const phase = phaseOf(campaign, today);
  if (phase === 'finished') return 'finished';
  return phase === 'over' ? 'closing' : 'running';
}
