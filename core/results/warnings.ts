import type { Campaign } from '../campaign.js';
import type { Tally } from './counted.js';
import type { ResultsSettings } from './settings.js';

/** What whoever reads the figures must know before he builds on them. */
export type Warning =
  /** Fewer responses than the margin asks for. */
  | { readonly type: 'under-target'; readonly n: number; readonly target: number }
  /** Nobody said how many people could be asked: neither target nor rate. */
  | { readonly type: 'no-population' }
  /** More responses than people: one of the two is wrong. */
  | ({ readonly type: 'over-population' } & Excess)
  /** Whoever wanted to answered: the intervals say nothing of who did not. */
  | { readonly type: 'self-selected' }
  /** So many responses within ten minutes. */
  | { readonly type: 'burst'; readonly peak: number }
  /** Of `of` responses that answered enough judged questions, so many have the same grade in all. */
  | { readonly type: 'straight-lining'; readonly responses: number; readonly of: number }
  /** So many comments have the same words as others. */
  | { readonly type: 'identical-comments'; readonly comments: number }
  | { readonly type: 'small-n'; readonly n: number }
  /** Answers to several versions of the form are added up. */
  | { readonly type: 'several-versions'; readonly versions: readonly number[] }
  /** Stored responses that do not fit their form: a fault of the program or of the store. */
  | { readonly type: 'unreadable'; readonly responses: number };

/** More responses than people; `units`: in so many of the communes that are added up, and only these are counted here. */
export type Excess = { readonly n: number; readonly population: number; readonly units?: number };

/** What the store counted beside the answers. */
export type Signs = {
  /** Most responses within ten minutes. */
  readonly peak?: number | undefined;
  /** Comments whose words came several times (comments.ts). */
  readonly identicalComments?: number | undefined;
};

/** How many people could be asked; absent while nobody said, or while what was said cannot be right. */
type PeopleAsked = {
  readonly population?: number | undefined;
  readonly target?: number | undefined;
  readonly excess?: Excess | undefined;
};

export function warningsOf(
  tally: Tally,
  { access }: Pick<Campaign, 'access'>,
  { population, target, excess }: PeopleAsked,
  { peak = 0, identicalComments = 0 }: Signs,
  settings: ResultsSettings,
): readonly Warning[] {
  const { n, straightLined, gradable, versions, unreadable } = tally;
  const { burst, straightLining, identicalComments: identical } = settings;
  const when = (holds: boolean, warning: Warning): readonly Warning[] => (holds ? [warning] : []);
  return [
    // Where several communes have no number of people because one of them is wrong, that is what must be said.
    ...(population === undefined && excess === undefined ? [{ type: 'no-population' } as const] : []),
    ...(excess === undefined ? [] : [{ type: 'over-population', ...excess } as const]),
    ...(population !== undefined && n > population ? [{ type: 'over-population', n, population } as const] : []),
    ...(target !== undefined && n < target ? [{ type: 'under-target', n, target } as const] : []),
    ...when(n < settings.smallBelow, { type: 'small-n', n }),
    ...when(access === 'open', { type: 'self-selected' }),
    ...when(peak >= burst.minimum && peak >= burst.share * n, { type: 'burst', peak }),
    ...when(gradable >= settings.suppressBelow && straightLined >= straightLining.share * gradable, {
      type: 'straight-lining',
      responses: straightLined,
      of: gradable,
    }),
    ...when(identicalComments >= identical.minimum, { type: 'identical-comments', comments: identicalComments }),
    ...when(versions.length > 1, { type: 'several-versions', versions }),
    ...when(unreadable > 0, { type: 'unreadable', responses: unreadable }),
  ];
}
