import { criteriaSet, type CriteriaSet } from '../../core/criteria.js';
import type { Score } from '../../core/criteria/scores.js';
import { escalationTimes } from '../../core/escalation.js';
import type { UnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Report, ReportQuery, TitleFigures } from '../../core/report.js';
import { addUpFeedback } from '../../core/report/feedback.js';
import { findGaps } from '../../core/report/gaps.js';
import type { Period, ReportSettings } from '../../core/report/period.js';
import { resultsSettings } from '../../core/results/settings.js';
import { vietnamDay } from '../../core/vietnam-time.js';
import type { ResultsOf } from '../../handlers/survey-scores.js';
import type { Store } from '../../prisma/client.js';
import {
  campaignsIn,
  communesIn,
  dialoguesIn,
  feedbackIn,
  populationsIn,
  responsesIn,
  scoresIn,
} from '../../prisma/store/report-figures.js';
import { loadForms } from '../../runtime/load-forms.js';
import { readYaml } from '../../runtime/read-data.js';
import { assessCommune, assessCommunes } from '../criteria/assess.js';
import { unitTitle } from '../criteria/communes.js';
import { titleOf } from './places.js';
import { surveyLines } from './survey-lines.js';

export type ReportOrder = {
  readonly jurisdiction: Jurisdiction;
  readonly period: Period;
  readonly settings: ReportSettings;
  readonly now: number;
};

/** Asks the store for all figures of a report. */
export async function gatherReport(store: Store, order: ReportOrder): Promise<Report> {
  const { jurisdiction, period, settings, now } = order;
  const times = await readYaml('escalation.yaml', escalationTimes);
  const { suppressBelow } = await readYaml('results.yaml', resultsSettings);
  const forms = await loadForms();
  const titleSet = await readYaml('criteria.yaml', criteriaSet);
  const madeOn = vietnamDay(now);
  const name = await titleOf(store, jurisdiction);
  const listed = await communesOfReport(store, jurisdiction, name);
  const { communes } = listed;

  const held = await campaignsIn(store.db, jurisdiction, period, madeOn);
  const ids = held.rows.map(({ id }) => id);
  const feedback = await feedbackIn(store.db, jurisdiction, period, times, now);
  const dialogues = await dialoguesIn(store.db, jurisdiction, period);
  const scores = await scoresIn(store.db, jurisdiction, period.year);
  const title = await titleFigures(store, titleSet, order, [...communes.keys()], byUnit(scores.rows));

  const asked: ResultsOf =
    jurisdiction.level === 'commune' ? jurisdiction : { ...jurisdiction, communes: new Set(communes.keys()) };
  const figures = {
    ...{ jurisdiction, name, communes, period, madeOn, title, suppressBelow },
    surveys: await surveyLines(store, asked, ids, { to: period.to, today: madeOn }),
    feedback: addUpFeedback(jurisdiction, feedback.rows, settings.smallest),
    dialogues: dialogues.rows,
    queries: [
      ...listed.queries,
      held.query,
      ...(await surveyQueries(store, jurisdiction, new Set([...ids, ...campaignsBehind(title)]))),
      ...[feedback, dialogues, scores].map(({ query }) => query),
    ],
  };
  const unverified = [
    ...(titleSet.verified ? [] : ['criteria' as const]),
    ...(settings.verified || period.due === undefined ? [] : ['period' as const]),
    ...(times.verified || figures.feedback === undefined ? [] : ['times' as const]),
  ];
  return { ...figures, gaps: findGaps(figures, { forms: forms.map(({ id }) => id), unverified }) };
}

async function communesOfReport(
  store: Store,
  of: Jurisdiction,
  name: string,
): Promise<{ readonly communes: ReadonlyMap<UnitCode, string>; readonly queries: readonly ReportQuery[] }> {
  if (of.level === 'commune') return { communes: new Map([[of.code, name]]), queries: [] };
  const { query, rows } = await communesIn(store.db, of.code);
  if (rows.length === 0) throw new Error(`no commune is known of province ${of.code}; npm run seed loads the list`);
  return { communes: new Map(rows.map((unit) => [unit.code, unitTitle(unit)])), queries: [query] };
}

/** The statements by which the figures of these campaigns can be asked for again. */
async function surveyQueries(store: Store, of: Jurisdiction, campaigns: ReadonlySet<string>) {
  if (campaigns.size === 0) return [];
  const responses = await responsesIn(store.db, of, [...campaigns]);
  const populations = await populationsIn(store.db, of, [...campaigns]);
  return [responses.query, populations.query];
}

/** The campaigns from which part 5 has its points. */
function campaignsBehind(title: TitleFigures): readonly string[] {
  const assessments =
    title.level === 'commune' ? [title.assessment] : title.table.registered.map(({ assessment }) => assessment);
  return assessments
    .flatMap(({ parts }) => parts.flatMap(({ given }) => given))
    .flatMap(({ survey }) => (survey?.type === 'proposed' ? [survey.campaign] : []));
}

function byUnit(rows: readonly (Score & { readonly unitCode: UnitCode })[]): ReadonlyMap<UnitCode, readonly Score[]> {
  const units = new Map<UnitCode, Score[]>();
  for (const { unitCode, ...score } of rows) units.set(unitCode, [...(units.get(unitCode) ?? []), score]);
  return units;
}

/** Points of the year, from surveys that had ended when the period did. */
async function titleFigures(
  store: Store,
  set: CriteriaSet,
  { jurisdiction, period: { year, to } }: ReportOrder,
  communes: readonly UnitCode[],
  scores: ReadonlyMap<UnitCode, readonly Score[]>,
): Promise<TitleFigures> {
  const of = { year, until: to };
  if (jurisdiction.level === 'province')
    return { level: 'province', year, table: await assessCommunes(store, set, of, communes, scores) };
  const unit = jurisdiction.code;
  const assessment = await assessCommune(store, set, { ...of, unit }, scores.get(unit) ?? []);
  return { level: 'commune', year, target: set.target, assessment };
}
