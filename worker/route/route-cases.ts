import { properOwner } from '../../core/access.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { OutboxPayload } from '../../core/outbox.js';
import type { Tx } from '../../prisma/client.js';
import { insertCaseEvents } from '../../prisma/store/cases.js';
import { jurisdictionKey, recipientsOf } from '../../prisma/store/forwardings.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
import { casesToRoute, setOwners, type CaseToRoute } from '../../prisma/store/sorting.js';
import type { StepDeps } from '../deps.js';
import { canTakeCases } from '../forward/can-take-cases.js';

type RoutePayload = Extract<OutboxPayload, { type: 'route' }>;

/** Gives each case to the commune or province that must handle it. */
export async function routeCases(
  deps: StepDeps,
  tx: Tx,
  payloads: readonly RoutePayload[],
  now: number,
): Promise<void> {
  const cases = await casesToRoute(tx, [...new Set(payloads.map((payload) => payload.case))]);
  if (cases.length === 0) return;
  const wanted = cases.map((subject) => ({ subject, owner: ownerOf(deps, subject, subject.bypass) }));
  const recipients = await recipientsOf(
    tx,
    wanted.map(({ owner }) => owner),
  );
  const routed = wanted.map(({ subject, owner }) => {
    const attended = (recipients.get(jurisdictionKey(owner)) ?? []).some((recipient) => canTakeCases(deps, recipient));
    // A commune where nobody would see the case: its province does.
    return { id: subject.id, owner: attended ? owner : ownerOf(deps, subject, true) };
  });
  await setOwners(tx, routed, now);
  await insertCaseEvents(
    tx,
    routed.map(({ id, owner }) => ({
      case: id,
      key: 'routed',
      type: 'routed',
      at: now,
      detail: jurisdictionKey(owner),
    })),
  );
  await addToOutbox(
    tx,
    deps.store.seal,
    routed.map(({ id }) => ({ queue: 'forward', payload: { type: 'forward', case: id, round: 'first' } })),
    now,
  );
}

function ownerOf(
  { directory, homeProvince }: StepDeps,
  { unit }: Pick<CaseToRoute, 'unit'>,
  bypass: boolean,
): Jurisdiction {
  const known = unit === undefined ? undefined : directory.unit(unit);
  const place = known === undefined ? { province: homeProvince } : { unit: known };
  return properOwner(place, bypass) ?? { level: 'province', code: homeProvince };
}
