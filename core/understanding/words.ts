import { canonical, syllables, syllablesIn, withoutDiacritics } from '../vietnamese.js';
import { repair } from './repair.js';

/** One syllable as it was meant. */
export type Word = {
  readonly exact: string;
  /** Without diacritics. */
  readonly folded: string;
  /** It was typed without any. */
  readonly bare: boolean;
  /** Letter by letter, each followed by its marks; ngã counts as hỏi, and the stroke of đ as a mark. */
  readonly marked: string;
};

/** What people write in short, each with the syllables it stands for. */
export type Abbreviations = ReadonlyMap<string, readonly string[]>;

/** Reads text into words. */
export type Reader = {
  /** The syllables of a text, what people abbreviate written out and what they mistyped repaired. */
  readonly words: (text: string) => readonly Word[];
  /** The same, sentence by sentence: what is said together belongs together. */
  readonly sentences: (text: string) => readonly (readonly Word[])[];
};

/** Vietnamese has some seven thousand syllables: nearly every one was seen before. */
const rememberedWords = 20_000;
/** More than this is no message any more; what it is about was said before. */
const longestText = 10_000;

/** `table`: data/teencode.yaml, short form → what it stands for. */
export function openReader(table: Readonly<Record<string, string>>): Reader {
  const abbreviations: Abbreviations = new Map(
    Object.entries(table).map(([short, long]) => [canonical(short), canonical(long).split(' ')]),
  );
  const known = new Map<string, readonly Word[]>();
  const read = (typed: string): readonly Word[] => {
    const seen = known.get(typed);
    if (seen !== undefined) return seen;
    if (known.size >= rememberedWords) known.clear();
    const repaired = abbreviations.has(typed) ? typed : repair(typed);
    const meant = abbreviations.get(repaired) ?? [repaired];
    const words = meant.map(toWord);
    known.set(typed, words);
    return words;
  };
  /** "c.tịch" is one word and no end of a sentence. */
  const joined = (long: string) => {
    const text = long.slice(0, longestText);
    if (!/\.\p{L}/u.test(text)) return text;
    return text.replace(/\p{L}{1,3}\.\p{L}{2,5}/gu, (dotted) => {
      const short = canonical(dotted.replace('.', ''));
      return abbreviations.has(short) ? short : dotted;
    });
  };
  return {
    words: (text) => syllables(joined(text)).flatMap(read),
    sentences: (text) =>
      canonical(joined(text))
        .split(/[.!?;\n]+/)
        .map((sentence) => syllablesIn(sentence).flatMap(read))
        .filter((sentence) => sentence.length > 0),
  };
}

function toWord(exact: string): Word {
  const folded = withoutDiacritics(exact);
  const marked = exact.replaceAll('đ', 'd\u0335').normalize('NFD').replaceAll('\u0303', '\u0309');
  return { exact, folded, bare: exact === folded, marked };
}

/**
 * A text without what says nothing of its subject: names ("đường Trần Phú"), and to whom it is addressed
 * ("Kính gửi ông chủ tịch xã").
 */
export function subjectMatter(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(?<=^|[.!?\n]) ?kính (?:gửi|thưa|trình)[^,.:;!?\n]{0,120}/giu, '…')
    .replace(/(?<=\p{Ll}[,.]? )\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*)+/gu, '…');
}
