import { fold, syllables } from '../../core/vietnamese.js';

/** One syllable as it was typed and without diacritics; `bare` when it was typed without any. */
export type Word = { readonly exact: string; readonly folded: string; readonly bare: boolean };

export type Abbreviations = ReadonlyMap<string, readonly string[]>;

// Vietnamese has some seven thousand syllables: nearly every one was seen before.
const known = new Map<string, Word>();
const knownLimit = 20_000;

function toWord(exact: string): Word {
  const seen = known.get(exact);
  if (seen !== undefined) return seen;
  if (known.size >= knownLimit) known.clear();
  const folded = fold(exact);
  const word = { exact, folded, bare: exact === folded };
  known.set(exact, word);
  return word;
}

/** The syllables of a text, what people abbreviate written out. */
export function words(text: string, abbreviations: Abbreviations): readonly Word[] {
  return syllables(text)
    .flatMap((syllable) => abbreviations.get(syllable) ?? [syllable])
    .map(toWord);
}

/** The sentences of a text, each in syllables; the rules look for what is said together. */
export function sentences(text: string, abbreviations: Abbreviations): readonly (readonly Word[])[] {
  return text
    .split(/[.!?;\n…]+/)
    .map((sentence) => words(sentence, abbreviations))
    .filter((sentence) => sentence.length > 0);
}

/**
 * A text without what says nothing of its subject: names ("đường Trần Phú"), and to whom it is addressed
 * ("Kính gửi ông chủ tịch xã").
 */
export function subjectMatter(text: string): string {
  return text
    .replace(/(?<=^|[.!?\n]) ?kính (?:gửi|thưa|trình)[^,.:;!?\n]{0,120}/giu, '…')
    .replace(/(?<=\p{Ll}[,.]? )\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*)+/gu, '…');
}
