import { readFile } from 'node:fs/promises';
import {
  campaignAccess,
  quarterOf,
  usualAccess,
  type Campaign,
  type CampaignAccess,
  type Day,
} from '../../core/campaign.js';
import { parseCampaignId, parseUnitCode, type CampaignId } from '../../core/ids.js';
import type { SurveyForm } from '../../core/survey-form.js';
import type { Store } from '../../prisma/client.js';
import { insertCampaign, readCampaign, type CampaignWithUnits } from '../../prisma/store/campaigns.js';
import type { Options } from './read-arguments.js';
import { unitLine } from './show.js';

type Units = CampaignWithUnits['units'];

/** Plans a campaign; what is wrong is said, and nothing is stored. */
export async function createFrom(
  store: Store,
  forms: readonly SurveyForm[],
  options: Options,
  today: Day,
): Promise<readonly string[]> {
  const form = forms.find(({ id }) => id === options.form?.toLowerCase());
  if (form === undefined) throw new Error(`--form must be one of ${forms.map(({ id }) => id).join(', ')}`);
  const units = await readUnits(options);
  await mustExist(store, units);
  const opensOn = readDay('--from', options.from);
  const closesOn = readDay('--to', options.to);
  if (closesOn < opensOn) throw new Error('--to must not be before --from');
  if (closesOn < today) throw new Error(`--to ${closesOn} is over already`);
  const campaign: Campaign = {
    id: await nameOf(store, form, opensOn, options.name),
    form: form.id,
    access: readAccess(form, options.access),
    opensOn,
    closesOn,
    partner: options.partner ?? form.partner,
    margin: readMargin(options.margin),
    isPaused: false,
    isStanding: false,
  };
  if (!(await store.write((tx) => insertCampaign(tx, { campaign, units }, options.reason ?? '', today))))
    throw new Error(`there is a campaign ${campaign.id} already; choose another --name`);
  return [
    `${campaign.id}: ${form.title}, ${opensOn} to ${closesOn}, ${campaign.access}, with ${campaign.partner}`,
    ...(units.length === 0 ? ['  everywhere; without numbers of people there is no target'] : []),
    ...units.map((unit) => unitLine(unit, campaign.margin)),
    `next: npm run qr -- --campaign ${campaign.id} --format pdf`,
    ...(campaign.access === 'counter-code' ? [`      npm run campaign -- screens ${campaign.id}`] : []),
    ...(campaign.access === 'one-time-code'
      ? [`      npm run campaign -- codes ${campaign.id} --unit ${units[0]?.code ?? '07351'} --count 24`]
      : []),
  ];
}

async function readUnits(options: Options): Promise<Units> {
  const ways = [options.units, options['units-file'], options.everywhere].filter((way) => way !== undefined);
  if (ways.length !== 1) throw new Error('say where: --units, --units-file or --everywhere');
  if (options.everywhere === true) return [];
  const file = options['units-file'];
  const entries =
    file === undefined
      ? (options.units ?? '').split(',')
      : (await readFile(file, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== '' && !/^\D/.test(line));
  const units = entries.map((entry) => {
    const [, code = '', population] = /^(\d{5})(?:[:;,](\d{1,8}))?$/.exec(entry.replace(/\s/g, '')) ?? [];
    const unit = parseUnitCode(code);
    if (unit === undefined) throw new Error(`"${entry.trim()}" is not a commune's code, or a code and a number`);
    return { code: unit, ...(population === undefined ? {} : { population: Number(population) }) };
  });
  if (units.length === 0) throw new Error('no communes are named');
  const twice = units.find(({ code }, at) => units.findIndex((other) => other.code === code) !== at);
  if (twice !== undefined) throw new Error(`the commune ${twice.code} is named twice`);
  return units;
}

async function mustExist(store: Store, units: Units): Promise<void> {
  for (const { code } of units)
    if ((await store.db.unit.findUnique({ where: { code } })) === null)
      throw new Error(`no commune has the code ${code}; npm run seed loads the list`);
}

/** `pks03-2026-q4`, and where that is taken `pks03-2026-q4-2`. */
async function nameOf(store: Store, form: SurveyForm, opensOn: Day, wanted: string | undefined): Promise<CampaignId> {
  if (wanted !== undefined) {
    const name = parseCampaignId(wanted);
    if (name === undefined) throw new Error('--name takes small letters, digits and dashes, 3 to 40 of them');
    if (/^pks0\d-\d{4}-q\d$/.test(name) && form.offered === 'menu')
      throw new Error(`--name ${name} is the name of a campaign that the program opens by itself`);
    return name;
  }
  const { year, quarter } = quarterOf(opensOn);
  // The standing campaign of a form of the menu has the plain name.
  const base = `${form.id}-${year}-q${quarter}`;
  for (let count = form.offered === 'menu' ? 2 : 1; ; count += 1) {
    const name = parseCampaignId(count === 1 ? base : `${base}-${count}`);
    if (name !== undefined && (await readCampaign(store.db, name)) === undefined) return name;
  }
}

/** Reads a day; `option` is named when it is none. */
export function readDay(option: string, text: string | undefined): Day {
  const isDay = text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDay || new Date(text).toISOString().slice(0, 10) !== text)
    throw new Error(`${option} must be a day such as 2026-12-15`);
  return text;
}

function readAccess(form: SurveyForm, text: string | undefined): CampaignAccess {
  if (text === undefined) return usualAccess(form.id);
  const access = campaignAccess.find((one) => one === text);
  if (access === undefined) throw new Error(`--access must be one of ${campaignAccess.join(', ')}`);
  return access;
}

function readMargin(text: string | undefined): number {
  const margin = text === undefined ? 0.05 : Number(text);
  if (!(margin >= 0.01 && margin <= 0.2)) throw new Error('--margin must be between 0.01 and 0.2');
  return margin;
}
