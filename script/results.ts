// npm run results -- --campaign pks03-2026-q2                 the results, to read
// npm run results -- --campaign pks03-2026-q2 --unit 07351    of one commune, as it may see them
//   --before pks03-2025-q2         compared with this campaign; left out: the latest earlier one of the same form
//   --format table|csv|xlsx|json   [--out FILE]
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseUnitCode, type UnitCode } from '../core/ids.js';
import type { Directory } from '../core/directory.js';
import type { Results } from '../core/results/results.js';
import { campaignResults, type CampaignResults } from '../handlers/campaign-results.js';
import type { Store } from '../prisma/client.js';
import { loadPlaces } from '../prisma/store/places.js';
import { usage, withStore } from './open-store.js';
import { texts } from './results/texts.vi.js';
import { csvSheet } from './results/question-sheet.js';
import { toSheets } from './results/sheets.js';
import { toCsv } from './results/to-csv.js';
import { toTable } from './results/to-table.js';
import { writeSheets } from './results/to-workbook.js';

const help =
  'usage: npm run results -- --campaign NAME [--unit 07351] [--before NAME] [--format table|csv|xlsx|json] [--out FILE] [--preliminary]';

const formats = ['table', 'csv', 'xlsx', 'json'] as const;
type Format = (typeof formats)[number];

const wanted = readArguments();

await withStore(async (store) => {
  const found = await campaignResults(store, await placesIn(store), wanted);
  if (found.type !== 'found') throw new Error(problem(found));
  await write(found.results);
});

async function write(results: Results): Promise<void> {
  const { format, out } = wanted;
  if (format === 'xlsx') {
    const file = out ?? `${results.campaign.id}.xlsx`;
    await writeSheets(toSheets(results), file);
    process.stdout.write(`wrote ${file}\n`);
    return;
  }
  const text = textOf(results, format);
  if (out === undefined) process.stdout.write(text);
  else {
    await writeFile(out, text);
    process.stdout.write(`wrote ${out}\n`);
  }
}

function textOf(results: Results, format: Exclude<Format, 'xlsx'>): string {
  switch (format) {
    case 'table':
      return toTable(results);
    case 'csv':
      return toCsv(csvSheet(results));
    case 'json':
      return `${JSON.stringify(results, null, 2)}\n`;
  }
}

function problem(found: Exclude<CampaignResults, { type: 'found' }>): string {
  switch (found.type) {
    case 'no-such-campaign':
      return `there is no campaign ${found.name}: ${found.known.join(', ') || 'there is none yet'}`;
    case 'other-form':
      return `${found.before.id} asks ${found.before.form}, ${found.campaign.id} asks ${found.campaign.form}: they cannot be compared`;
    case 'not-finished':
      return `${found.campaign.id} is not finished: figures that change with each answer show what single people answered. --preliminary shows them all the same; pass them on to nobody`;
    case 'not-asked-there':
      return `the campaign does not ask in ${found.unit}`;
    case 'no-such-version':
      return `version ${found.version} of ${found.form} is not in the store: its answers cannot be read`;
  }
}

/** Names of communes; the directory that finds them by what people type is not needed. */
async function placesIn(store: Store): Promise<Pick<Directory, 'unit' | 'title'>> {
  const units = new Map((await loadPlaces(store)).units.map((unit) => [unit.code as string, unit]));
  return { unit: (code) => units.get(code), title: ({ kind, name }) => `${texts.unitKinds[kind]} ${name}` };
}

type Wanted = {
  readonly campaign: string;
  readonly unit?: UnitCode;
  readonly before?: string;
  readonly preliminary: boolean;
  readonly format: Format;
  readonly out: string | undefined;
};

function readArguments(): Wanted {
  try {
    const string = { type: 'string' } as const;
    const { values } = parseArgs({
      options: {
        campaign: string,
        unit: string,
        before: string,
        format: string,
        out: string,
        preliminary: { type: 'boolean', default: false },
      },
    });
    const { campaign, before, out } = values;
    const unit = values.unit === undefined ? undefined : parseUnitCode(values.unit);
    const format = formats.find((one) => one === (values.format ?? 'table'));
    if (campaign !== undefined && format !== undefined && (values.unit === undefined || unit !== undefined))
      return {
        campaign,
        preliminary: values.preliminary,
        format,
        out,
        ...(unit === undefined ? {} : { unit }),
        ...(before === undefined ? {} : { before }),
      };
  } catch {
    // an option that is not known
  }
  return usage(help);
}
