import { fold } from '../core/vietnamese.js';
import type { Question } from './prompt.js';

/** Words, folded, by which people type a choice instead of pressing its button. */
export type ChoiceWords = Readonly<Record<string, readonly string[]>>;

/**
 * The choice of this question that a typed text means: its label, one of its words, or, where no free text is
 * expected, its number. Undefined when the text is none of them.
 */
export function typedChoice(question: Question, folded: string, words: ChoiceWords): string | undefined {
  const choices = (question.choices ?? []).flat();
  const byLabel = choices.find(({ label }) => foldLabel(label) === folded);
  const byName = byLabel ?? choices.find(({ choice }) => words[choice]?.includes(folded) === true);
  if (byName !== undefined) return byName.choice;
  if (question.expectsText === true || !/^\d{1,2}$/.test(folded)) return undefined;
  return choices[Number(folded) - 1]?.choice;
}

/** Most labels are the same few, again and again: those of the forms and of the steering buttons. */
const knownLabels = new Map<string, string>();
const rememberedLabels = 2000;

function foldLabel(label: string): string {
  const known = knownLabels.get(label);
  if (known !== undefined) return known;
  const folded = fold(label);
  if (knownLabels.size >= rememberedLabels) knownLabels.clear();
  knownLabels.set(label, folded);
  return folded;
}
