import type { CriteriaSet } from '../../core/criteria.js';
import type { Assessment, GivenPoints } from '../../core/criteria/assess.js';
import type { UnitCode } from '../../core/ids.js';
import { bold, plain, type TableSheet } from '../tables/workbook.js';
import { about, headings, reasonText, sheetNames } from './texts.vi.js';

/** The workbook that a commune fills in: what it has given itself before, and what surveys propose. */
export function scoreSheets(
  set: CriteriaSet,
  of: { readonly unit: UnitCode; readonly name: string; readonly year: number },
  assessment: Assessment,
): readonly TableSheet[] {
  return [
    {
      sheet: sheetNames.scores,
      widths: [6, 60, 11, 13, 50, 13, 60],
      headings: 1,
      rows: [
        bold(...Object.values(headings)),
        ...assessment.parts.flatMap(({ id, title, maximum, given }) => [
          bold(id, title, maximum),
          ...given.map(scoreRow),
        ]),
      ],
    },
    {
      sheet: sheetNames.about,
      widths: [20, 100],
      rows: [
        plain(about.unit, of.unit),
        plain(about.name, of.name),
        plain(about.year, String(of.year)),
        plain(about.source, set.verified ? set.source : `${set.source} ${about.unverified}`),
        plain(about.how, about.howText),
      ],
    },
  ];
}

function scoreRow({ criterion, points, by, evidence, survey }: GivenPoints) {
  return plain(
    criterion.id,
    criterion.title,
    criterion.points,
    by === 'self' ? points : undefined,
    evidence === '' ? undefined : evidence,
    survey?.type === 'proposed' ? survey.points : undefined,
    survey === undefined ? undefined : reasonText(survey),
  );
}
