import type { Report, TitleFigures } from '../../../core/report.js';
import type { Assessment, GivenPoints, PartResult } from '../../../core/criteria/assess.js';
import { counted, type Figure } from './figure.js';
import { figureLabels as labels, howCounted as how } from './source-texts.vi.js';

export function titleFigures({ title, communes }: Report): readonly Figure[] {
  if (title.level === 'commune') return pointFigures(title.assessment);
  return [
    ...tableFigures(title),
    ...title.table.registered.flatMap(({ unit, assessment }) =>
      pointFigures(assessment, `, ${communes.get(unit) ?? unit}`),
    ),
  ];
}

function tableFigures({ table }: Extract<TitleFigures, { level: 'province' }>): readonly Figure[] {
  const { registered, incomplete, reached, percent, target } = table;
  const isEntered = registered.length > 0;
  const [scores, rules] = ['scores', 'data/criteria.yaml'] as const;
  return [
    { label: labels.communes, value: table.communes, from: ['communes'], how: how.rows },
    { label: labels.registered, value: counted(registered), from: [scores], how: how.units },
    {
      label: labels.incomplete,
      value: isEntered ? incomplete : undefined,
      from: [scores, rules],
      how: how.incomplete,
    },
    { label: labels.reached, value: reached, from: [scores, rules], how: how.threshold },
    {
      label: labels.percent,
      value: percent === undefined ? undefined : Math.round(percent * 10) / 10,
      from: [scores, 'communes', rules],
      how: how.percent,
    },
    { label: labels.goal, value: target, from: [rules], how: how.goal },
  ];
}

/** A commune's points: in all, part by part, and those that a survey gives. */
function pointFigures({ total, parts }: Assessment, of = ''): readonly Figure[] {
  return [
    { label: `${labels.total}${of}`, value: total, from: ['scores'], how: how.parts },
    ...parts.flatMap((part) => [partFigure(part, of), ...part.given.flatMap((given) => surveyFigure(given, of))]),
  ];
}

function partFigure({ id, total, given }: PartResult, of: string): Figure {
  const campaigns = given.flatMap(({ by, survey }) =>
    by === 'survey' && survey?.type === 'proposed' ? [survey.campaign] : [],
  );
  const label = `${labels.part(id)}${of}`;
  if (campaigns.length === 0) return { label, value: total, from: ['scores'], how: how.sum('score') };
  return {
    label,
    value: total,
    from: ['scores', 'results', 'populations', 'data/criteria.yaml'],
    how: how.withSurveys(campaigns),
  };
}

function surveyFigure({ criterion, by, points, survey }: GivenPoints, of: string): readonly Figure[] {
  if (by !== 'survey' || survey?.type !== 'proposed') return [];
  return [
    {
      label: `${labels.criterion(criterion.id)}${of}`,
      value: points,
      from: ['results', 'populations', 'data/criteria.yaml'],
      how: how.fromSurvey(survey.campaign),
    },
  ];
}
