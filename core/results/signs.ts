import type { UnitCode } from '../ids.js';
import type { Jurisdiction } from '../jurisdiction.js';
import { groupComments, type Comment } from './comments.js';
import type { ResultsSettings } from './settings.js';
import type { Signs } from './warnings.js';

/** What was counted in each commune beside the answers. */
export function signsOf(
  units: readonly UnitCode[],
  peaks: ReadonlyMap<UnitCode, number>,
  comments: readonly Comment[],
  reader: Jurisdiction,
  settings: ResultsSettings,
): ReadonlyMap<UnitCode, Signs> {
  const byUnit = new Map<UnitCode | undefined, Comment[]>();
  for (const comment of comments) {
    const known = byUnit.get(comment.unit);
    if (known === undefined) byUnit.set(comment.unit, [comment]);
    else known.push(comment);
  }
  return new Map(
    units.map((unit) => {
      const { identical } = groupComments(byUnit.get(unit) ?? [], reader, settings);
      return [unit, { peak: peaks.get(unit), identicalComments: identical }];
    }),
  );
}
