import { criteriaSet } from '../../core/criteria.js';
import { escalationTimes } from '../../core/escalation.js';
import type { UnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Report, SurveyLine, TitleFigures } from '../../core/report.js';
import { addUpFeedback } from '../../core/report/feedback.js';
import { findGaps } from '../../core/report/gaps.js';
import type { Period, ReportSettings } from '../../core/report/period.js';
import { vietnamDay } from '../../core/vietnam-time.js';
import { resultsOf, type ResultsOf } from '../../handlers/survey-scores.js';
import type { Store } from '../../prisma/client.js';
import { listCampaigns } from '../../prisma/store/campaigns.js';
import { campaignsIn, dialoguesIn, feedbackIn, responsesIn, scoresIn } from '../../prisma/store/report-figures.js';
import { loadForms } from '../../runtime/load-forms.js';
import { readYaml } from '../../runtime/read-data.js';
import { communesOf } from '../criteria/communes.js';
import { assessCommune, assessCommunes } from '../criteria/run.js';
import { titleOf } from './places.js';

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
  const forms = await loadForms();
  const name = await titleOf(store, jurisdiction);
  const communes =
    jurisdiction.level === 'province'
      ? await communesOf(store, jurisdiction.code)
      : new Map([[jurisdiction.code, name]]);

  const held = await campaignsIn(store.db, jurisdiction, period);
  const ids = held.rows.map(({ id }) => id);
  const responses = await responsesIn(store.db, jurisdiction, ids);
  const feedback = await feedbackIn(store.db, jurisdiction, period, times, now);
  const dialogues = await dialoguesIn(store.db, jurisdiction, period);
  const scores = await scoresIn(store.db, jurisdiction, period.year);
  const titleSet = await readYaml('criteria.yaml', criteriaSet);

  const madeOn = vietnamDay(now);
  const asked: ResultsOf =
    jurisdiction.level === 'commune' ? jurisdiction : { ...jurisdiction, communes: new Set(communes.keys()) };
  const figures = {
    jurisdiction,
    name,
    communes,
    period,
    madeOn,
    surveys: await surveyLines(store, asked, ids, period, madeOn),
    feedback: addUpFeedback(jurisdiction, feedback.rows, settings.smallest),
    dialogues: dialogues.rows,
    title: await titleFigures(store, jurisdiction, period.year, [...communes.keys()]),
    queries: [held, responses, feedback, dialogues, scores].map(({ query }) => query),
  };
  const unverified = [
    ...(titleSet.verified ? [] : ['criteria' as const]),
    ...(settings.verified || period.due === undefined ? [] : ['period' as const]),
    ...(times.verified || figures.feedback === undefined ? [] : ['times' as const]),
  ];
  return { ...figures, gaps: findGaps(figures, { forms: forms.map(({ id }) => id), unverified }) };
}

async function surveyLines(
  store: Store,
  of: ResultsOf,
  ids: readonly string[],
  { to }: Period,
  today: string,
): Promise<readonly SurveyLine[]> {
  const titles = new Map((await loadForms()).map(({ id, title }) => [id, title]));
  const all = new Map((await listCampaigns(store.db)).map((campaign) => [campaign.id as string, campaign]));
  const lines: SurveyLine[] = [];
  for (const id of ids) {
    const campaign = all.get(id);
    if (campaign === undefined) continue;
    const results = await resultsOf(store, id, of);
    // The menu asks everywhere and always: where nobody answered, nothing was held.
    if (campaign.isStanding && results.every(({ n }) => n === undefined)) continue;
    const { form, partner, access, opensOn, closesOn } = campaign;
    const isOver = campaign.finishedOn !== undefined || closesOn < today;
    const title = titles.get(form) ?? form.toUpperCase();
    lines.push({
      id: campaign.id,
      form,
      title,
      partner,
      access,
      opensOn,
      closesOn,
      isOver,
      endsLater: closesOn > to,
      results,
    });
  }
  return lines;
}

async function titleFigures(
  store: Store,
  of: Jurisdiction,
  year: number,
  communes: readonly UnitCode[],
): Promise<TitleFigures> {
  const set = await readYaml('criteria.yaml', criteriaSet);
  if (of.level === 'commune') {
    const assessment = await assessCommune(store, set, { unit: of.code, year });
    return { level: 'commune', year, target: set.target, assessment };
  }
  return { level: 'province', year, table: await assessCommunes(store, set, year, of.code, communes) };
}
