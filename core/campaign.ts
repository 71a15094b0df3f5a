import type { CampaignId, UnitCode } from './ids.js';

/** A day in Viet Nam that sorts: "2026-11-22". */
export type Day = string;

/**
 * Who may answer: whoever comes (`open`), who stands at the counter and reads the day's code from its screen
 * (`counter-code`: one response a visit), or who was handed a code that works once (`one-time-code`).
 */
export const campaignAccess = ['open', 'counter-code', 'one-time-code'] as const;
export type CampaignAccess = (typeof campaignAccess)[number];

/** A campaign: one form, asked in some communes from one day to another. Both days are part of it. */
export type Campaign = {
  readonly id: CampaignId;
  /** `pks03`. */
  readonly form: string;
  readonly access: CampaignAccess;
  readonly opensOn: Day;
  readonly closesOn: Day;
  /** The organisation that runs it with the province, such as "Hội Nông dân". */
  readonly partner: string;
  /** Largest error that is accepted in a commune's shares, as a fraction: 0.05. */
  readonly margin: number;
  readonly isPaused: boolean;
  /** Set when it is over for good: its key is destroyed, and nothing leads from a person to an answer any more. */
  readonly finishedOn?: Day;
  /** Opened by the program itself each quarter for a form of the menu, in every commune; gives way to one that was planned. */
  readonly isStanding: boolean;
};

/** A commune in which a campaign asks; a campaign without any asks everywhere. */
export type CampaignUnit = {
  readonly code: UnitCode;
  /** How many people could be asked (N); absent where nobody has said. */
  readonly population?: number;
};

/** Where a campaign stands on a day. `over`: its last day has passed, but its key has not been destroyed yet. */
export type CampaignPhase = 'planned' | 'open' | 'paused' | 'over' | 'finished';

export function phaseOf(campaign: Campaign, day: Day): CampaignPhase {
  if (campaign.finishedOn !== undefined) return 'finished';
  if (day > campaign.closesOn) return 'over';
  if (day < campaign.opensOn) return 'planned';
  return campaign.isPaused ? 'paused' : 'open';
}

/** The last day on which a campaign asked, or will ask: it may be ended before the day that was planned. */
export function endOf({ closesOn, finishedOn }: Pick<Campaign, 'closesOn' | 'finishedOn'>): Day {
  return finishedOn !== undefined && finishedOn < closesOn ? finishedOn : closesOn;
}

/** What somebody who comes today is told of, when several campaigns ask the same form in a commune. */
const preference: readonly CampaignPhase[] = ['open', 'paused', 'planned', 'over', 'finished'];

/** The campaign that whoever comes on this day takes part in: an open one first, one planned by people before a standing one. */
export function campaignFor(campaigns: readonly Campaign[], day: Day): Campaign | undefined {
  const rank = (campaign: Campaign) => preference.indexOf(phaseOf(campaign, day)) * 2 + Number(campaign.isStanding);
  // Of two that are equal the nearest: of past ones the last, of coming ones the first.
  const isPast = (campaign: Campaign) => preference.indexOf(phaseOf(campaign, day)) > 2;
  const [chosen] = campaigns.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (isPast(a) ? b.closesOn.localeCompare(a.closesOn) : a.opensOn.localeCompare(b.opensOn)) ||
      a.id.localeCompare(b.id),
  );
  return chosen;
}

/** A standing campaign gives way, for its whole quarter, to one that people have planned: also while that one rests. */
export function withoutStanding(campaigns: readonly Campaign[]): readonly Campaign[] {
  const overlap = (a: Campaign, b: Campaign) => a.opensOn <= b.closesOn && b.opensOn <= a.closesOn;
  const planned = campaigns.filter(({ isStanding }) => !isStanding);
  return campaigns.filter((campaign) => !campaign.isStanding || !planned.some((other) => overlap(campaign, other)));
}

/** The quarter of a day: { year: 2026, quarter: 4 }. */
export function quarterOf(day: Day): { readonly year: number; readonly quarter: number } {
  return { year: Number(day.slice(0, 4)), quarter: Math.ceil(Number(day.slice(5, 7)) / 3) };
}

/** First and last day of a quarter. */
function quarterDays(year: number, quarter: number): { readonly from: Day; readonly to: Day } {
  const pad = (month: number) => String(month).padStart(2, '0');
  const last = new Date(Date.UTC(year, quarter * 3, 0)).getUTCDate();
  return { from: `${year}-${pad(quarter * 3 - 2)}-01`, to: `${year}-${pad(quarter * 3)}-${last}` };
}

/** The campaign that the program opens by itself for a form of the menu in the quarter of this day. */
export function standingCampaign(form: { readonly id: string; readonly partner: string }, day: Day): Campaign {
  const { year, quarter } = quarterOf(day);
  const { from, to } = quarterDays(year, quarter);
  return {
    id: `${form.id}-${year}-q${quarter}` as CampaignId,
    form: form.id,
    access: 'open',
    opensOn: from,
    closesOn: to,
    partner: form.partner,
    margin: 0.05,
    isPaused: false,
    isStanding: true,
  };
}

/** How a form's campaign lets people in when nobody has said otherwise: staff by one-time codes, visitors by the counter's. */
export function usualAccess(form: string): CampaignAccess {
  if (form === 'pks01') return 'one-time-code';
  return form === 'pks04' || form === 'pks05' ? 'counter-code' : 'open';
}
