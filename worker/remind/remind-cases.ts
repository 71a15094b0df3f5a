import { escalationDue, type EscalationStep } from '../../core/escalation.js';
import { roundOf } from '../../core/round.js';
import type { Tx } from '../../prisma/client.js';
import { insertCaseEvents } from '../../prisma/store/cases.js';
import { casesToForward, setForwarded, type CaseToForward, type EscalationChange } from '../../prisma/store/sorting.js';
import { shareEscalation } from '../../prisma/store/groups.js';
import type { StepDeps } from '../deps.js';
import { provinceOf, sendRound, type Sending } from '../forward/send-round.js';
import type { Reminder } from './schedule.js';

/**
 * Repeats cases that nobody has acknowledged to their officials, and the second time tells the level above.
 * The case stays with its owner. Returns when each must be looked at again.
 */
export async function remindCases(
  deps: StepDeps,
  tx: Tx,
  rung: readonly Reminder[],
  now: number,
): Promise<readonly Reminder[]> {
  const at = new Map<string, number>(rung.map((reminder) => [reminder.case, reminder.at]));
  const found = await casesToForward(tx, [...at.keys()]);
  // Acknowledged meanwhile, or already reminded of: the store has no time or another one.
  const due = found.filter((subject) => isUnclaimed(subject) && subject.escalateAt === at.get(subject.id));
  // What goes along with another case is not reminded of beside it; it is looked at again, should that change.
  const waiting = due.filter(({ goesAlong }) => goesAlong).map((subject) => nextLook(deps, subject, now));
  const alone = due.filter(({ goesAlong }) => !goesAlong);
  const sendings = alone.map((subject) => ({ subject, sending: sendingOf(deps, subject) }));
  const reached = await sendRound(
    deps,
    tx,
    sendings.map(({ sending }) => sending),
    now,
  );
  const changes = sendings.map(({ subject, sending }) => {
    const step = stepAfter(subject, reached.has(subject.id));
    if (!reached.has(subject.id))
      deps.log.warn({ case: subject.id, level: sending.to.level, code: sending.to.code }, 'nobody to remind of a case');
    return {
      id: subject.id,
      status: reached.has(subject.id) ? ('forwarded' as const) : subject.status,
      step,
      escalateAt: escalationDue(deps.escalation, {
        urgent: subject.urgent,
        step,
        now,
        overrideMs: deps.escalateAfterMs,
      }),
      escalatedTo: sending.case.escalatedTo?.code ?? ('keep' as const),
    };
  });
  await setForwarded(tx, [...changes, ...waiting], now);
  await shareEscalation(
    tx,
    changes.flatMap(({ id, escalatedTo }) => (escalatedTo === 'keep' ? [] : [id])),
  );
  await insertCaseEvents(
    tx,
    sendings
      .filter(({ subject }) => reached.has(subject.id))
      .map(({ subject, sending }) => ({
        case: subject.id,
        key: sending.round,
        type: subject.escalationStep === 0 ? 'reminded' : 'escalated',
        at: now,
        detail: `${sending.to.level} ${sending.to.code}`,
      })),
  );
  return [...changes, ...waiting].flatMap(({ id, escalateAt }) =>
    escalateAt === null ? [] : [{ case: id, at: escalateAt }],
  );
}

function nextLook(
  deps: StepDeps,
  { id, status, urgent, escalationStep }: CaseToForward,
  now: number,
): EscalationChange {
  const step: EscalationStep = escalationStep === 0 ? 0 : 1;
  const escalateAt = escalationDue(deps.escalation, { urgent, step, now, overrideMs: deps.escalateAfterMs });
  return { id, status, step, escalateAt, escalatedTo: 'keep' };
}

const isUnclaimed = ({ status }: CaseToForward) => status === 'received' || status === 'forwarded';

function sendingOf(deps: StepDeps, subject: CaseToForward): Sending {
  if (subject.escalationStep === 0)
    return { case: subject, to: subject.owner, round: roundOf('reminder', subject.version) };
  const province = provinceOf(deps, subject.owner);
  const escalated = subject.owner.level === 'commune' ? { ...subject, escalatedTo: province } : subject;
  return { case: escalated, to: province, round: roundOf('escalation', subject.version) };
}

/** A commune that has nobody left is passed over; a province that has nobody is asked again and again. */
function stepAfter({ escalationStep, owner }: CaseToForward, reached: boolean): EscalationStep {
  if (escalationStep === 0) return reached || owner.level === 'commune' ? 1 : 0;
  return reached ? 2 : 1;
}
