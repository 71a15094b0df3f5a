import type { Report, SurveyLine, SurveyResult } from '../../../core/report.js';
import { acrossCommunes } from '../../../core/report/across-communes.js';
import { awaited, tooFew } from '../texts.vi.js';
import { counted, tenth, type Figure } from './figure.js';
import { figureLabels as labels, howCounted as how } from './source-texts.vi.js';

export function surveyFigures({ surveys, communes, jurisdiction, suppressBelow }: Report): readonly Figure[] {
  const forms = new Set(surveys.map(({ form }) => form));
  return [
    { label: labels.campaigns, value: counted(surveys), from: ['campaigns'], how: how.rows },
    { label: labels.forms, value: counted([...forms]), from: ['campaigns'], how: how.different('form') },
    ...surveys.flatMap((line): readonly Figure[] => {
      if (line.state !== 'finished')
        return [{ label: labels.result(line.id), value: awaited, from: ['campaigns'], how: how.notFinished }];
      return [
        ...(jurisdiction.level === 'province' ? sumFigures(line, communes, suppressBelow) : []),
        ...line.results.flatMap((result) => unitFigures(line.id, communes.get(result.unit) ?? result.unit, result)),
      ];
    }),
  ];
}

function unitFigures(id: string, name: string, { n, target, satisfied }: SurveyResult): readonly Figure[] {
  const responses = { label: labels.responses(id, name), from: ['results'] as const };
  if (n === undefined) return [{ ...responses, value: tooFew, how: how.tooFew }];
  return [
    { ...responses, value: n, how: how.cell('n') },
    { label: labels.target(id, name), value: target, from: ['populations'], how: how.sampleSize },
    { label: labels.satisfied(id, name), value: tenth(satisfied?.value), from: ['results'], how: how.share },
    ...(['low', 'high'] as const).map((bound): Figure => ({
      label: labels[bound](id, name),
      value: tenth(satisfied?.[bound]),
      from: ['results', 'populations'],
      how: how.bound,
    })),
  ];
}

/** The line of the province's table, whose figures are made of those of its communes. */
function sumFigures(
  { id, results }: SurveyLine,
  communes: ReadonlyMap<string, string>,
  suppressBelow: number,
): readonly Figure[] {
  const { told, responses, known, reached, lowest, highest } = acrossCommunes(results);
  const some = (value: number) => (told === 0 ? tooFew : value);
  const extreme = (of: typeof lowest) =>
    of === undefined ? undefined : `${communes.get(of.unit) ?? of.unit}: ${String(tenth(of.satisfied?.value))}`;
  return [
    { label: labels.told(id), value: some(told), from: ['results'], how: how.told(suppressBelow) },
    { label: labels.sum(id), value: some(responses), from: ['results'], how: how.sumTold(suppressBelow) },
    {
      label: labels.reachedTarget(id),
      value: known === 0 ? undefined : reached,
      from: ['results', 'populations'],
      how: how.reachedTarget,
    },
    { label: labels.lowest(id), value: extreme(lowest), from: ['results', 'populations'], how: how.extreme },
    { label: labels.highest(id), value: extreme(highest), from: ['results', 'populations'], how: how.extreme },
  ];
}
