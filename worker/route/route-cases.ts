import { mayTransfer, properOwner } from '../../core/access.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { OutboxPayload } from '../../core/outbox.js';
import type { Tx } from '../../prisma/client.js';
import { insertCaseEvents } from '../../prisma/store/cases.js';
import { jurisdictionKey, recipientsOf } from '../../prisma/store/forwardings.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
import { casesToRoute, setOwners, type CaseToRoute } from '../../prisma/store/sorting.js';
import type { StepDeps } from '../deps.js';
import { canTakeCases } from '../forward/can-take-cases.js';
import type { Link } from './find-links.js';
import { linkDuplicates } from './link-duplicates.js';

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
  const links = await linkDuplicates(
    deps,
    tx,
    cases.map(({ id }) => id),
    now,
  );
  const wanted = cases.map((subject) => ({
    subject,
    owners: [...ownerOfFirst(links.get(subject.id), subject), ...ownersOf(deps, subject)],
  }));
  const recipients = await recipientsOf(
    tx,
    wanted.flatMap(({ owners }) => owners),
  );
  const isAttended = (owner: Jurisdiction) =>
    (recipients.get(jurisdictionKey(owner)) ?? []).some((recipient) => canTakeCases(deps, recipient));
  const routed = wanted.map(({ subject, owners }) => ({
    id: subject.id,
    owner: owners.find(isAttended) ?? levelAbove(deps, subject),
  }));
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

/** What is about the same thing as another case goes where that one is, which may have been handed on. */
function ownerOfFirst(link: Link | undefined, subject: CaseToRoute): readonly Jurisdiction[] {
  return link?.owner !== undefined && mayTransfer(subject, link.owner) ? [link.owner] : [];
}

/**
 * Who may get the case, in the order in which they are tried. For a commune where nobody would see it there is its
 * province; for a province without a desk that sorts what the machine could not, the commune that the citizen named.
 */
function ownersOf(deps: StepDeps, subject: CaseToRoute): readonly Jurisdiction[] {
  const above = levelAbove(deps, subject);
  if (subject.bypass) return [above];
  const proper = ownerOf(deps, subject, false);
  return isForTriage(subject) ? [above, proper] : [proper, above];
}

/**
 * The province's desk sorts a report of which nobody could tell what it is about. A survey's comment stays with its
 * commune: it is only read, and nobody waits for an answer that a wrong desk would delay. So does what is dangerous:
 * the commune is near, whatever desk it will be.
 */
const isForTriage = ({ unsorted, source, urgent }: CaseToRoute) => unsorted && source === 'report' && !urgent;

const levelAbove = (deps: StepDeps, subject: CaseToRoute) => ownerOf(deps, subject, true);

function ownerOf(
  { directory, homeProvince }: StepDeps,
  { unit }: Pick<CaseToRoute, 'unit'>,
  bypass: boolean,
): Jurisdiction {
  const known = unit === undefined ? undefined : directory.unit(unit);
  const place = known === undefined ? { province: homeProvince } : { unit: known };
  return properOwner(place, bypass) ?? { level: 'province', code: homeProvince };
}
