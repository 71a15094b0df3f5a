import {
  duplicateSettings,
  toComparable,
  type Comparable,
  type DuplicateSettings,
  type Report,
} from '../../core/duplicates.js';
import type { CaseId } from '../../core/ids.js';
import { countWords, type WordCounts } from '../../core/likeness.js';
import { loadReader } from '../../runtime/load-understanding.js';
import { readYaml } from '../../runtime/read-data.js';
import { readExamples } from '../categorize/train/read-examples.js';

/** What is needed to tell whether reports are about the same thing. */
export type Duplicates = {
  readonly settings: DuplicateSettings;
  readonly comparable: (report: Report) => Comparable;
  /** The same for reports of which only the ids are at hand; `read` is asked for those that were not seen lately. */
  readonly comparables: (
    ids: readonly CaseId[],
    read: (unseen: readonly CaseId[]) => Promise<readonly Report[]>,
  ) => Promise<ReadonlyMap<CaseId, Comparable>>;
  /** How common words are anywhere: without it, in a commune with two reports every word would be rare. */
  readonly background: WordCounts;
};

// A text never changes, and each is wanted again for every report that comes after it in its commune. Some 2 kB each.
const remembered = 5000;
// Of the training texts every so manieth says enough of how common a word is.
const everyNth = 8;

/** Checks the settings now; the rest is read when it is first asked for. */
export async function openDuplicates(): Promise<() => Promise<Duplicates>> {
  const settings = await readYaml('duplicates.yaml', duplicateSettings);
  let read: Promise<Duplicates> | undefined;
  return () => (read ??= readRest(settings));
}

async function readRest(settings: DuplicateSettings): Promise<Duplicates> {
  const [reader, examples] = await Promise.all([loadReader(), readExamples()]);
  const words = (text: string) => reader.words(text).map(({ folded }) => folded);
  const known = new Map<CaseId, Comparable>();
  const comparable = (report: Report): Comparable => {
    const before = known.get(report.id);
    if (before !== undefined) return before;
    const [oldest] = known.keys();
    if (known.size >= remembered && oldest !== undefined) known.delete(oldest);
    const made = toComparable(report, words);
    known.set(report.id, made);
    return made;
  };
  return {
    settings,
    comparable,
    comparables: async (ids, read) => {
      const found = new Map<CaseId, Comparable>();
      for (const id of ids) {
        const before = known.get(id);
        if (before !== undefined) found.set(id, before);
      }
      for (const report of await read(ids.filter((id) => !found.has(id)))) found.set(report.id, comparable(report));
      return found;
    },
    background: countWords(
      examples.filter((_example, at) => at % everyNth === 0).map(({ text }) => new Set(words(text))),
    ),
  };
}
