import type { Category, ChosenLabels, Labels } from './labels.js';

/** The labels that a case gets, and who chose its category or kind in the machine's place. */
export type SettledLabels = Omit<Labels, 'abstained' | 'likeliest' | 'bypassInDoubt'> & {
  /** `nobody`: the machine could not tell the category, and the citizen did not. */
  readonly labelledBy?: 'citizen' | 'nobody';
};

/**
 * Sets what the citizen chose over what the machine made of the text. Only labels that say how the case is named are
 * his to choose. What keeps it from the one it is about is never lifted by a choice: a text that the machine takes
 * for a denunciation goes past the commune also as phản ánh, and what is sent as tố cáo does so in any case.
 */
export function settleLabels(machine: Labels, chosen: ChosenLabels): SettledLabels {
  const { abstained, likeliest: _likeliest, bypassInDoubt: _inDoubt, ...found } = machine;
  const category: Category =
    chosen.category === undefined || chosen.category === 'unknown' ? found.category : chosen.category;
  const isUnsorted = chosen.category === 'unknown' || (chosen.category === undefined && abstained);
  const isChosen = chosen.category !== undefined || chosen.kind !== undefined;
  return {
    ...found,
    category,
    kind: chosen.kind ?? found.kind,
    bypass: found.bypass || chosen.kind === 'to-cao',
    ...(isUnsorted ? { labelledBy: 'nobody' } : isChosen ? { labelledBy: 'citizen' } : {}),
  };
}
