import type { Campaign, CampaignUnit, Day } from './campaign.js';
import type { UnitCode } from './ids.js';
import { sampleSize } from './statistics.js';

/** How far a campaign has come in a commune. */
export type UnitProgress = {
  readonly unit: UnitCode;
  /** Responses so far. */
  readonly responses: number;
  /** Responses of the day before. */
  readonly yesterday: number;
  /** How many make the figures good enough (n of N and e); absent where nobody has said how many people live there. */
  readonly target?: number;
};

export type CampaignProgress = {
  readonly campaign: Campaign;
  readonly units: readonly UnitProgress[];
  /** Days until its end, today included; 0 and less when it is over. */
  readonly daysLeft: number;
  readonly hasNotBegun: boolean;
};

const dayMs = 86_400_000;

/** Sets what was counted against what was planned; communes in which nobody has answered yet are there too. */
export function progressOf(
  campaign: Campaign,
  units: readonly CampaignUnit[],
  counted: readonly { readonly unit: UnitCode; readonly day: Day; readonly count: number }[],
  today: Day,
  yesterday: Day,
): CampaignProgress {
  const codes = [...new Set([...units.map(({ code }) => code), ...counted.map(({ unit }) => unit)])].sort();
  return {
    campaign,
    units: codes.map((unit) => {
      const here = counted.filter((one) => one.unit === unit);
      const population = units.find(({ code }) => code === unit)?.population;
      return {
        unit,
        responses: here.reduce((sum, { count }) => sum + count, 0),
        yesterday: here.find(({ day }) => day === yesterday)?.count ?? 0,
        ...(population === undefined ? {} : { target: sampleSize(population, campaign.margin) }),
      };
    }),
    hasNotBegun: today < campaign.opensOn,
    daysLeft: Math.round((Date.parse(campaign.closesOn) - Date.parse(today)) / dayMs) + 1,
  };
}
