import type { Campaign } from '../core/campaign.js';
import type { Directory } from '../core/directory.js';
import type { CampaignId, ProvinceCode, UnitCode } from '../core/ids.js';
import type { Jurisdiction } from '../core/jurisdiction.js';
import { groupComments } from '../core/results/comments.js';
import { askedIn, earlierCampaigns, wantedUnits } from '../core/results/earlier.js';
import type { Results } from '../core/results/results.js';
import { resultsSettings, type ResultsSettings } from '../core/results/settings.js';
import { signsOf } from '../core/results/signs.js';
import { summarise } from '../core/results/summarise.js';
import { tallyUnits } from '../core/results/tally-units.js';
import type { SurveyForm } from '../core/survey-form.js';
import { findCampaign, listCampaigns } from '../prisma/store/campaigns.js';
import { readComments, readFormVersions, readPeaks, readResponses } from '../prisma/store/results.js';
import { readYaml } from '../runtime/read-data.js';
import type { Store } from './store.js';

/** Which results are wanted, and by whom. */
export type ResultsWanted = {
  readonly campaign: string;
  /** One commune's alone. */
  readonly unit?: UnitCode;
  /** Only these communes': those of a province, in a campaign that asks in several. */
  readonly within?: ReadonlySet<UnitCode>;
  /** The campaign to compare with; left out: the latest that may be (earlier.ts). */
  readonly before?: string;
  /** Also of a campaign that is not finished; for whoever runs the server, and sees its file anyway. */
  readonly preliminary?: boolean;
  /** Whoever reads them; left out: the commune itself where one is named, otherwise the level above. */
  readonly reader?: Jurisdiction;
};

export type CampaignResults =
  | { readonly type: 'found'; readonly results: Results }
  /** With those that there are, the newest first. */
  | { readonly type: 'no-such-campaign'; readonly name: string; readonly known: readonly CampaignId[] }
  | { readonly type: 'other-form'; readonly campaign: Campaign; readonly before: Campaign }
  /** It can still be answered: whoever looked before and after somebody answers would know what he answered. */
  | { readonly type: 'not-finished'; readonly campaign: Campaign }
  /** The campaign did not ask in this commune. */
  | { readonly type: 'not-asked-there'; readonly unit: UnitCode }
  /** Answers of which nobody knows what they mean. */
  | { readonly type: 'no-such-version'; readonly form: string; readonly version: number };

type Places = Pick<Directory, 'unit' | 'title'>;

/** Counts what was answered in a campaign, and compares it with an earlier one. Reads only. */
export async function campaignResults(
  store: Store,
  places: Places | undefined,
  wanted: ResultsWanted,
): Promise<CampaignResults> {
  const settings = await readYaml('results.yaml', resultsSettings);
  const campaigns = await listCampaigns(store.db);
  const missing = (name: string): CampaignResults => ({
    type: 'no-such-campaign',
    name,
    known: campaigns.map(({ id }) => id),
  });
  const campaign = campaigns.find(({ id }) => id === wanted.campaign);
  if (campaign === undefined) return missing(wanted.campaign);
  if (campaign.finishedOn === undefined && wanted.preliminary !== true) return { type: 'not-finished', campaign };
  const before =
    wanted.before === undefined
      ? await earlier(store, campaigns, campaign, wanted)
      : campaigns.find(({ id }) => id === wanted.before);
  if (before === undefined && wanted.before !== undefined) return missing(wanted.before);
  if (before !== undefined && before.finishedOn === undefined && wanted.preliminary !== true)
    return { type: 'not-finished', campaign: before };
  if (before !== undefined && before.form !== campaign.form) return { type: 'other-form', campaign, before };

  const context = { store, places, settings, wanted };
  const compared = before === undefined ? undefined : await resultsOf(context, before);
  // What cannot be read of the earlier one is no reason to say nothing of this one, unless it was asked for.
  if (compared !== undefined && compared.type !== 'found' && wanted.before !== undefined) return compared;
  return resultsOf(context, campaign, compared?.type === 'found' ? compared.results : undefined);
}

/** The latest campaign with which it may be compared, of those that asked where results are wanted. */
async function earlier(
  store: Store,
  campaigns: readonly Campaign[],
  campaign: Campaign,
  { unit, within }: ResultsWanted,
): Promise<Campaign | undefined> {
  const wanted = wantedUnits(await unitsOf(store, campaign), unit, within);
  for (const other of earlierCampaigns(campaigns, campaign))
    if (askedIn(await unitsOf(store, other), wanted)) return other;
  return undefined;
}

const unitsOf = async (store: Store, { id }: Campaign) => (await findCampaign(store.db, id))?.units ?? [];

type Context = {
  readonly store: Store;
  readonly places: Places | undefined;
  readonly settings: ResultsSettings;
  readonly wanted: ResultsWanted;
};

async function resultsOf(context: Context, campaign: Campaign, before?: Results): Promise<CampaignResults> {
  const { store, places, settings, wanted } = context;
  const { unit: only, within } = wanted;
  const asked = await unitsOf(store, campaign);
  if (only !== undefined && !askedIn(asked, new Set([only]))) return { type: 'not-asked-there', unit: only };
  const units = asked.filter(({ code }) => within?.has(code) !== false);
  const forms = await readFormVersions(store.db, campaign.form);
  const counted = await tallyUnits(
    readResponses(store.db, campaign.id, wanted),
    forms,
    settings.straightLining.minimumAnswers,
  );
  if (typeof counted === 'number') return { type: 'no-such-version', form: campaign.form, version: counted };
  const form = newest(forms);
  if (form === undefined) return { type: 'no-such-version', form: campaign.form, version: 1 };

  const peaks = await readPeaks(store.db, campaign.id);
  const reader = readerOf(wanted);
  // Of a commune of which nothing is shown no comment is either.
  const isShown = (unit?: UnitCode) => unit !== undefined && (counted.get(unit)?.n ?? 0) >= settings.suppressBelow;
  const comments = (await readComments(store.db, campaign.id)).filter(({ unit }) => isShown(unit));
  const { groups } = groupComments(comments, reader, settings);
  return {
    type: 'found',
    results: summarise({
      campaign,
      form,
      units,
      tallies: counted,
      signs: signsOf([...counted.keys()], peaks, comments, reader, settings),
      comments: groups,
      settings,
      nameOf: (code) => {
        const unit = places?.unit(code);
        return unit === undefined ? undefined : places?.title(unit);
      },
      ...(only === undefined ? {} : { only }),
      ...(before === undefined ? {} : { before }),
    }),
  };
}

const newest = (forms: ReadonlyMap<number, SurveyForm>): SurveyForm | undefined => forms.get(Math.max(...forms.keys()));

/** The code of a province is not asked for: the level above reads all comments of its campaigns. */
const readerOf = ({ reader, unit }: ResultsWanted): Jurisdiction =>
  reader ?? (unit === undefined ? { level: 'province', code: '' as ProvinceCode } : { level: 'commune', code: unit });
