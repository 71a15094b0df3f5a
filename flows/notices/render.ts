import type { CampaignProgress } from '../../core/campaign-progress.js';
import type { Case } from '../../core/case.js';
import type { Directory } from '../../core/directory.js';
import type { CampaignId } from '../../core/ids.js';
import type { Notice } from '../../core/notice.js';
import type { Reply } from '../../core/reply.js';
import type { Results } from '../../core/results/results.js';
import type { Seat } from '../../core/seat.js';
import type { SurveyForm } from '../../core/survey-form.js';
import { campaignProgress, surveyAlert } from './campaign-notices.js';
import { texts as linkTexts } from '../link/texts.vi.js';
import { linkCode } from '../link/link-code.js';
import { caseKnown } from './case-known.js';
import { citizenNews, fileFailed } from './citizen-news.js';
import { officialNotice } from './official-notices.js';
import { noResults, surveyResults } from './survey-results.js';

/** What an official may see of a survey: figures once it is over, until then how far it has come. */
type ResultsFacts =
  | { readonly type: 'results'; readonly results: Results; readonly others: readonly CampaignId[] }
  | { readonly type: 'running'; readonly progress: CampaignProgress }
  | { readonly type: 'none'; readonly others: readonly CampaignId[] };

/** What the store knows at the moment a notice is delivered; what is gone is absent. */
export type NoticeFacts = {
  readonly case?: Case;
  readonly seat?: Seat;
  readonly progress?: CampaignProgress;
  readonly results?: ResultsFacts;
  readonly forms: readonly SurveyForm[];
  readonly now: number;
  readonly directory: Directory;
};

/**
 * Puts a notice into words, from the store as it is at delivery. Undefined when it must not be said any more
 * (the seat is gone, or may no longer see the case) or need not (the case has gone on).
 */
export function renderNotice(notice: Notice, facts: NoticeFacts): Reply | undefined {
  switch (notice.type) {
    case 'case-card':
    case 'case-addition':
    case 'case-taken':
      return facts.case === undefined || facts.seat === undefined
        ? undefined
        : officialNotice(notice, facts.case, facts.seat, facts.directory);
    case 'case-news':
      return facts.case === undefined ? undefined : citizenNews(notice.news, facts.case, facts.directory);
    case 'case-known':
      return facts.case === undefined ? undefined : caseKnown(facts.case);
    case 'campaign-progress':
      return facts.progress === undefined || facts.seat === undefined
        ? undefined
        : campaignProgress(facts.progress, formOf(facts, facts.progress.campaign.form), facts.seat, facts.directory);
    case 'survey-results':
      return facts.results === undefined || facts.seat === undefined
        ? undefined
        : resultsReply(facts, facts.results, facts.seat);
    case 'survey-alert':
      return facts.seat === undefined
        ? undefined
        : surveyAlert(notice, formOf(facts, notice.form), facts.seat, facts.directory);
    case 'link-code':
      return linkCode(notice, facts.now);
    case 'chats-linked':
      return { text: linkTexts.linkedHere(notice.apps) };
    case 'chats-unlinked':
      return { text: linkTexts.unlinkedHere(notice.apps) };
    case 'attachment-failed':
      return fileFailed(facts.case);
  }
}

const formOf = ({ forms }: NoticeFacts, id: string): SurveyForm | undefined => forms.find((form) => form.id === id);

function resultsReply(facts: NoticeFacts, found: ResultsFacts, seat: Seat): Reply | undefined {
  switch (found.type) {
    case 'results':
      return surveyResults(found.results, found.others, seat);
    case 'running':
      return campaignProgress(found.progress, formOf(facts, found.progress.campaign.form), seat, facts.directory);
    case 'none':
      return noResults(found.others);
  }
}
