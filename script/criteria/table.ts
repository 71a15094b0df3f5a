import type { CriteriaSet } from '../../core/criteria.js';
import type { CommuneTable } from '../../core/criteria/commune-table.js';
import type { UnitCode } from '../../core/ids.js';
import { bold, plain, type TableSheet } from '../tables/workbook.js';
import { decimal, sheetNames, standingLabels, tableTexts } from './texts.vi.js';

/** The communes that registered with their points by part, and the share that reached against the target. */
export function tableSheet(set: CriteriaSet, table: CommuneTable, nameOf: (unit: UnitCode) => string): TableSheet {
  const { unit, name, total, standing, missing } = tableTexts;
  return {
    sheet: sheetNames.table,
    widths: [38, 30, ...set.parts.map(() => 10), 10, 28, 12],
    rows: [
      bold(unit, name, ...set.parts.map(({ id, points }) => `${id} (${decimal(points)})`), total, standing, missing),
      ...table.registered.map(({ unit: code, assessment }) =>
        plain(
          code,
          nameOf(code),
          ...assessment.parts.map((part) => part.total),
          assessment.total,
          standingLabels[assessment.standing],
          assessment.missing,
        ),
      ),
      plain(),
      ...summaryOf(table).map(([label, value]) => plain(label, value)),
    ],
  };
}

/** The lines below the table: label and value. */
export function summaryOf(table: CommuneTable): readonly (readonly [string, string])[] {
  const { communes, registered, incomplete, hasThreshold, percent, target } = table;
  // Nobody registered that is known of: that nothing was entered does not say that nobody did.
  const isEntered = registered.length > 0;
  return [
    [tableTexts.communes, String(communes)],
    [tableTexts.registered, isEntered ? String(registered.length) : tableTexts.unknown],
    [tableTexts.incomplete, isEntered ? String(incomplete) : tableTexts.unknown],
    [tableTexts.reached, hasThreshold ? reachedText(table) : tableTexts.noThreshold],
    [tableTexts.percent, percent === undefined ? tableTexts.unknown : `${decimal(percent, 1)}%`],
    [tableTexts.target, `${decimal(target)}%: ${tableTexts.met[table.targetMet]}`],
  ];
}

function reachedText({ reached, communes, registered, incomplete }: CommuneTable): string {
  if (reached === undefined) return tableTexts.unknown;
  const open = incomplete + communes - registered.length;
  return open === 0 ? String(reached) : tableTexts.reachedSoFar(reached, open);
}
