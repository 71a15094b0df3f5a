import type { Day } from '../../core/campaign.js';
import { criteriaSet, type CriteriaSet } from '../../core/criteria.js';
import { assess, type Assessment } from '../../core/criteria/assess.js';
import { communeTable } from '../../core/criteria/commune-table.js';
import { proposeSurveyPoints } from '../../core/criteria/survey-points.js';
import type { ProvinceCode, UnitCode } from '../../core/ids.js';
import { surveyScores } from '../../handlers/survey-scores.js';
import type { Store } from '../../prisma/client.js';
import { readScores, readScoresIn, replaceScores } from '../../prisma/store/criteria.js';
import { readYaml } from '../../runtime/read-data.js';
import { readTables, writeTables } from '../tables/workbook.js';
import { communeName, communesOf } from './communes.js';
import type { CriteriaCommand } from './read-command.js';
import { readScoreSheets } from './read-sheet.js';
import { scoreSheets } from './sheet.js';
import { shown } from './show.js';
import { summaryOf, tableSheet } from './table.js';

/** Carries the command out and returns the lines to print; throws when it cannot, with nothing stored. */
export async function runCriteria(store: Store, command: CriteriaCommand, today: Day): Promise<readonly string[]> {
  const set = await readYaml('criteria.yaml', criteriaSet);
  switch (command.action) {
    case 'show':
      return shown(set, command.of === undefined ? undefined : await assessCommune(store, set, command.of));
    case 'export': {
      const { of, out = `tu-cham-diem-${of.unit}-${of.year}.xlsx` } = command;
      const name = await communeName(store, of.unit);
      await writeTables(out, scoreSheets(set, { ...of, name }, await assessCommune(store, set, of)));
      return [`wrote ${out}`];
    }
    case 'import':
      return importFrom(store, set, command.file, today);
    case 'table':
      return writeTable(store, set, command);
  }
}

async function importFrom(store: Store, set: CriteriaSet, file: string, today: Day): Promise<readonly string[]> {
  const read = readScoreSheets(set, await readTables(file));
  if (read.type === 'faults')
    throw new Error(
      read.faults.map(({ sheet, row, message }) => `${file}: ${sheet}, row ${row}: ${message}`).join('\n'),
    );
  const { unit, year, scores } = read;
  const name = await communeName(store, unit);
  await store.write((tx) => replaceScores(tx, { year, unit, enteredOn: today }, scores));
  return [`${name}, ${year}: ${scores.length} scores stored`];
}

async function writeTable(
  store: Store,
  set: CriteriaSet,
  { year, province, out }: Extract<CriteriaCommand, { action: 'table' }>,
): Promise<readonly string[]> {
  const communes = await communesOf(store, province);
  const table = await assessCommunes(store, set, year, province, [...communes.keys()]);
  const sheet = tableSheet(set, table, (code) => communes.get(code) ?? code);
  if (out === undefined)
    return sheet.rows.map(({ cells }) =>
      cells
        .map((cell) => cell ?? '')
        .join('\t')
        .trimEnd(),
    );
  await writeTables(out, [sheet]);
  return [...summaryOf(table).map((line) => line.join(': ')), `wrote ${out}`];
}

/** A commune's points in a year, with what its surveys propose. */
export async function assessCommune(
  store: Store,
  set: CriteriaSet,
  of: { readonly unit: UnitCode; readonly year: number },
): Promise<Assessment> {
  const surveys = proposeSurveyPoints(set, await surveyScores(store, of));
  return assess(set, await readScores(store.db, of.year, of.unit), surveys);
}

/** The same for all communes of a province, against the target. */
export async function assessCommunes(
  store: Store,
  set: CriteriaSet,
  year: number,
  province: ProvinceCode,
  communes: readonly UnitCode[],
) {
  const scores = await readScoresIn(store.db, year, province);
  const known = await Promise.all(
    communes.map(async (unit) => {
      const own = scores.get(unit) ?? [];
      // A commune without scores has not registered: its surveys are not looked at.
      const surveys = own.length === 0 ? [] : await surveyScores(store, { year, unit });
      return { unit, scores: own, surveys: proposeSurveyPoints(set, surveys) };
    }),
  );
  return communeTable(set, known);
}
