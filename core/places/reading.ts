import { fillers } from './common-words.js';
import { readHints, type Hint } from './hints.js';
import type { NameIndex } from './name-index.js';
import { findSpans, type Span } from './spans.js';
import { overlook, type Text } from './text.js';
import type { Word } from './words.js';

/** Names in a text, read as communes and as what these lie in. */
export type Reading = {
  readonly text: Text;
  readonly spans: readonly Span[];
  readonly hints: readonly Hint[];
  /** Places in the text of words that belong to no name and say something else. */
  readonly others: readonly number[];
};

/** Finds the names in a text, and what is said around them. */
export function readNamesIn(words: readonly Word[], index: NameIndex): Reading {
  const text = overlook(words);
  const spans = ownKinds(findSpans(text, index));
  return { text, spans, hints: readHints(spans), others: othersOf(text, spans) };
}

/** Takes away kinds that are part of another name ("Phố Hồ, Song Vân"), and carries on "đường Ngô Quyền - Trần Phú". */
function ownKinds(spans: readonly Span[]): readonly Span[] {
  const own: Span[] = [];
  for (const span of spans) {
    const before = own.at(-1);
    const isTaken = before !== undefined && span.announcedFrom < before.end;
    const goesOn = before?.end === span.from && span.words[0]?.gap === 'dash' && before.kinds.has('other');
    if (goesOn) own.push({ ...span, kinds: before.kinds });
    else own.push(isTaken ? { ...span, kinds: new Set(), announcedFrom: span.from } : span);
  }
  return own;
}

function othersOf(text: Text, spans: readonly Span[]): readonly number[] {
  const covered = new Set<number>();
  for (const { kinds, announcedFrom, end } of spans) {
    if (!kinds.has('other')) for (let at = announcedFrom; at < end; at += 1) covered.add(at);
  }
  return [...text.words.keys()].filter((at) => {
    if (covered.has(at) || fillers.has(text.words[at]?.text ?? '')) return false;
    const { kinds } = text.announcedAt(at + 1);
    return kinds.size === 0 || kinds.has('other');
  });
}
