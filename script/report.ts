// npm run report -- --commune 07351|--province 24 --period 2026-h1|2026 --out DIR
//   [--due 30/10|30/11] [--from 2026-01-01 --to 2026-05-31] [--number "12/BC-UBND"] [--signer "CHỦ TỊCH"] [--place "…"]
// Writes the report of a period as .docx, to be completed and signed, and its figures with their sources as .xlsx.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isDay } from '../core/dialogue.js';
import { parseProvinceCode, parseUnitCode } from '../core/ids.js';
import type { Jurisdiction } from '../core/jurisdiction.js';
import { parsePeriodName, periodOf, reportSettings, type Period, type ReportSettings } from '../core/report/period.js';
import { readYaml } from '../runtime/read-data.js';
import { usage, withStore } from './open-store.js';
import { writeDocument } from './report/document/document.js';
import { gatherReport } from './report/gather.js';
import { reportSheets } from './report/workbook/sheets.js';
import { writeTables } from './tables/workbook.js';

const help = `usage: npm run report -- --commune 07351|--province 24 --period 2026-h1|2026 --out DIR
  --due 30/10|30/11     when the yearly report is due, which decides the days it covers
  --from DAY --to DAY   other days than data/reports.yaml says, such as 2026-01-01
  --number "12/BC-UBND" --signer "CHỦ TỊCH" --place "Ngọc Thiện"   left to be written by hand where absent;
                        --signer "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH" gives two lines`;

const values = readOptions();
const jurisdiction = readJurisdiction();
const { number, signer, place } = values;
const out = values.out ?? usage(help);

await withStore(async (store) => {
  const settings = await readYaml('reports.yaml', reportSettings);
  const period = readPeriod(settings);
  const report = await gatherReport(store, { jurisdiction, period, settings, now: Date.now() });
  const name = path.join(out, `bao-cao-${jurisdiction.code}-${values.period ?? ''}`);
  const signing = {
    ...(number === undefined ? {} : { number }),
    ...(signer === undefined ? {} : { signer }),
    ...(place === undefined ? {} : { place }),
  };
  await mkdir(out, { recursive: true });
  await writeFile(`${name}.docx`, await writeDocument(report, signing, settings.smallest));
  await writeTables(`${name}.xlsx`, reportSheets(report, settings.smallest));
  process.stdout.write(`wrote ${name}.docx\nwrote ${name}.xlsx\n`);
});

function readOptions() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      options: {
        ...{ commune: text, province: text, period: text, out: text },
        ...{ due: text, from: text, to: text, number: text, signer: text, place: text },
      },
    }).values;
  } catch (error) {
    return usage(`${error instanceof Error ? error.message : ''}\n${help}`);
  }
}

function readJurisdiction(): Jurisdiction {
  const { commune, province } = values;
  if ((commune === undefined) === (province === undefined)) return usage(help);
  if (commune !== undefined) return { level: 'commune', code: parseUnitCode(commune) ?? usage(help) };
  return { level: 'province', code: parseProvinceCode(province ?? '') ?? usage(help) };
}

function readPeriod(settings: ReportSettings): Period {
  const name = parsePeriodName(values.period ?? '') ?? usage(help);
  const { due, from, to } = values;
  if (from !== undefined || to !== undefined) {
    if (from === undefined || to === undefined || !isDay(from) || !isDay(to) || from > to) return usage(help);
    return { ...name, from, to };
  }
  const found = periodOf(settings, name, due);
  if (found === undefined)
    throw new Error(`data/reports.yaml has no such period${due === undefined ? '' : ` with yearDue ${due}`}`);
  return found;
}
