import type { Report, SurveyLine } from '../report.js';
import type { Warning } from '../results/warnings.js';
import type { CampaignGap, Gap } from './gap.js';

/** The forms there are, and which settings nobody has confirmed: what cannot be seen in the figures themselves. */
export type GapContext = {
  readonly forms: readonly string[];
  readonly unverified: readonly Extract<Gap, { type: 'unverified' }>['what'][];
};

/** Looks through a report for what is missing or must be read with care. */
export function findGaps(report: Omit<Report, 'gaps'>, { forms, unverified }: GapContext): readonly Gap[] {
  const { period, madeOn, surveys, feedback, dialogues } = report;
  const asked = new Set(surveys.map(({ form }) => form));
  const notAsked = forms.filter((form) => !asked.has(form));
  const unsorted = feedback?.lines.find(({ category }) => category === 'unsorted');
  return [
    ...(madeOn <= period.to ? [{ type: 'period-not-over' as const, until: madeOn }] : []),
    ...(notAsked.length === 0 ? [] : [{ type: 'forms-not-asked' as const, forms: notAsked }]),
    ...surveyGaps(surveys),
    ...(feedback === undefined ? [{ type: 'no-feedback' as const }] : []),
    ...(unsorted === undefined ? [] : [{ type: 'unsorted' as const, cases: unsorted.carried + unsorted.received }]),
    ...(dialogues.length === 0 ? [{ type: 'no-dialogues' as const }] : []),
    ...titleGaps(report.title),
    ...unverified.map((what) => ({ type: 'unverified' as const, what })),
  ];
}

/** Warnings of the results that have a gap of their own name here. */
const toldApart: readonly Warning['type'][] = ['under-target', 'no-population', 'self-selected'];

function surveyGaps(surveys: readonly SurveyLine[]): readonly Gap[] {
  const told = ({ results }: SurveyLine) => results.filter(({ n }) => n !== undefined);
  const idsOf = (fits: (line: SurveyLine) => boolean) => surveys.filter(fits).map(({ id }) => id);
  const which = (type: CampaignGap['type'], fits: (line: SurveyLine) => boolean): readonly Gap[] => {
    const campaigns = idsOf(fits);
    return campaigns.length === 0 ? [] : [{ type, campaigns }];
  };
  const warns = (line: SurveyLine, type: Warning['type']) =>
    line.results.some(({ warnings }) => warnings.some((warning) => warning.type === type));
  const signs = new Set(
    surveys.flatMap(({ results }) => results.flatMap(({ warnings }) => warnings.map(({ type }) => type))),
  );
  return [
    ...which('not-over', ({ state }) => state !== 'finished'),
    ...which('ended-later', ({ state, endsLater }) => state === 'finished' && endsLater),
    // One that is not finished has no results yet, however many have answered.
    ...which('too-few', (line) => line.state === 'finished' && told(line).length < Math.max(1, line.results.length)),
    ...which('self-selected', (line) => line.access === 'open' && told(line).length > 0),
    ...which('under-target', (line) => told(line).some(({ n = 0, target = 0 }) => n < target)),
    ...which('no-target', (line) => told(line).some(({ target }) => target === undefined)),
    ...which('no-share', (line) => told(line).some(({ satisfied }) => satisfied === undefined)),
    ...[...signs]
      .filter((type) => !toldApart.includes(type))
      .map((sign): Gap => ({ type: 'sign', sign, campaigns: idsOf((line) => warns(line, sign)) })),
  ];
}

function titleGaps(title: Report['title']): readonly Gap[] {
  if (title.level === 'province') {
    const { registered, hasThreshold } = title.table;
    if (registered.length === 0) return [{ type: 'no-scores' }];
    return hasThreshold ? [] : [{ type: 'no-threshold' }];
  }
  const { total, missing, standing, parts } = title.assessment;
  if (total === undefined) return [{ type: 'no-scores' }];
  const proposed = parts.flatMap(({ given }) => given).filter(({ by }) => by === 'survey');
  const campaigns = proposed.flatMap(({ survey }) => (survey?.type === 'proposed' ? [survey.campaign] : []));
  return [
    ...(missing === 0 ? [] : [{ type: 'scores-missing' as const, criteria: missing }]),
    ...(proposed.length === 0 ? [] : [{ type: 'points-from-surveys' as const, criteria: proposed.length, campaigns }]),
    ...(standing === 'no-threshold' ? [{ type: 'no-threshold' as const }] : []),
  ];
}
