import type { SurveyForm } from '../survey-form.js';
import type { PackedResponses, Tally } from './counted.js';
import { emptyCounters, meaningsOf, readCounters, slot, slots } from './counters.js';

const code = { lineEnd: 10, skipped: 45, zero: 48, nine: 57, fieldEnd: 59, unknown: 63, a: 97, written: 42 } as const;

/**
 * Counts packed responses to one version of a form. They are walked character by character: a million of them would
 * make fourteen million pieces of text if they were cut up first.
 *
 * A response is straight-lined when at least `straightFrom` judged questions with ordered options (judged.ts) were
 * answered, all of them with the same grade: the same one counted from the best, or the same counted from the worst, or
 * always just the middle. So "always the worst" is seen in a form that has scales of three and of five grades, too.
 */
export function tallyResponses(
  { lines }: Pick<PackedResponses, 'lines'>,
  form: SurveyForm,
  straightFrom: number,
): Tally {
  const counters = emptyCounters(form);
  const { counts, sums, squares } = counters;
  const { adds, marks } = meaningsOf(form);
  const surplus = form.questions.length * slots;
  const chars = charactersOf(lines);
  const end = lines.length;
  let n = 0;
  let sharing = 0;
  let shareSum = 0;
  let shareSquares = 0;
  let gradable = 0;
  let straightLined = 0;
  let unreadable = 0;

  for (let at = 0; at < end; at += 1) {
    let row = 0;
    let added = 0;
    let common = -1;
    for (;;) {
      let char = chars[at] ?? code.lineEnd;
      if (char >= code.a) {
        counts[row + slot.chosenSome] = (counts[row + slot.chosenSome] ?? 0) + 1;
        do {
          const letter = row + char - code.a;
          counts[letter] = (counts[letter] ?? 0) + 1;
          added += adds[letter] ?? 0;
          common &= marks[letter] ?? 0;
          at += 1;
          char = chars[at] ?? code.lineEnd;
        } while (char >= code.a);
      } else if (char >= code.zero && char <= code.nine) {
        let value = 0;
        do {
          value = value * 10 + char - code.zero;
          at += 1;
          char = chars[at] ?? code.lineEnd;
        } while (char >= code.zero && char <= code.nine);
        counts[row + slot.typed] = (counts[row + slot.typed] ?? 0) + 1;
        sums[row / slots] = (sums[row / slots] ?? 0) + value;
        squares[row / slots] = (squares[row / slots] ?? 0) + value * value;
      } else if (char === code.unknown || char === code.skipped || char === code.written) {
        const which = char === code.unknown ? slot.unknown : char === code.skipped ? slot.skipped : slot.typed;
        counts[row + which] = (counts[row + which] ?? 0) + 1;
        at += 1;
        char = chars[at] ?? code.lineEnd;
      }
      if (char !== code.fieldEnd) break;
      if (row < surplus) row += slots;
      at += 1;
    }
    n += 1;
    if (row !== surplus - slots || chars[at] !== code.lineEnd) {
      unreadable += 1;
      while (chars[at] !== code.lineEnd) at += 1;
    }
    const judged = added & 0xff;
    if (judged > 0) {
      const share = ((added >> 8) & 0xff) / judged;
      sharing += 1;
      shareSum += share;
      shareSquares += share * share;
    }
    if (added >> 16 >= straightFrom) {
      gradable += 1;
      if (common !== 0) straightLined += 1;
    }
  }
  return {
    n,
    versions: [form.version],
    questions: readCounters(form, counters),
    shares: { n: sharing, sum: shareSum, sumOfSquares: shareSquares },
    gradable,
    straightLined,
    unreadable,
  };
}

/** The characters as numbers, in half the time that a string takes to give them, with a line's end after the last. */
function charactersOf(lines: string): Uint8Array {
  const chars = new Uint8Array(lines.length + 1);
  new TextEncoder().encodeInto(lines, chars);
  chars[lines.length] = code.lineEnd;
  return chars;
}
