import { isLater, isOpen, type Case } from '../../core/case.js';
import { excerpt } from '../../core/excerpt.js';
import { forOthers } from '../../core/for-others.js';
import { replyLimit, type Reply } from '../../core/reply.js';
import { caseButton } from '../case/case-button.js';
import { withButtons } from '../case/case-view.js';
import { texts } from './texts.vi.js';

/**
 * Tells a citizen that somebody has reported the same before, and asks whether it is: how many and how far it has come,
 * and nothing of the others. Undefined when he has said so meanwhile, or his own case has its answer.
 */
export function caseKnown(subject: Case): Reply | undefined {
  const { chat, code, group, joined } = subject;
  if (chat === undefined || group === undefined || joined === true) return undefined;
  if (!isLater(subject) || !isOpen(subject)) return undefined;
  const before = texts.known(code, Math.max(1, group.people - 1));
  const after = texts.isItTheSame;
  const room = replyLimit - before.length - after.length - 4;
  return withButtons([before, excerpt(standing(group.first), room), after].join('\n\n'), [
    caseButton(code, 'join', texts.buttons.join, 'primary'),
    caseButton(code, 'part', texts.buttons.part),
  ]);
}

function standing({ status, answer }: Pick<Case, 'status' | 'answer'>): string {
  switch (status) {
    case 'received':
    case 'forwarded':
      return texts.knownWaits;
    case 'acknowledged':
    case 'asked':
      return texts.knownTaken;
    case 'answered':
    case 'closed':
      return answer === undefined ? texts.knownTaken : texts.knownAnswered(forOthers(answer));
  }
}
