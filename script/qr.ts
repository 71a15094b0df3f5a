// npm run qr -- --campaign pks03-2026-q4 --format pdf
// QR codes of the links by which a campaign's communes ask: bare as PNG or SVG, or as sheets to print and hang up.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLink } from '../bot/telegram/links.js';
import { parseUnitCode } from '../core/ids.js';
import { findCampaign } from '../prisma/store/campaigns.js';
import { webAddress, type Config } from '../runtime/config.js';
import { loadForms } from '../runtime/load-forms.js';
import { openDirectory, titled } from './open-directory.js';
import { usage, withStore } from './open-store.js';
import { formats, makeFiles, type Format, type Place } from './qr/make-files.js';
import { telegramName } from './telegram-name.js';

const help = `usage: npm run qr -- --campaign pks03-2026-q4 [--unit 07351] --format png|svg|pdf
  --channel web|telegram  where the link leads (web)
  --out DIR               where the files go (the folder qr in DATA_DIR)`;

const { campaign: id, unit: only, format, channel, out } = readArguments();

await withStore(async (store, config) => {
  const found = await findCampaign(store.db, id);
  if (found === undefined) throw new Error(`there is no campaign ${id}; npm run campaign lists them`);
  const { campaign, units } = found;
  const form = (await loadForms()).find((each) => each.id === campaign.form);
  if (form === undefined) throw new Error(`there is no form ${campaign.form} in data/forms`);
  const asked = units.map(({ code }) => code as string);
  if (only === undefined && asked.length === 0)
    throw new Error(`${id} asks in every commune; name one with --unit, such as --unit 07351`);
  if (only !== undefined && asked.length > 0 && !asked.includes(only))
    throw new Error(`${id} does not ask in the commune ${only}`);

  const directory = await openDirectory(store);
  const linkOf = await linkMaker(config);
  const places = (only === undefined ? asked : [only]).map((code): Place => {
    const unit = directory.unit(code);
    if (unit === undefined) throw new Error(`no commune has the code ${code}; npm run seed loads the list`);
    return {
      code,
      title: titled(directory.title(unit)),
      province: directory.provinceName(unit.province),
      link: linkOf(`${code}-${campaign.form}`),
    };
  });

  const folder = path.resolve(out ?? path.join(config.dataDir, 'qr'));
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of await makeFiles(campaign, form, places, format)) {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    process.stdout.write(`${file}\n`);
  }
});

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        campaign: { type: 'string' },
        unit: { type: 'string' },
        format: { type: 'string' },
        channel: { type: 'string', default: 'web' },
        out: { type: 'string' },
      },
    });
    const { campaign, unit, format: wanted, channel: where } = values;
    const known = formats.find((each): each is Format => each === wanted);
    if (campaign === undefined || known === undefined) return usage(help);
    if (unit !== undefined && parseUnitCode(unit) === undefined) return usage(help);
    if (where !== 'web' && where !== 'telegram') return usage(help);
    return { ...values, campaign, format: known, channel: where };
  } catch (error) {
    return usage(`${error instanceof Error ? error.message : ''}\n${help}`);
  }
}

/** What makes links of start parameters, in the channel that was asked for if that can be. */
async function linkMaker(config: Config): Promise<(parameter: string) => string> {
  const bot = channel === 'telegram' ? await telegramName(config) : undefined;
  if (bot !== undefined) return (parameter) => startLink(bot, parameter);
  if (channel === 'telegram')
    process.stderr.write('Telegram is not set up or does not answer: links of the web chat\n');
  if (config.http.publicUrl === undefined)
    process.stderr.write('PUBLIC_URL is not set: the codes lead to this machine only; do not print them\n');
  return (parameter) => `${webAddress(config.http)}/?start=${parameter}`;
}
