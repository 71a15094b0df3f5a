import { canonical } from '../vietnamese.js';
import { isSyllable } from './syllable.js';

const tones: Readonly<Record<string, string>> = { s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323' };

/**
 * Reads a syllable typed in Telex while the keyboard wrote plain letters: "nhaf" → "nhà", "dduowngf" → "đường",
 * "mays" → "máy". Undefined when no syllable comes of it. Source: the Telex typing rules (a letter twice, w, and a
 * tone letter).
 */
export function readTelex(word: string): string | undefined {
  if (!/^[a-zđ]{2,9}$/.test(word)) return undefined;
  const { before, tone, after } = splitTone(word);
  const marked = withMarks(before + after);
  if (tone === '' && marked === before + after) return undefined;
  const mark = tones[tone] ?? '';
  const syllable = canonical(mark === '' ? marked : withTone(marked, mark));
  return isSyllable(syllable) ? syllable : undefined;
}

/** The tone letter stands at the end, or right behind the vowel. */
function splitTone(word: string): { readonly before: string; readonly tone: string; readonly after: string } {
  const final = /(?:ch|ng|nh|[cmnpt])$/.exec(word)?.[0] ?? '';
  const inside = word.slice(0, word.length - final.length);
  const early = inside.at(-1) ?? '';
  if (final !== '' && early in tones && /[aeiouyw]/.test(inside.at(-2) ?? ''))
    return { before: inside.slice(0, -1), tone: early, after: final };
  const last = word.at(-1) ?? '';
  if (last in tones && word.length > 2) return { before: word.slice(0, -1), tone: last, after: '' };
  return { before: word, tone: '', after: '' };
}

function withMarks(letters: string): string {
  // "dd" at the beginning, or the second one put at the end: "ddi", "did".
  const barred = letters.startsWith('dd')
    ? `đ${letters.slice(2)}`
    : /^d.{1,6}d$/.test(letters)
      ? `đ${letters.slice(1, -1)}`
      : letters;
  return barred
    .replace(/uow|uwo(?!w)|uwow/, 'ươ')
    .replace(/aa/, 'â')
    .replace(/aw/, 'ă')
    .replace(/ee/, 'ê')
    .replace(/oo/, 'ô')
    .replace(/ow/, 'ơ')
    .replace(/uw|w/, 'ư');
}

/** Puts the tone on the vowel that carries it: the one with a mark, else the last but one of an open rhyme. */
function withTone(letters: string, tone: string): string {
  const at = toneAt(letters);
  return at < 0 ? letters : letters.slice(0, at + 1) + tone + letters.slice(at + 1);
}

function toneAt(letters: string): number {
  const marked = letters.search(/[ơêâăô]/);
  if (marked >= 0) return marked;
  const horned = letters.indexOf('ư');
  if (horned >= 0) return horned;
  const onset = /^(?:qu|gi(?=[aeouy]))/.exec(letters)?.[0].length ?? 0;
  const vowels = /[aeiouy]+/.exec(letters.slice(onset));
  if (vowels === null) return -1;
  const from = onset + vowels.index;
  const isOpen = from + vowels[0].length === letters.length;
  if (vowels[0].length === 1) return from;
  if (vowels[0].length === 3) return from + 1;
  return isOpen ? from : from + 1;
}
