import type { Fit, Hint } from './hints.js';
import { isCommuneKind } from './kinds.js';
import { choose, eraOf, strengthOf, type Strength } from './mentions.js';
import type { Entry } from './name-index.js';
import type { Reading } from './reading.js';
import type { Span } from './spans.js';
import type { Text } from './text.js';

type Mention = { readonly span: Span; readonly found: readonly Entry[]; readonly hints: readonly Hint[] };

/** Communes by the names that stand in the text as they are, if they are as sure as `least`. */
export function findByNames(
  { text, spans, hints: all, others }: Reading,
  province: string | undefined,
  least: Strength,
): readonly Entry[] {
  const mentions = new Map<string, Mention & { readonly strength: number }>();
  for (const span of spans) {
    if (span.candidates.length === 0 || span.kinds.has('other')) continue;
    const hints = all.filter((hint) => hint.span.key !== span.key);
    const found = choose(span.candidates, { hints, span, era: eraOf(span, text), province }).map(({ entry }) => entry);
    const fitting = hints.filter(({ fit, span: hint }) =>
      found.some((entry) => says(fit(entry), isRightBehind(hint, span))),
    );
    const isHinted = fitting.some((hint) => isBeside(hint.span, span, text));
    const strength = strengthOf(span, text, others.length === 0, isHinted);
    const key = `${span.key} ${strength}`;
    if (strength > 0 && strength >= least && !mentions.has(key))
      mentions.set(key, { span, found, hints: fitting, strength });
  }
  const strongest = Math.max(...[...mentions.values()].map(({ strength }) => strength));
  const strong = [...mentions.values()].filter(({ strength }) => strength === strongest);
  const main = strong.filter((mention) => !strong.some((other) => isFor(mention, other)));
  return (main.length > 0 ? main : strong).flatMap(({ found }) => found);
}

/**
 * Does it say where the commune lies? A district nearby does so right behind the name: districts were cut anew, and
 * people go on naming the old one.
 */
const says = (fit: Fit, isBehind: boolean): boolean =>
  fit === 'district' || fit === 'province' || (fit === 'near' && isBehind);

/** "Quý Sơn, Lục Ngạn": no word between, and the second may be a district. */
function isRightBehind(hint: Span, span: Span): boolean {
  return hint.announcedFrom === span.end && hint.regions.some(({ type }) => type === 'district');
}

/** Is a name only there to say where the other one lies? */
function isFor({ span }: Mention, other: Mention): boolean {
  return ![...span.kinds].some(isCommuneKind) && other.hints.some((hint) => hint.span === span);
}

/** Is the district named beside the commune, or by its kind? Without diacritics words farther apart may be anything. */
function isBeside(hint: Span, span: Span, { isPlain }: Text): boolean {
  if (hint.kinds.size > 0 || !isPlain) return true;
  return hint.end > span.from ? hint.announcedFrom - span.end <= 1 : span.announcedFrom - hint.end <= 1;
}
