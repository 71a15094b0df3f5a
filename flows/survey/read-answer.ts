import type { Option } from '../../core/survey-form.js';
import { fold, syllables } from '../../core/vietnamese.js';
import { numberWords, shortForms } from './texts.vi.js';

/** What a typed text means among the options of a question. */
export type ReadAnswer =
  | { readonly type: 'options'; readonly options: readonly Option[] }
  /** Several options fit, and only one can be meant. */
  | { readonly type: 'ambiguous'; readonly typed: string; readonly options: readonly Option[] }
  | { readonly type: 'unknown'; readonly typed: string };

/** Reads one option: its number, its words or their beginning, with or without diacritics. */
export function readOption(options: readonly Option[], text: string): ReadAnswer {
  const numbered = /^(?:(?:câu|số|ý) )?(\d{1,2})[.)]?$/.exec(text.toLowerCase())?.[1];
  const byNumber = numbered === undefined ? undefined : options[Number(numbered) - 1];
  if (byNumber !== undefined) return { type: 'options', options: [byNumber] };
  const typed = syllables(text);
  const folded = foldAll(typed);
  if (typed.length === 0) return { type: 'unknown', typed: text };
  // The strictest way of reading that fits anything decides; diacritics count before their absence is forgiven.
  for (const fits of [isWhole, isShortForm, isBeginning, isInside]) {
    const exact = options.filter((option) => fits(typed, syllables(option.label)));
    const found = exact.length > 0 ? exact : options.filter((option) => fits(folded, foldAll(syllables(option.label))));
    if (found.length === 1) return { type: 'options', options: found };
    if (found.length > 1) return { type: 'ambiguous', typed: text, options: found };
  }
  return { type: 'unknown', typed: text };
}

/** Reads several options: "1,3", "1 3", "1 và 3", "đông người, làm chậm". */
export function readOptions(options: readonly Option[], text: string): ReadAnswer {
  const whole = readOption(options, text);
  if (whole.type === 'options') return whole;
  const isNumbers = /^[\d\s,;.+&]+$/.test(text.replace(/\s(?:và|va)\s/g, ' '));
  const parts = text.split(isNumbers ? /\D+/ : /[,;+&]|\s(?:và|va)\s/).filter((part) => part.trim() !== '');
  if (parts.length < 2) return whole;
  const found: Option[] = [];
  for (const part of parts) {
    const one = readOption(options, part.trim());
    if (one.type !== 'options') return one;
    found.push(...one.options);
  }
  return { type: 'options', options: options.filter((option) => found.includes(option)) };
}

/** Reads a whole number: "3", "3 lần", "khoảng 3 lần", "ba lan"; undefined when there is none, or several. */
export function readNumber(text: string): number | undefined {
  const typed = syllables(text);
  const digits = typed.filter((word) => /^\d{1,7}$/.test(word)).map(Number);
  const words = typed.flatMap((word) => numberWords[word] ?? numberWords[fold(word)] ?? []);
  const [only, another] = digits.length > 0 ? digits : words;
  return another === undefined ? only : undefined;
}

type Fits = (typed: readonly string[], label: readonly string[]) => boolean;

const isWhole: Fits = (typed, label) => typed.length === label.length && startsAt(typed, label, 0);

/** "ko" for "Không". */
const isShortForm: Fits = (typed, label) => {
  const long = shortForms[typed.join(' ')];
  return long !== undefined && isWhole([long], label);
};

/** "nhanh" or "lich su" begins a label; the last word may be unfinished. */
const isBeginning: Fits = (typed, label) => {
  const last = typed.at(-1);
  if (last === undefined || isTooShort(typed)) return false;
  return startsAt(typed.slice(0, -1), label, 0) && label[typed.length - 1]?.startsWith(last) === true;
};

/** Whole words of a label. Words that the label denies ("không rõ ràng") do not stand for it. */
const isInside: Fits = (typed, label) =>
  !(typed.length === 1 && /^\D{1,2}$/.test(typed[0] ?? '')) &&
  label.some(
    (_, at) => startsAt(typed, label, at) && !['không', 'khong', 'chưa', 'chua'].includes(label[at - 1] ?? ''),
  );

function isTooShort(typed: readonly string[]): boolean {
  return typed.length === 1 && typed[0]?.length === 1;
}

function startsAt(typed: readonly string[], label: readonly string[], at: number): boolean {
  return typed.every((word, offset) => label[at + offset] === word);
}

function foldAll(words: readonly string[]): readonly string[] {
  return words.map(fold);
}
