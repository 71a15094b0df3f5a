import { maySee } from '../../core/access.js';
import { isOpen, isUnclaimed, type Case } from '../../core/case.js';
import type { Directory } from '../../core/directory.js';
import { excerpt } from '../../core/excerpt.js';
import type { Notice } from '../../core/notice.js';
import { replyLimit, type Reply } from '../../core/reply.js';
import type { Seat } from '../../core/seat.js';
import { caseButton } from '../case/case-button.js';
import { caseCard, inPairs, officialButtons, textFor } from '../official/card.js';
import { texts } from './texts.vi.js';

type OfficialNotice = Extract<Notice, { type: 'case-card' | 'case-addition' | 'case-taken' }>;

/** What an official is told; undefined when the seat may not see the case any more, or there is nothing left to do. */
export function officialNotice(
  notice: OfficialNotice,
  subject: Case,
  seat: Seat,
  directory: Directory,
): Reply | undefined {
  if (!maySee(seat, subject) || !isOpen(subject)) return undefined;
  const { code } = subject;
  switch (notice.type) {
    case 'case-card': {
      const urges = notice.reason === 'reminder' || notice.reason === 'escalation';
      return urges && !isUnclaimed(subject) ? undefined : caseCard(subject, seat, notice.reason, { directory });
    }
    case 'case-addition': {
      const rows = inPairs(officialButtons(subject, seat, { directory }));
      const text = excerpt(texts.addition(code, textFor(seat, notice.text)), replyLimit);
      const show = caseButton(code, 'show', texts.buttons.show);
      return rows.length === 0 ? { text } : { text, buttons: [...rows, [show]] };
    }
    case 'case-taken':
      return isUnclaimed(subject) ? undefined : { text: texts.taken(code) };
  }
}
