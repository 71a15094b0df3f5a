/**
 * How well a typed name agrees with a name of the same letters: 0 with the same diacritics; 1 each word with the same
 * or with none; 2 some marks are missing ("dông" for "đồng"); 3 they contradict each other.
 */
export type Likeness = 0 | 1 | 2 | 3;

/** Compares two names that are equal without their diacritics. */
export function likeness(typed: string, plain: string, name: string): Likeness {
  if (typed === name) return 0;
  if (typed === plain) return 1;
  const names = name.split(' ');
  const plains = plain.split(' ');
  const words = typed.split(' ');
  if (words.every((word, at) => word === names[at] || word === plains[at])) return 1;
  return lacksOnlyMarks(typed, name) ? 2 : 3;
}

function lacksOnlyMarks(typed: string, name: string): boolean {
  const letters = Array.from(name);
  const typedLetters = Array.from(typed);
  return typedLetters.length === letters.length && typedLetters.every((letter, at) => fits(letter, letters[at] ?? ''));
}

/** The marks of a letter; đ is d with a mark. */
function marks(letter: string): string {
  return letter === 'đ' ? 'd\u0335' : letter.normalize('NFD');
}

/** Is the typed letter the name's, perhaps with fewer marks? */
function fits(typed: string, letter: string): boolean {
  if (typed === letter) return true;
  const [base, ...rest] = marks(letter);
  const [typedBase, ...typedRest] = marks(typed);
  return base === typedBase && typedRest.every((mark) => rest.includes(mark));
}

/**
 * Number of slips (a letter or mark wrong, missing, too many, or two letters exchanged) that make the name into what was
 * typed, spaces aside; marks that are only missing are no slips. More than one counts as two.
 */
export function slips(typed: string, name: string): 0 | 1 | 2 {
  const [a, b] = [Array.from(typed), Array.from(name)];
  let from = 0;
  while (from < a.length && from < b.length && fits(a[from] ?? '', b[from] ?? '')) from += 1;
  const rest = (skipA: number, skipB: number): boolean => {
    const [endA, endB] = [a.slice(from + skipA), b.slice(from + skipB)];
    return endA.length === endB.length && endA.every((letter, at) => fits(letter, endB[at] ?? ''));
  };
  if (rest(0, 0)) return 0;
  if (rest(1, 1) || rest(1, 0) || rest(0, 1)) return 1;
  const exchanged = fits(a[from] ?? '', b[from + 1] ?? '') && fits(a[from + 1] ?? '', b[from] ?? '');
  return exchanged && rest(2, 2) ? 1 : 2;
}
