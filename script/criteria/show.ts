import type { CriteriaSet } from '../../core/criteria.js';
import type { Assessment } from '../../core/criteria/assess.js';
import { decimal, reasonText, showTexts, standingLabels } from './texts.vi.js';

/** The criteria to read, line by line; with an assessment, the points of a commune beside them. */
export function shown(set: CriteriaSet, assessment?: Assessment): readonly string[] {
  const given = new Map(
    assessment?.parts.flatMap((part) => part.given).map((one) => [one.criterion.id, one] as const) ?? [],
  );
  const lines = set.parts.flatMap(({ id, title, points, criteria }) => [
    `${id}\t${decimal(points)}\t${title}`,
    ...criteria.map((criterion) => {
      const one = given.get(criterion.id);
      const own = one?.points === undefined ? '–' : decimal(one.points);
      const because = one?.survey === undefined ? '' : `\t${reasonText(one.survey)}`;
      return assessment === undefined
        ? `  ${criterion.id}\t${decimal(criterion.points)}\t${criterion.title}`
        : `  ${criterion.id}\t${own}/${decimal(criterion.points)}\t${criterion.title}${because}`;
    }),
  ]);
  return [
    ...lines,
    ...(assessment === undefined
      ? [showTexts.threshold(set.threshold), showTexts.target(set.target)]
      : [showTexts.total(assessment.total, assessment.missing), standingLabels[assessment.standing]]),
    set.source,
  ];
}
