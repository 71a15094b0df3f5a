import type { Case } from '../../core/case.js';
import type { Directory } from '../../core/directory.js';
import type { Notice } from '../../core/notice.js';
import type { Reply } from '../../core/reply.js';
import type { Seat } from '../../core/seat.js';
import { caseKnown } from './case-known.js';
import { citizenNews, fileFailed } from './citizen-news.js';
import { officialNotice } from './official-notices.js';

/** What the store knows at the moment a notice is delivered; what is gone is absent. */
export type NoticeFacts = {
  readonly case?: Case;
  readonly seat?: Seat;
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
    case 'attachment-failed':
      return fileFailed(facts.case);
  }
}
