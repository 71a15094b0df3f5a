import type { Day } from '../../core/campaign.js';
import { criteriaSet, type CriteriaSet } from '../../core/criteria.js';
import type { Assessment } from '../../core/criteria/assess.js';
import type { UnitCode } from '../../core/ids.js';
import type { Store } from '../../prisma/client.js';
import { readScores, readScoresIn, replaceScores } from '../../prisma/store/criteria.js';
import { readYaml } from '../../runtime/read-data.js';
import { readTables, writeTables } from '../tables/workbook.js';
import { assessCommune, assessCommunes } from './assess.js';
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
      return shown(set, command.of === undefined ? undefined : await assessed(store, set, command.of));
    case 'export': {
      const { of, out = `tu-cham-diem-${of.unit}-${of.year}.xlsx` } = command;
      const name = await communeName(store, of.unit);
      await writeTables(out, scoreSheets(set, { ...of, name }, await assessed(store, set, of)));
      return [`wrote ${out}`];
    }
    case 'import':
      return importFrom(store, set, command.file, today);
    case 'table':
      return writeTable(store, set, command);
  }
}

const assessed = async (
  store: Store,
  set: CriteriaSet,
  of: { readonly unit: UnitCode; readonly year: number },
): Promise<Assessment> => assessCommune(store, set, of, await readScores(store.db, of.year, of.unit));

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
  const table = await assessCommunes(
    store,
    set,
    { year },
    [...communes.keys()],
    await readScoresIn(store.db, year, province),
  );
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
