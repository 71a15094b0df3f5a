/**
 * Cuts a text to at most `limit` characters, at the end of a word where there is one, and marks the cut with "…".
 * A text that fits stays as it is.
 */
export function excerpt(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return '';
  const cut = text.slice(0, wholeCharacters(text, limit - 1));
  const word = cut.search(/\s\S*$/);
  // A single very long "word" (a link, or typing without spaces) is cut where it must be.
  return `${(word > cut.length / 2 ? cut.slice(0, word) : cut).trimEnd()}…`;
}

/** Splits a text into messages of at most `limit` characters each, losing nothing but the spaces at the cuts. */
export function pages(text: string, limit: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const piece = rest.slice(0, wholeCharacters(rest, limit));
    const space = Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf(' '));
    const end = space > piece.length / 2 ? space : piece.length;
    parts.push(piece.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** Where to cut at or before `at` without tearing an emoji's two halves apart. */
function wholeCharacters(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}
