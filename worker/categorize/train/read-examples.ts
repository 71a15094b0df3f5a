import { category, legalKind, type Category, type LegalKind } from '../../../core/labels.js';
import { listData, readLines } from '../../../runtime/read-data.js';

/** A text to learn from, with all that it is labelled as. */
export type Example = {
  readonly text: string;
  readonly category: Category;
  readonly kind: LegalKind;
  /** Absent where only category and kind were judged: an approved correction. */
  readonly urgent?: boolean;
  readonly aboutOfficial?: boolean;
  readonly bypass?: boolean;
};

const flags = ['khan', 'can-bo', 'bypass'] as const;
const isFlag = (word: string): word is (typeof flags)[number] => flags.some((flag) => flag === word);

/** Reads data/training: a file a category, or with the category at the beginning of the line. */
export async function readExamples(): Promise<readonly Example[]> {
  const examples: Example[] = [];
  for (const name of await listData('training', '.txt')) {
    const own = category.safeParse(name);
    for (const line of await readLines(`training/${name}.txt`)) {
      examples.push(parseExample(own.success ? `${own.data} ${line}` : line, `data/training/${name}.txt`));
    }
  }
  return examples;
}

/** An approved correction: `giao-thong phan-anh | the text` says nothing of danger nor of who must not read it. */
export function parseCorrection(line: string): Example {
  const { text, category, kind } = parseExample(line);
  return { text, category, kind };
}

/** Reads `giao-thong phan-anh khan can-bo bypass | the text`; throws, naming where, when it is not like that. */
export function parseExample(line: string, where: string | number = 'examples'): Example {
  const bar = line.indexOf('|');
  const [first, second, ...marks] = line.slice(0, Math.max(bar, 0)).trim().split(/\s+/);
  const text = line.slice(bar + 1).trim();
  const [about, kind] = [category.safeParse(first), legalKind.safeParse(second)];
  if (bar < 0 || text === '' || !about.success || !kind.success || !marks.every(isFlag))
    throw new Error(`${where}: this line is not readable: ${line}`);
  return {
    text,
    category: about.data,
    kind: kind.data,
    urgent: marks.includes('khan'),
    aboutOfficial: marks.includes('can-bo'),
    bypass: marks.includes('bypass'),
  };
}
