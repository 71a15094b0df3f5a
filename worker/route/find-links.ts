import { sameness, type Comparable, type Compared } from '../../core/duplicates.js';
import type { CaseId } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import { countWords, rarityIn, weigh } from '../../core/likeness.js';
import type { EarlierReport, NewReport } from '../../prisma/store/duplicates.js';
import type { Duplicates } from './open-duplicates.js';

/** A report is about the same thing as the first of a group. */
export type Link = {
  readonly id: CaseId;
  readonly first: CaseId;
  /** Who handles the first; undefined while it is being routed itself. */
  readonly owner: Jurisdiction | undefined;
};
/** What is told to the citizen besides: whether he reported it before himself. */
export type NewLink = Link & { readonly sure: number; readonly report: NewReport; readonly isOwn: boolean };

/** A report that others are compared with. */
type Earlier = Compared & {
  readonly first: CaseId;
  readonly owner: Jurisdiction | undefined;
  readonly person: string | undefined;
};

/**
 * Each new report of a commune and category against all that came before it there, those of the same batch among them.
 */
export function linksIn(
  { settings, comparable, background }: Pick<Duplicates, 'settings' | 'comparable' | 'background'>,
  earlier: readonly (EarlierReport & { readonly comparable: Comparable })[],
  reports: readonly NewReport[],
): readonly NewLink[] {
  // A thing that many report must not make its own words common: of each group only the first counts.
  const firsts = earlier.filter(({ id, first }) => first.id === id);
  const rarity = rarityIn(countWords(firsts.map((report) => report.comparable.words)), background);
  const pool: Earlier[] = earlier.map((report) => ({
    ...report.comparable,
    weighed: weigh(report.comparable.words, rarity),
    first: report.first.id,
    owner: report.first.owner,
    person: report.person,
  }));
  return reports.flatMap((report) => {
    const ready = comparable(report);
    const compared = { ...ready, weighed: weigh(ready.words, rarity) };
    const best = mostLike(pool, (other) => sameness(compared, other, settings));
    const { id, person } = report;
    const [first, owner] = best === undefined ? [id, undefined] : [best.other.first, best.other.owner];
    const isOwn = pool.some((other) => other.first === first && other.person === person);
    pool.push({ ...compared, first, owner, person });
    return best === undefined ? [] : [{ id, first, owner, sure: best.sure, report, isOwn }];
  });
}

function mostLike(
  pool: readonly Earlier[],
  sureOf: (other: Earlier) => number | undefined,
): { readonly other: Earlier; readonly sure: number } | undefined {
  let best: { readonly other: Earlier; readonly sure: number } | undefined;
  for (const other of pool) {
    const sure = sureOf(other);
    if (sure !== undefined && sure > (best?.sure ?? 0)) best = { other, sure };
  }
  return best;
}
