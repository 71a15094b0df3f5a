import type { CaseActionType } from '../core/case.js';
import type { Effect } from '../core/effect.js';
import type { Tx } from '../prisma/client.js';
import { updateCase } from '../prisma/store/cases.js';
import { historyDetail } from './history-detail.js';
import { insist } from './insist.js';

type Change = Pick<Extract<Effect, { type: 'change-case' }>, 'case' | 'version' | 'actor' | 'action' | 'change'>;

/**
 * Somebody has seen to the case: the clock of reminders stops. Handing it on starts it anew when it is forwarded.
 * Who only names it rightly has not taken it.
 */
const seenTo: ReadonlySet<CaseActionType> = new Set(['acknowledge', 'answer', 'ask', 'transfer', 'reopen']);

/** Writes what was decided about a case, and its line in the history. */
export async function storeChange(
  tx: Tx,
  { case: id, version, actor, action, change }: Change,
  at: number,
): Promise<void> {
  const changed = await updateCase(
    tx,
    id,
    version,
    { ...change, ...(seenTo.has(action.type) ? { escalateAt: null, escalationStep: 0 } : {}) },
    {
      key: `v${version + 1}`,
      type: action.type,
      at,
      ...(actor.type === 'seat' ? { seat: actor.seat } : {}),
      ...historyDetail(action),
    },
  );
  insist(changed, 'case has moved on');
}
