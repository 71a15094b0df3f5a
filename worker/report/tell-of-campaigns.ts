import { phaseOf, type Campaign } from '../../core/campaign.js';
import { mayHearAlerts } from '../../core/access.js';
import type { UnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Notice } from '../../core/notice.js';
import type { Seat } from '../../core/seat.js';
import { isAlert } from '../../core/survey-alerts.js';
import { vietnamDay, vietnamHour } from '../../core/vietnam-time.js';
import type { Tx } from '../../prisma/client.js';
import { countsOf, setCount } from '../../prisma/store/campaign-counts.js';
import { findCampaign, listCampaigns } from '../../prisma/store/campaigns.js';
import { responsesIn } from '../../prisma/store/held-comments.js';
import { channelsOf } from '../../prisma/store/conversations.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
import { livingSeats } from '../../prisma/store/seats.js';
import type { ReportDeps } from '../deps.js';

/** Officials are told in the morning, once a day. */
const fromHour = 7;

/** Tells officials how far campaigns have come, and the province what people say too often. Returns how many are told. */
export async function tellOfCampaigns(deps: ReportDeps, tx: Tx, now: number): Promise<number> {
  if (vietnamHour(now) < fromHour) return 0;
  const today = vietnamDay(now);
  const campaigns = await listCampaigns(tx);
  const seats = await livingSeats(tx);
  const notices: { readonly chat: string; readonly notice: Notice }[] = [];
  for (const campaign of campaigns) {
    const isOpen = phaseOf(campaign, today) === 'open';
    // A campaign of the program itself has no plan to fall behind.
    if (isOpen && !campaign.isStanding && (await setCount(tx, { ...of(campaign), kind: 'progress', key: today }, 1)))
      notices.push(...(await progressNotices(deps, tx, campaign, seats, today)));
    notices.push(...(await alertNotices(deps, tx, campaign, seats)));
  }
  const channels = await channelsOf(
    tx,
    notices.map(({ chat }) => chat),
  );
  const rows = notices.flatMap(({ chat, notice }) => {
    const channel = channels.get(chat);
    return channel === undefined
      ? []
      : [{ queue: `deliver-${channel}` as const, chat, payload: { type: 'notice' as const, chat, notice } }];
  });
  await addToOutbox(tx, deps.store.seal, rows, now);
  return rows.length;
}

const everywhere = '' as UnitCode;
const of = ({ id }: Campaign) => ({ campaign: id, unit: everywhere });

async function progressNotices(
  { directory }: ReportDeps,
  tx: Tx,
  campaign: Campaign,
  seats: readonly Seat[],
  day: string,
) {
  const units = (await findCampaign(tx, campaign.id))?.units ?? [];
  const communes = new Set(units.map(({ code }) => code));
  const provinces = new Set(units.map(({ code }) => directory.unit(code)?.province));
  const concerns = ({ level, code }: Jurisdiction) =>
    units.length === 0 || (level === 'commune' ? communes.has(code) : provinces.has(code));
  return seats
    .filter(({ jurisdiction }) => concerns(jurisdiction))
    .map(({ id, chat }) => ({
      chat,
      notice: { type: 'campaign-progress' as const, campaign: campaign.id, seat: id, day },
    }));
}

async function alertNotices({ directory, alerts }: ReportDeps, tx: Tx, campaign: Campaign, seats: readonly Seat[]) {
  const signals = await countsOf(tx, campaign.id, 'signal');
  if (signals.length === 0) return [];
  const told = await countsOf(tx, campaign.id, 'told');
  const notices: { readonly chat: string; readonly notice: Notice }[] = [];
  for (const { unit, key, count } of signals) {
    const before = told.find((one) => one.unit === unit && one.key === key)?.count ?? 0;
    if (!isAlert(alerts, { count, told: before })) continue;
    const hearing = seats.filter((seat) => mayHearAlerts(seat, directory.unit(unit)?.province));
    if (hearing.length === 0) continue;
    await setCount(tx, { campaign: campaign.id, unit, kind: 'told', key }, count);
    const responses = await responsesIn(tx, campaign.id, unit);
    for (const { id, chat } of hearing)
      notices.push({
        chat,
        notice: { type: 'survey-alert', form: campaign.form, seat: id, unit, question: key, count, responses },
      });
  }
  return notices;
}
