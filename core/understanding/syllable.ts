import { withoutDiacritics } from '../vietnamese.js';

// What a Vietnamese syllable looks like without its diacritics: an onset, a rhyme of vowels, a final consonant.
const onsets = 'ch|gh|gi|kh|ngh|ng|nh|ph|qu|th|tr|[bcdghk-nprstvx]';
const vowels =
  'uyeu|uya|uye|uyu|uay|uai|uao|uau|uoi|uou|oai|oao|oay|oeo|ieu|yeu|ia|ie|ua|uo|ue|uy|ui|uu|ai|ao|au|ay|eo|eu|iu|oa|oe|oi|ye|[aeiouy]';
const finals = 'ch|ng|nh|[cmnpt]';
const shape = new RegExp(`^(?:${onsets})?(?:${vowels})(?:${finals})?$`);

/** Could this be a Vietnamese syllable, with or without its diacritics? `word` is canonical. */
export function isSyllable(word: string): boolean {
  return shape.test(withoutDiacritics(word));
}
