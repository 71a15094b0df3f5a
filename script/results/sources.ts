import type { Results } from '../../core/results/results.js';
import { texts } from './texts.vi.js';
import { sourceTexts } from './sources.vi.js';

/** Where each figure comes from: the table, the condition, and how it is worked out. */
export function sourceRows({ campaign, units, suppressBelow }: Results): readonly (readonly string[])[] {
  const [only] = units;
  const where = `campaignId = '${campaign.id}'${units.length === 1 && only !== undefined ? ` AND unitCode = '${only.unit}'` : ''}`;
  const { headings: h } = texts;
  return [
    [h.responses, 'SurveyResponse', sourceTexts.responses(where)],
    [h.count, 'SurveyResponse.answers, FormVersion', sourceTexts.answers(where, campaign.form)],
    [h.share, 'SurveyResponse.answers', sourceTexts.share],
    [h.satisfied, 'SurveyResponse.answers', sourceTexts.satisfied],
    [h.low, '', sourceTexts.interval],
    [h.index, 'SurveyResponse.answers', sourceTexts.index],
    [h.population, 'CampaignUnit.population', where],
    [h.target, 'Campaign.margin, CampaignUnit.population', sourceTexts.target(campaign.margin)],
    [h.rate, 'SurveyResponse, CampaignUnit.population', sourceTexts.rate],
    [h.change, 'SurveyResponse', sourceTexts.change],
    [h.rank, '', sourceTexts.rank],
    [texts.withheld, 'data/results.yaml', sourceTexts.suppressed(suppressBelow)],
    [h.warnings, 'CampaignCount, Case, data/results.yaml', sourceTexts.warnings(where)],
    [h.comments, 'Case', sourceTexts.comments(campaign.id)],
  ];
}
