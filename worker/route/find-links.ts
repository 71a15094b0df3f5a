import { sameness, type Compared } from '../../core/duplicates.js';
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

/** Each new report against all that came before it, those of the same batch among them. */
export function linksIn(
  { settings, comparable: ready, background }: Duplicates,
  earlier: readonly EarlierReport[],
  reports: readonly NewReport[],
): readonly NewLink[] {
  const old = earlier.map((report) => ({ report, comparable: ready(report) }));
  // A thing that many report must not make its own words common: of each group only the first counts.
  const firsts = old.filter(({ report }) => report.first.id === report.id);
  const rarity = rarityIn(
    countWords(
      firsts.map(({ comparable }) => comparable.words),
      background,
    ),
  );
  const pool: Earlier[] = old.map(({ report: { person, first }, comparable }) => ({
    ...comparable,
    weighed: weigh(comparable.words, rarity),
    first: first.id,
    owner: first.owner,
    person,
  }));
  return reports.flatMap((report) => {
    const comparable = ready(report);
    const compared = { ...comparable, weighed: weigh(comparable.words, rarity) };
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
