import { withoutDiacritics } from '../vietnamese.js';
import { isSyllable } from './syllable.js';
import { readTelex } from './telex.js';

/**
 * What somebody meant by a word that is no syllable of Vietnamese: stretched ("quáaaa" → "quá"), typed with the
 * keyboard's Vietnamese mode off ("dduowngf" → "đường"), or in the short spelling of messages ("đườg", "fòng").
 * A word that cannot be repaired stays as it is. `word` is canonical.
 */
export function repair(word: string): string {
  if (isSyllable(word) || /\d/.test(word)) return word;
  const telex = readTelex(word);
  if (telex !== undefined) return telex;
  const single = unstretch(word);
  const candidates = [single, respell(single)];
  const repaired = candidates.find(isSyllable) ?? readTelex(single);
  return repaired ?? single;
}

/** Letters typed several times, once; of "áaa" the one with its marks stays. */
function unstretch(word: string): string {
  const letters: string[] = [];
  for (const letter of word) {
    const last = letters.at(-1);
    if (last === undefined || withoutDiacritics(last) !== withoutDiacritics(letter)) letters.push(letter);
    else if (withoutDiacritics(last) === last) letters[letters.length - 1] = letter;
  }
  return letters.join('');
}

/** The short spelling of messages, by rule: f for ph, z for d, j for gi, w for qu, a final g or h alone for ng, nh. */
function respell(word: string): string {
  return word
    .replace(/^f/, 'ph')
    .replace(/^dz|^z/, 'd')
    .replace(/^j(?=[iìíỉĩị])/, 'g')
    .replace(/^j/, 'gi')
    .replace(/^w/, 'qu')
    .replace(/^ck/, 'ch')
    .replace(/^kk/, 'kh')
    .replace(/^c(?=[eiêéèẻẽẹếềểễệíìỉĩị])/, 'k')
    .replace(/k$/, 'ch')
    .replace(/(?<!n)g$/, 'ng')
    .replace(/(?<![cn])h$/, 'nh');
}
