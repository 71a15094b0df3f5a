import { mayReceive } from '../access.js';
import type { Jurisdiction } from '../jurisdiction.js';
import type { Category } from '../labels.js';

/**
 * What became of the cases of a period. `carried` + `received` = `answered` + `open`.
 * `late`: nobody took the case in the time of data/escalation.yaml, whatever became of it later.
 */
export type FeedbackCounts = {
  /** From before the period and not answered when it began, or opened again in it. */
  readonly carried: number;
  readonly received: number;
  readonly answered: number;
  readonly open: number;
  readonly late: number;
  readonly openLate: number;
  /** Of all these, what was written as a comment in a survey. */
  readonly comments: number;
};

/** Cases that are alike in who may know of them and in category, counted by the store. */
export type FeedbackGroup = FeedbackCounts & {
  readonly owner: Jurisdiction;
  readonly escalatedTo?: Jurisdiction;
  readonly bypass: boolean;
  /** Absent while nobody could tell. */
  readonly category?: Category;
};

/** `others`: categories with so few cases that a line of their own would point at people. */
export type FeedbackLine = FeedbackCounts & { readonly category: Category | 'unsorted' | 'others' };
export type Feedback = { readonly total: FeedbackCounts; readonly lines: readonly FeedbackLine[] };

/**
 * May the report of this jurisdiction count these cases? A commune's: only those it may see, so none that bypasses it.
 * A province's: those it may see, and those its communes may; the store gives it no other province's.
 */
function mayCount(jurisdiction: Jurisdiction, group: FeedbackGroup): boolean {
  if (mayReceive(jurisdiction, group)) return true;
  return jurisdiction.level === 'province' && group.owner.level === 'commune' && mayReceive(group.owner, group);
}

/** Adds up what may be counted; undefined when there is nothing. `smallest`: fewest cases that get a line of their own. */
export function addUpFeedback(
  jurisdiction: Jurisdiction,
  groups: readonly FeedbackGroup[],
  smallest: number,
): Feedback | undefined {
  const counted = groups.filter((group) => mayCount(jurisdiction, group));
  if (counted.length === 0) return undefined;
  const byCategory = new Map<FeedbackLine['category'], FeedbackCounts>();
  const add = (category: FeedbackLine['category'], counts: FeedbackCounts) => {
    byCategory.set(category, plus(byCategory.get(category) ?? nothing, counts));
  };
  for (const group of counted) add(group.category ?? 'unsorted', group);
  const all = [...byCategory];
  byCategory.clear();
  for (const [category, counts] of all)
    add(category === 'khac' || casesOf(counts) < smallest ? 'others' : category, counts);
  const lines = [...byCategory]
    .map(([category, counts]) => ({ category, ...counts }))
    .toSorted((a, b) => rank(a) - rank(b) || casesOf(b) - casesOf(a) || a.category.localeCompare(b.category));
  return { total: counted.reduce<FeedbackCounts>(plus, nothing), lines };
}

/** All cases that the period had to do with. */
export const casesOf = ({ carried, received }: FeedbackCounts): number => carried + received;

/** What is no category stands last. */
const rank = ({ category }: FeedbackLine): number => (category === 'others' ? 2 : category === 'unsorted' ? 1 : 0);

const nothing: FeedbackCounts = { carried: 0, received: 0, answered: 0, open: 0, late: 0, openLate: 0, comments: 0 };

function plus(a: FeedbackCounts, b: FeedbackCounts): FeedbackCounts {
  return {
    carried: a.carried + b.carried,
    received: a.received + b.received,
    answered: a.answered + b.answered,
    open: a.open + b.open,
    late: a.late + b.late,
    openLate: a.openLate + b.openLate,
    comments: a.comments + b.comments,
  };
}
