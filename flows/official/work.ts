import { maySee, seatMay } from '../../core/access.js';
import type { Case, CaseActionType } from '../../core/case.js';
import type { Env } from '../../core/flow.js';
import type { Seat } from '../../core/seat.js';

/** A case, and the seat of this chat by which it is seen. */
export type Work = { readonly subject: Case; readonly seat: Seat };

/**
 * The case with this code, if a seat of this chat may see it. An unknown code and a case of somebody else look
 * the same from outside: undefined. A seat that may also do `action` is preferred.
 */
export function findWork(env: Env, code: string, action?: CaseActionType): Work | undefined {
  const subject = env.facts.cases.find((found) => found.code === code);
  if (subject === undefined) return undefined;
  const seeing = env.seats.filter((seat) => maySee(seat, subject));
  const acting = action === undefined ? undefined : seeing.find((seat) => seatMay(seat, action, subject));
  const seat = acting ?? seeing[0];
  return seat === undefined ? undefined : { subject, seat };
}
