import { caseRefusal, type Case } from '../../core/case.js';
import type { Directory } from '../../core/directory.js';
import { excerpt } from '../../core/excerpt.js';
import type { Notice } from '../../core/notice.js';
import { replyLimit, type Reply } from '../../core/reply.js';
import { caseButton } from '../case/case-button.js';
import { citizenButtons, withButtons } from '../case/case-view.js';
import { ownerTitle } from '../case/owner-title.js';
import { texts } from './texts.vi.js';

type News = Extract<Notice, { type: 'case-news' }>['news'];

/** What the citizen is told; undefined when the case has meanwhile gone on and newer news says more. */
export function citizenNews(news: News, subject: Case, directory: Directory): Reply | undefined {
  // A survey's comment has nobody to tell.
  if (subject.chat === undefined) return undefined;
  const { code, status, question, answer } = subject;
  const owner = ownerTitle(subject.owner, directory) ?? texts.desk;
  switch (news) {
    case 'acknowledged':
      return status === 'acknowledged' || status === 'asked' ? { text: texts.acknowledged(code, owner) } : undefined;
    case 'asked':
      return status === 'asked' && question !== undefined
        ? withButtons(excerpt(texts.asked(code, question), replyLimit), [
            caseButton(code, 'add', texts.buttons.reply, 'primary'),
          ])
        : undefined;
    case 'answered': {
      if ((status !== 'answered' && status !== 'closed') || answer === undefined) return undefined;
      const buttons = citizenButtons(subject, [subject.chat]);
      const asks = buttons.length === 0 ? '' : `\n\n${texts.content}`;
      return withButtons(`${excerpt(texts.answered(code, owner, answer), replyLimit - asks.length)}${asks}`, buttons);
    }
    case 'transferred':
      return status === 'answered' || status === 'closed' ? undefined : { text: texts.transferred(code, owner) };
  }
}

/** A photo or voice note could not be fetched: how to send it again. `subject` is the case it was sent with. */
export function fileFailed(subject: Case | undefined): Reply {
  if (subject === undefined) return { text: `${texts.fileFailed} ${texts.sendAgainInReport}` };
  return caseRefusal(subject, 'add') === undefined
    ? withButtons(`${texts.fileFailed} ${texts.sendAgain(subject.code)}`, [
        caseButton(subject.code, 'add', texts.buttons.sendAgain, 'primary'),
      ])
    : { text: `${texts.fileFailed} ${texts.tooLateToSend(subject.code)}` };
}
