import {
  duplicateSettings,
  toComparable,
  type Comparable,
  type DuplicateSettings,
  type Report,
} from '../../core/duplicates.js';
import type { CaseId } from '../../core/ids.js';
import { countWords, noWords, type WordCounts } from '../../core/likeness.js';
import { syllables, withoutDiacritics } from '../../core/vietnamese.js';
import { loadReader } from '../../runtime/load-understanding.js';
import { listData, readLines, readYaml } from '../../runtime/read-data.js';

/** What is needed to tell whether reports are about the same thing. */
export type Duplicates = {
  readonly settings: DuplicateSettings;
  readonly comparable: (report: Report) => Comparable;
  /** How common words are anywhere: without it, in a commune with two reports every word would be rare. */
  readonly background: WordCounts;
};

// A text never changes, and each is wanted again for every report that comes after it in its commune.
const remembered = 10_000;
// Of the training phrases every so manieth says enough of how common a word is.
const everyNth = 4;

/** Checks the settings now; the rest is read when it is first asked for. */
export async function openDuplicates(): Promise<() => Promise<Duplicates>> {
  const settings = await readYaml('duplicates.yaml', duplicateSettings);
  let read: Promise<Duplicates> | undefined;
  return () => (read ??= readRest(settings));
}

async function readRest(settings: DuplicateSettings): Promise<Duplicates> {
  const [reader, background] = await Promise.all([loadReader(), readBackground()]);
  const words = (text: string) => reader.words(text).map(({ folded }) => folded);
  const known = new Map<CaseId, Comparable>();
  return {
    settings,
    background,
    comparable: (report) => {
      const { id, unit, category } = report;
      const before = known.get(id);
      // Category and commune may have been corrected since.
      if (before !== undefined) return { ...before, unit, category };
      if (known.size >= remembered) known.clear();
      const comparable = toComparable(report, words);
      known.set(id, comparable);
      return comparable;
    },
  };
}

async function readBackground(): Promise<WordCounts> {
  let counts = noWords;
  for (const name of await listData('training', '.txt')) {
    const lines = await readLines(`training/${name}.txt`);
    const texts = lines.filter((_line, at) => at % everyNth === 0).map((line) => line.slice(line.indexOf('|') + 1));
    counts = countWords(
      texts.map((text) => new Set(syllables(text).map(withoutDiacritics))),
      counts,
    );
  }
  return counts;
}
