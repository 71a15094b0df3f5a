// Where a text is best cut, the best first; a mark that belongs to the space stays with it.
const seams = [/\n\n(?!\p{M})/gu, /\n(?!\p{M})/gu, /[.!?…;:]\s(?!\p{M})/gu] as const;
const space = /\s(?!\p{M})/gu;

const characters = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** Cuts a text into parts of at most `limit` UTF-16 units, where possible between paragraphs, lines, sentences or words. */
export function splitText(text: string, limit: number): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const at = seamIn(rest, limit);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).replace(/^\s+(?!\p{M})/u, '');
  }
  return rest === '' ? parts : [...parts, rest];
}

/** The longest beginning of a text that fits, without half a character at its end. */
export function beginningOf(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, characterEnd(text, limit));
}

/** A seam in the second half makes few parts; of words, any will do. */
function seamIn(text: string, limit: number): number {
  const within = text.slice(0, limit + 4); // the white space after a full part, and what it carries
  for (const seam of seams) {
    const at = lastEnd(within, seam, limit);
    if (at > limit / 2) return at;
  }
  const at = lastEnd(within, space, limit);
  return at > 0 ? at : characterEnd(text, limit);
}

/** Where the last match ends that leaves something and fits without the white space at its end. */
function lastEnd(text: string, seam: RegExp, limit: number): number {
  let last = 0;
  for (const { 0: found, index } of text.matchAll(seam)) {
    if (index > 0 && index + found.trimEnd().length <= limit) last = index + found.length;
  }
  return last;
}

function characterEnd(text: string, limit: number): number {
  const at = characters.segment(text).containing(limit)?.index ?? limit;
  if (at > 0) return at;
  // One letter under a heap of marks, longer than a message: only whole code points are left.
  const low = text.charCodeAt(limit);
  return low >= 0xdc00 && low <= 0xdfff ? limit - 1 : limit;
}
