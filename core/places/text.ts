import { announcedAt, type Announced } from './kinds.js';
import { isPlain, textOf, type Word } from './words.js';

/** Whether a text says that it means a unit of today, or one that is no more. */
export type Era = 'now' | 'formerly' | undefined;

/** A text with what is known about it as a whole. */
export type Text = {
  readonly words: readonly Word[];
  /** Without any diacritics. */
  readonly isPlain: boolean;
  /** "trước sáp nhập": said of all its names. */
  readonly era: Era;
  /** What the word at `at` is announced as by those before it. */
  readonly announcedAt: (at: number) => Announced;
};

/** Looks a text over once; what is asked often is remembered. */
export function overlook(words: readonly Word[]): Text {
  const plain = isPlain(words);
  const known: Announced[] = [];
  return {
    words,
    isPlain: plain,
    era: eraOf(` ${textOf(words)} `),
    announcedAt: (at) => (known[at] ??= announcedAt(words, at, plain)),
  };
}

function eraOf(said: string): Era {
  if (/ (?:trước|truoc) (?:khi )?(?:sáp nhập|sap nhap|đây|day) /.test(said)) return 'formerly';
  return / sau (?:khi )?(?:sáp nhập|sap nhap) /.test(said) ? 'now' : undefined;
}
