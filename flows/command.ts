import { canonical, withoutDiacritics } from '../core/vietnamese.js';
import { commandWords, slashWords } from './texts.vi.js';

/** What a person can always say, whatever the bot is asking. */
export type Command = keyof typeof commandWords | keyof typeof slashWords;

/**
 * A message that is a command and nothing else.
 * `certain` is false for a word without its diacritics, which may be an answer instead: "dung" is both
 * "dừng" (stop) and "đúng" (right).
 */
export type ReadCommand = { readonly command: Command; readonly certain: boolean };

const exact = new Map<string, Command>();
const plain = new Map<string, Command>();
const slash = new Map<string, Command>();
for (const [command, words] of entries(commandWords)) {
  for (const word of words) {
    exact.set(canonical(word), command);
    plain.set(withoutDiacritics(canonical(word)), command);
    slash.set(withoutDiacritics(canonical(word)).replace(/\W/g, ''), command);
  }
}
for (const [command, words] of entries(slashWords)) for (const word of words) slash.set(word, command);

/** Reads a command typed with or without diacritics, or as `/command@bot`. */
export function readCommand(text: string): ReadCommand | undefined {
  const typed = canonical(text).replace(/[.!]$/, '');
  const folded = withoutDiacritics(typed);
  if (typed.startsWith('/')) {
    const command = slash.get(folded.slice(1).replace(/@\w*$/, '').replace(/[\s_]/g, ''));
    return command === undefined ? undefined : { command, certain: true };
  }
  const command = exact.get(typed);
  if (command !== undefined) return { command, certain: true };
  const guessed = folded === typed ? plain.get(typed) : undefined;
  return guessed === undefined ? undefined : { command: guessed, certain: false };
}

function entries<Key extends string, Value>(record: Readonly<Record<Key, Value>>): readonly (readonly [Key, Value])[] {
  return Object.entries(record) as [Key, Value][];
}
