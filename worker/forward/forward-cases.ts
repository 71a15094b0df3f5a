import { escalationDue } from '../../core/escalation.js';
import type { OutboxPayload } from '../../core/outbox.js';
import { roundReason, type CaseRound } from '../../core/round.js';
import type { Tx } from '../../prisma/client.js';
import { insertCaseEvents } from '../../prisma/store/cases.js';
import { jurisdictionKey } from '../../prisma/store/forwardings.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
import { casesToForward, setForwarded, setOwners, type CaseToForward } from '../../prisma/store/sorting.js';
import type { StepDeps } from '../deps.js';
import type { Reminder } from '../remind/schedule.js';
import { provinceOf, sendRound } from './send-round.js';

type ForwardPayload = Extract<OutboxPayload, { type: 'forward' }>;
type Forward = CaseRound & { readonly subject: CaseToForward };

/** Sends cases to everybody of the jurisdiction that handles them; returns when each must be looked at again. */
export async function forwardCases(
  deps: StepDeps,
  tx: Tx,
  payloads: readonly ForwardPayload[],
  now: number,
): Promise<readonly Reminder[]> {
  const cases = await casesToForward(tx, [...new Set(payloads.map((payload) => payload.case))]);
  const byId = new Map<string, CaseToForward>(cases.map((subject) => [subject.id, subject]));
  const forwards = payloads.flatMap(({ case: id, round }): readonly Forward[] => {
    const subject = byId.get(id);
    return subject === undefined ? [] : [{ case: subject.id, round, subject }];
  });
  const reached = await sendRound(
    deps,
    tx,
    forwards.map(({ subject, round }) => ({ case: subject, to: subject.owner, round })),
    now,
  );
  const unattended = forwards.filter((forward) => !reached.has(forward.case));
  await handUp(
    deps,
    tx,
    unattended.filter(({ subject }) => subject.owner.level === 'commune'),
    now,
  );
  for (const { subject } of unattended) {
    // The case stays open and is listed as soon as the province has a seat; the reminder tries again by itself.
    if (subject.owner.level === 'province')
      deps.log.warn({ case: subject.id, province: subject.owner.code }, 'a province has nobody to forward to');
  }
  const sent = forwards.filter((forward) => reached.has(forward.case) || forward.subject.owner.level === 'province');
  return await noteForwarded(deps, tx, sent, reached, now);
}

/** The last official of the commune left after the case was routed there: its province gets the same round. */
async function handUp(deps: StepDeps, tx: Tx, forwards: readonly Forward[], now: number): Promise<void> {
  const moved = forwards.map(({ subject, round }) => ({
    id: subject.id,
    round,
    version: subject.version,
    owner: provinceOf(deps, subject.owner),
  }));
  await setOwners(tx, moved, now);
  await insertCaseEvents(
    tx,
    moved.map(({ id, version, owner }) => ({
      case: id,
      key: `routed-${version}`,
      type: 'routed',
      at: now,
      detail: jurisdictionKey(owner),
    })),
  );
  await addToOutbox(
    tx,
    deps.store.seal,
    moved.map(({ id, round }) => ({ queue: 'forward', payload: { type: 'forward', case: id, round } })),
    now,
  );
}

async function noteForwarded(
  { escalation, escalateAfterMs }: StepDeps,
  tx: Tx,
  forwards: readonly Forward[],
  reached: ReadonlySet<string>,
  now: number,
): Promise<readonly Reminder[]> {
  // Somebody took it already: it needs no reminder, and its status is his.
  const unclaimed = forwards.filter(({ subject }) => subject.status === 'received' || subject.status === 'forwarded');
  const changes = unclaimed.map(({ subject, round }) => ({
    id: subject.id,
    status: reached.has(subject.id) ? ('forwarded' as const) : subject.status,
    step: 0,
    escalateAt: escalationDue(escalation, { urgent: subject.urgent, step: 0, now, overrideMs: escalateAfterMs }),
    // A new owner: the province that was told about the former one has no part in it any more.
    escalatedTo: roundReason(round) === 'transfer' ? null : ('keep' as const),
  }));
  await setForwarded(tx, changes, now);
  await insertCaseEvents(
    tx,
    forwards
      .filter((forward) => reached.has(forward.case))
      .map(({ subject, round }) => ({
        case: subject.id,
        key: `forwarded-${round}`,
        type: 'forwarded',
        at: now,
        detail: jurisdictionKey(subject.owner),
      })),
  );
  return changes.flatMap(({ id, escalateAt }) => (escalateAt === null ? [] : [{ case: id, at: escalateAt }]));
}
