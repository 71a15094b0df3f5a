import { mayReceive } from '../../core/access.js';
import type { CaseId, ProvinceCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import { roundReason } from '../../core/round.js';
import type { Tx } from '../../prisma/client.js';
import {
  forwardingId,
  insertForwardings,
  jurisdictionKey,
  recipientsOf,
  type NewForwarding,
  type Recipient,
} from '../../prisma/store/forwardings.js';
import { addToOutbox, type NewOutboxRow } from '../../prisma/store/outbox.js';
import type { StepDeps } from '../deps.js';
import { canTakeCases } from './can-take-cases.js';

/** A case on its way to everybody of a jurisdiction, for the reason that the round's name tells. */
export type Sending = {
  readonly case: {
    readonly id: CaseId;
    readonly owner: Jurisdiction;
    readonly bypass: boolean;
    readonly escalatedTo?: Extract<Jurisdiction, { level: 'province' }>;
  };
  readonly to: Jurisdiction;
  readonly round: string;
};

/**
 * Begins one forwarding for each recipient, unless it was begun before. Returns the cases that reached somebody
 * who may act on them.
 */
export async function sendRound(
  deps: StepDeps,
  tx: Tx,
  sendings: readonly Sending[],
  now: number,
): Promise<ReadonlySet<CaseId>> {
  const allowed = sendings.filter((sending) => mayReceive(sending.to, sending.case));
  const byOwner = await recipientsOf(
    tx,
    allowed.map(({ to }) => to),
  );
  const parts = allowed.flatMap((sending) =>
    (byOwner.get(jurisdictionKey(sending.to)) ?? []).map((recipient) => ({
      recipient,
      row: forwardingOf(sending, recipient),
    })),
  );
  const begun = await insertForwardings(
    tx,
    parts.map(({ row }) => row),
    now,
  );
  const rows = parts
    .filter(({ row }) => begun.has(forwardingId(row)))
    .map(({ recipient, row }) => outboxRow(recipient, row));
  await addToOutbox(tx, deps.store.seal, rows, now);
  return new Set(parts.filter(({ recipient }) => canTakeCases(deps, recipient)).map(({ row }) => row.case));
}

type CaseForwarding = NewForwarding & { readonly case: CaseId };

function forwardingOf(sending: Sending, recipient: Recipient): CaseForwarding {
  return { case: sending.case.id, round: sending.round, kind: recipient.type, recipient: recipient.id };
}

function outboxRow(recipient: Recipient, row: NewForwarding): NewOutboxRow {
  const forwarding = forwardingId(row);
  if (recipient.type !== 'seat') return { queue: 'forward-out', payload: { type: 'forward-out', forwarding } };
  return {
    queue: `deliver-${recipient.channel}`,
    chat: recipient.chat,
    payload: {
      type: 'notice',
      chat: recipient.chat,
      notice: { type: 'case-card', case: row.case, seat: recipient.id, reason: roundReason(row.round), forwarding },
    },
  };
}

/** The province above a jurisdiction: a province's own, when it is one. */
export function provinceOf(
  { directory, homeProvince }: StepDeps,
  owner: Jurisdiction,
): Extract<Jurisdiction, { level: 'province' }> {
  if (owner.level === 'province') return owner;
  const code: ProvinceCode = directory.unit(owner.code)?.province ?? homeProvince;
  return { level: 'province', code };
}
