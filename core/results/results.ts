import type { Campaign, Day } from '../campaign.js';
import type { CampaignId, UnitCode } from '../ids.js';
import type { Change, Estimate, Unbounded } from '../statistics.js';
import type { CommentGroup } from './comments.js';
import type { Warning } from './warnings.js';

/** `few`: fewer than the threshold, at least one ("dưới 5"). `withheld`: it would let a few be computed by subtraction. */
export type Cell =
  | { readonly type: 'shown'; readonly count: number; readonly share: number }
  | { readonly type: 'few' }
  | { readonly type: 'withheld' };

export type OptionResult = {
  readonly id: string;
  readonly label: string;
  /** Counts as satisfied. */
  readonly isGood: boolean;
  readonly cell: Cell;
};

/** What may be shown of the answers to one question. */
export type QuestionFigures = {
  readonly answered: number;
  readonly unknown: number;
  readonly skipped: number;
  /** Shares are of those who answered; of a question with several answers they add up to more than 1. */
  readonly options: readonly OptionResult[];
  /** Which share of those who answered is satisfied, 0–1. */
  readonly satisfied?: Estimate;
  /** Mean of a scale: from 1 (worst) to `grades` (best), and the same from 0 to 100. */
  readonly grade?: { readonly mean: number; readonly grades: number; readonly index: Estimate };
  /** Mean of the numbers that were typed, in the question's measure; without bounds when all typed the same. */
  readonly mean?: Estimate | Unbounded;
};

export type QuestionResult = {
  readonly id: string;
  /** "4", "4a"; empty when only older versions asked it. */
  readonly number: string;
  readonly text: string;
  readonly short?: string;
  /** What numbers are counted in: "lần". */
  readonly measure?: string;
  readonly sensitive: boolean;
  /** Absent: withheld, because it would show what few people answered. */
  readonly figures?: QuestionFigures;
  /** Since the campaign before: of the satisfied share, or of the mean of a number. */
  readonly change?: Change;
};

/** The figures of one commune, or of all together. */
export type Figures = {
  readonly n: number;
  /** People who could be asked, and the responses needed for the campaign's margin; absent while nobody said. */
  readonly population?: number;
  readonly target?: number;
  /** n of the population, 0–1; more than 1 when the population is not right. */
  readonly rate?: number;
  /** Mean over persons of the share of their judged answers that is satisfied, 0–1; absent in forms without judgement, and when withheld. */
  readonly satisfied?: Estimate;
  /** The persons of whom that is the mean: those with at least one judged answer. */
  readonly judging?: number;
  readonly change?: Change;
  readonly questions: readonly QuestionResult[];
  readonly warnings: readonly Warning[];
};

/** `suppressed`: fewer responses than may be shown; perhaps none. */
export type UnitResult =
  | { readonly type: 'suppressed'; readonly unit: UnitCode; readonly name?: string }
  | {
      readonly type: 'shown';
      readonly unit: UnitCode;
      readonly name?: string;
      readonly figures: Figures;
      /** Only where the intervals leave no other place. */
      readonly rank?: number;
    };

/** What comes out of a campaign. */
export type Results = {
  /** `closesOn`: the last day on which it asked, also when it was ended before the day that was planned. */
  readonly campaign: Pick<Campaign, 'id' | 'form' | 'access' | 'opensOn' | 'closesOn' | 'partner' | 'margin'>;
  readonly title: string;
  readonly source: 'du-thao' | 'chinh-thuc';
  /** The versions of the form that were answered, the newest first. */
  readonly versions: readonly number[];
  /** The campaign of the same form with which it is compared. */
  readonly before?: {
    readonly id: CampaignId;
    readonly opensOn: Day;
    readonly closesOn: Day;
    /** False: other communes are counted in `whole` than then, and what has changed there may come from that. */
    readonly sameUnits: boolean;
  };
  /** Fewer responses than this are not shown. */
  readonly suppressBelow: number;
  /** All communes that are shown, added up without weights; absent when one was asked for, or none is shown. */
  readonly whole?: Figures;
  readonly units: readonly UnitResult[];
  /** How many communes are in `whole`, and how many are left out of it, having too few responses. */
  readonly counted: number;
  readonly leftOut: number;
  readonly comments: readonly CommentGroup[];
};
