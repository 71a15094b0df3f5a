import type { QuestionFigures } from './results.js';
import { leavesOpen } from './hold-back.js';

/** How many persons the mean of a commune is of, and whether it is told there. */
export type MeanInUnit = { readonly persons: number; readonly isTold: boolean };

/** May the mean of all communes be told, or would subtracting those that are told leave the mean of one, or of a few persons? */
export function mayTellWholeMean(units: readonly MeanInUnit[], below: number): boolean {
  const untold = units.filter(({ persons, isTold }) => persons > 0 && !isTold);
  return untold.length === 0 || (untold.length > 1 && untold.reduce((sum, { persons }) => sum + persons, 0) >= below);
}

/** A question in one commune: what was counted, and what of it is shown. */
export type InUnit = { readonly full: QuestionFigures; readonly published: QuestionFigures | undefined };

/**
 * May the sum over all communes be shown, or would subtracting what single communes show give away what one of them
 * holds back? Each option is a line of its own: none hidden, or several, whose sum leaves open how many the few are.
 */
export function mayShowWhole(units: readonly InUnit[], below: number): boolean {
  const withheld = units.filter(({ published }) => published === undefined);
  if (withheld.length === 1) return false;
  const unsaid = units.filter(
    ({ full, published }) => full.satisfied !== undefined && published?.satisfied === undefined,
  );
  if (unsaid.length === 1) return false;
  const ids = new Set(units.flatMap(({ full }) => full.options.map(({ id }) => id)));
  return [...ids].every((id) => {
    const hidden = units.flatMap(({ full, published }) => {
      const cell = published?.options.find((option) => option.id === id)?.cell;
      if (cell?.type === 'shown') return [];
      const counted = full.options.find((option) => option.id === id)?.cell;
      return counted?.type === 'shown' ? [{ isFew: cell?.type === 'few', count: counted.count }] : [];
    });
    if (hidden.length === 0) return true;
    const sum = hidden.reduce((total, { count }) => total + count, 0);
    const few = hidden.filter(({ isFew }) => isFew).length;
    return (
      hidden.length > 1 && (few === 0 ? sum === 0 || sum >= below : leavesOpen(few, hidden.length - few, sum, below))
    );
  });
}
