import type { CommuneTable } from '../../../core/criteria/commune-table.js';
import type { UnitCode } from '../../../core/ids.js';
import { summaryOf } from '../../criteria/table.js';
import { decimal, standingLabels, tableTexts } from '../../criteria/texts.vi.js';
import { bold, plain, type TableRow } from '../../tables/workbook.js';
import { noFigure } from '../texts.vi.js';

/** The communes of a province with their points by part, and how they stand against the target. */
export function provinceTitleRows(table: CommuneTable, communes: ReadonlyMap<UnitCode, string>): readonly TableRow[] {
  const summary = summaryOf(table).map(([label, value]) => plain(undefined, label, value));
  const [first] = table.registered;
  if (first === undefined) return [plain(noFigure), ...summary];
  const parts = first.assessment.parts.map(({ id, maximum }) => `${id} (${decimal(maximum)})`);
  const { unit, name, total, standing, missing } = tableTexts;
  return [
    bold(unit, name, total, standing, missing, ...parts),
    ...table.registered.map(({ unit: code, assessment }) =>
      plain(
        code,
        communes.get(code) ?? code,
        assessment.total ?? noFigure,
        standingLabels[assessment.standing],
        assessment.missing,
        ...assessment.parts.map((part) => part.total ?? noFigure),
      ),
    ),
    plain(),
    ...summary,
  ];
}
