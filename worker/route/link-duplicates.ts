import type { Channel } from '../../core/channel.js';
import { isLinkable } from '../../core/duplicates.js';
import type { CaseId, UnitCode } from '../../core/ids.js';
import type { Category } from '../../core/labels.js';
import type { Tx } from '../../prisma/client.js';
import { insertCaseEvents } from '../../prisma/store/cases.js';
import { channelsOf } from '../../prisma/store/conversations.js';
import {
  earlierReports,
  newReports,
  reportsWith,
  setDuplicates,
  type NewReport,
} from '../../prisma/store/duplicates.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
import type { StepDeps } from '../deps.js';
import { linksIn, type Link, type NewLink } from './find-links.js';

const dayMs = 86_400_000;

/**
 * Links the reports among these cases, which are about to be routed, to what was reported before them, or with them,
 * and asks their citizens. Returns the links by case. A case that is routed already is not among them a second time.
 */
export async function linkDuplicates(
  { store, duplicates }: Pick<StepDeps, 'store' | 'duplicates'>,
  tx: Tx,
  ids: readonly CaseId[],
  now: number,
): Promise<ReadonlyMap<CaseId, Link>> {
  const known = await duplicates();
  const reports = (await newReports(tx, store.seal, ids)).filter((report) => isLinkable(report, known.settings));
  const links: NewLink[] = [];
  for (const [{ unit, category }, those] of byPlaceAndCategory(reports)) {
    const { withinDays, mostCompared } = known.settings;
    const bounds = { unit, category, since: now - withinDays * dayMs, limit: mostCompared };
    const earlier = await earlierReports(tx, bounds);
    const ready = await known.comparables(
      earlier.map(({ id }) => id),
      (unseen) => reportsWith(tx, store.seal, unseen),
    );
    const comparable = earlier.flatMap((report) => {
      const found = ready.get(report.id);
      return found === undefined ? [] : [{ ...report, comparable: found }];
    });
    links.push(...linksIn(known, comparable, those));
  }
  await setDuplicates(tx, links);
  await insertCaseEvents(
    tx,
    links.map(({ id, first, sure }) => ({
      case: id,
      key: 'linked',
      type: 'linked',
      at: now,
      detail: `${first} ${sure.toFixed(2)}`,
    })),
  );
  await askCitizens(store, tx, links, now);
  return new Map(links.map(({ id, first, owner }) => [id, { id, first, owner }]));
}

type Kin = { readonly unit: UnitCode; readonly category: Category };

/** Only reports of one commune and category can be about the same thing. */
function byPlaceAndCategory(reports: readonly NewReport[]): readonly (readonly [Kin, readonly NewReport[]])[] {
  const kin = new Map<string, [Kin, NewReport[]]>();
  for (const report of reports) {
    const { unit, category } = report;
    if (unit === undefined || category === undefined) continue;
    const key = `${unit} ${category}`;
    const entry = kin.get(key) ?? [{ unit, category }, []];
    entry[1].push(report);
    kin.set(key, entry);
  }
  return [...kin.values()];
}

/** Is it the same? Whoever reported it before himself knows. */
async function askCitizens({ seal }: StepDeps['store'], tx: Tx, links: readonly NewLink[], now: number): Promise<void> {
  const asked = links.flatMap(({ id, report: { chat }, isOwn }) => (chat === undefined || isOwn ? [] : [{ id, chat }]));
  const channels: ReadonlyMap<string, Channel> = await channelsOf(
    tx,
    asked.map(({ chat }) => chat),
  );
  await addToOutbox(
    tx,
    seal,
    asked.flatMap(({ id, chat }) => {
      const channel = channels.get(chat);
      if (channel === undefined) return [];
      const notice = { type: 'case-known', case: id } as const;
      return [{ queue: `deliver-${channel}` as const, chat, payload: { type: 'notice' as const, chat, notice } }];
    }),
    now,
  );
}
