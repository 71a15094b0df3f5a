import { mayTransfer } from './access.js';
import { isLater, isOpen, isUnclaimed, type Case, type CaseAction } from './case.js';
import { forOthers } from './for-others.js';
import { sameJurisdiction } from './jurisdiction.js';

// A citizen said that his case is the same as one reported before: what is done with the first is done with his, too.

/** Does the case wait for what is done with the first of its group? */
export function goesAlong(subject: Pick<Case, 'id' | 'group' | 'joined'>): boolean {
  const { group, joined } = subject;
  return group !== undefined && joined === true && isLater(subject) && isOpen(group.first);
}

/** What an action on the first of a group is for a case that goes along; undefined where it is for the first alone. */
export function actionAlong(action: CaseAction, follower: Case): CaseAction | undefined {
  switch (action.type) {
    case 'acknowledge':
      return action;
    case 'answer':
      return { type: 'answer', text: forOthers(action.text) };
    case 'transfer':
      return mayTransfer(follower, action.to) ? action : undefined;
    case 'ask':
    case 'relabel':
    case 'add':
    case 'confirm':
    case 'reopen':
    case 'join':
    case 'part':
      return undefined;
  }
}

/** What was done with the first before this case joined it, in order: it is made up for. */
export function missedActions(joined: Case, first: Case): readonly CaseAction[] {
  const { owner, status, answer, unit } = first;
  const isElsewhere = joined.owner !== undefined && owner !== undefined && !sameJurisdiction(joined.owner, owner);
  const hasAnswer = !isOpen(first) && answer !== undefined;
  const isTaken = status === 'acknowledged' || status === 'asked';
  return [
    ...(isElsewhere && !hasAnswer && mayTransfer(joined, owner)
      ? [{ type: 'transfer', to: owner, ...(unit === undefined ? {} : { unit }) } as const]
      : []),
    ...(isTaken && (isUnclaimed(joined) || isElsewhere) ? [{ type: 'acknowledge' } as const] : []),
    ...(hasAnswer ? [{ type: 'answer', text: forOthers(answer) } as const] : []),
  ];
}
