import { seenInGroup } from '../../core/access.js';
import { isLater, type Case } from '../../core/case.js';
import { goesAlong } from '../../core/going-along.js';
import type { Seat } from '../../core/seat.js';
import { texts } from './texts.vi.js';

/** What a card says of others who reported the same: of cases that this seat may not see, nothing. */
export function groupLines(subject: Case, seat: Seat): readonly string[] {
  const { group } = subject;
  if (group === undefined) return [];
  const { first, others } = seenInGroup(seat.jurisdiction, group);
  if (first === undefined) return [];
  if (isLater(subject))
    return [texts.sameAs(first, group.people), ...(goesAlong(subject) ? [texts.goesAlong(first)] : [])];
  return [texts.reportedBy(group.people), ...(others.length === 0 ? [] : [texts.sameThing(others.join(', '))])];
}

/** How many other citizens get the answer to this case, too; they come with it in a list, and are answered with it. */
export function answeredAlong(subject: Case): number {
  return subject.group === undefined || isLater(subject) ? 0 : subject.group.along;
}
