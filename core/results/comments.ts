import { mayReceive } from '../access.js';
import type { Case } from '../case.js';
import { excerpt } from '../excerpt.js';
import type { Jurisdiction } from '../jurisdiction.js';
import type { Category } from '../labels.js';
import { categoryLabels } from '../labels.vi.js';
import { maskPersonalData } from '../personal-data.js';
import { fold, syllables } from '../vietnamese.js';
import type { ResultsSettings } from './settings.js';

/** The free comment of a response, as the case that was made of it. */
export type Comment = Pick<Case, 'text' | 'category' | 'bypass' | 'owner' | 'escalatedTo' | 'unit'>;

/** The comments about one domain of life. */
export type CommentGroup = {
  /** Absent while they are not sorted. */
  readonly category?: Category;
  readonly label?: string;
  readonly count: number;
  /** Some of them, without numbers that lead to a person; none in a small group. */
  readonly examples: readonly string[];
};

export type GroupedComments = {
  /** The largest first. */
  readonly groups: readonly CommentGroup[];
  /** How many comments have the same words as enough others to be told of. */
  readonly identical: number;
};

/** Longest example, in characters. */
const exampleLimit = 200;

/** May these results show the comment? The level above reads all of its campaign; a commune what its cases show it. */
const mayRead = (jurisdiction: Jurisdiction, comment: Comment): boolean =>
  jurisdiction.level === 'province' || mayReceive(jurisdiction, comment);

/** Groups the comments that a jurisdiction may see, and counts those that say the same. */
export function groupComments(
  comments: readonly Comment[],
  forJurisdiction: Jurisdiction,
  settings: Pick<ResultsSettings, 'comments' | 'identicalComments'>,
): GroupedComments {
  const byCategory = new Map<Category | undefined, Comment[]>();
  const long = new Map<string, number>();
  for (const comment of comments) {
    if (!mayRead(forJurisdiction, comment)) continue;
    const group = byCategory.get(comment.category);
    if (group === undefined) byCategory.set(comment.category, [comment]);
    else group.push(comment);
    const words = syllables(fold(comment.text));
    if (words.length < settings.identicalComments.syllables) continue;
    const key = words.join(' ');
    long.set(key, (long.get(key) ?? 0) + 1);
  }
  const { examplesFrom, examples } = settings.comments;
  const groups = [...byCategory].map(([category, members]): CommentGroup => ({
    ...(category === undefined ? {} : { category, label: categoryLabels[category] }),
    count: members.length,
    examples: members.length < examplesFrom ? [] : examplesOf(members, examples),
  }));
  return {
    groups: groups.toSorted((a, b) => b.count - a.count || (a.label ?? '').localeCompare(b.label ?? '', 'vi')),
    identical: [...long.values()]
      .filter((count) => count >= settings.identicalComments.minimum)
      .reduce((sum, count) => sum + count, 0),
  };
}

/** The first ones that differ, each on one line. */
function examplesOf(comments: readonly Comment[], most: number): readonly string[] {
  const chosen = new Map<string, string>();
  for (const { text } of comments) {
    if (chosen.size >= most) break;
    const key = fold(text);
    if (!chosen.has(key)) chosen.set(key, excerpt(maskPersonalData(text).replace(/\s+/g, ' ').trim(), exampleLimit));
  }
  return [...chosen.values()];
}
