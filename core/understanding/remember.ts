import type { Labels, Understand } from '../labels.js';

/**
 * Understands each of the latest texts once: a conversation asks several times of the same one, and the worker again
 * soon after. What `isElsewhere` was asked for depends on who asks, and is not kept. `digest`: by which a text is known
 * again, for the texts themselves are not kept; of more than `howMany` the one known longest is forgotten.
 */
export function rememberLatest(understand: Understand, digest: (text: string) => string, howMany: number): Understand {
  const known = new Map<string, Labels>();
  return (text, isElsewhere) => {
    const key = digest(text);
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const askedFor: string[] = [];
    const labels = understand(text, (place) => {
      if (place === '') return false; // a title without a place: nobody needs to be asked
      askedFor.push(place);
      return isElsewhere?.(place) === true;
    });
    if (askedFor.length > 0) return labels;
    const [oldest] = known.keys();
    if (known.size >= howMany && oldest !== undefined) known.delete(oldest);
    known.set(key, labels);
    return labels;
  };
}
