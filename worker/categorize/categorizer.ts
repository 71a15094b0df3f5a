import { category, legalKind, type Category, type Labels, type LegalKind } from '../../core/labels.js';
import { listData, readLines, readYaml } from '../../runtime/read-data.js';
import { trainBayes, type Example } from './bayes.js';
import { features } from './features.js';
import { openRules, sortingData } from './rules.js';
import { subjectMatter, words, type Abbreviations } from './words.js';

/** Says what a text is about. Knows only the text: the same text always gets the same labels. */
export type Categorizer = (text: string) => Labels;

/** Trains on data/training; takes less than a second. */
export async function openCategorizer(): Promise<Categorizer> {
  const data = await readYaml('sorting.yaml', sortingData);
  const abbreviations: Abbreviations = new Map(
    Object.entries(data.abbreviations).map(([short, long]) => [short, long.split(' ')]),
  );
  const { categories, kinds } = await readExamples(abbreviations);
  const guessCategory = trainBayes<Category>(categories);
  const guessKind = trainBayes<LegalKind>(kinds);
  const judge = openRules(data, abbreviations);
  return (text) => {
    const found = features(words(subjectMatter(text), abbreviations));
    const { label, probability } = guessCategory(found);
    const kind = guessKind(found).label;
    const { urgent, aboutOfficial, bypass, accused } = judge(text, kind);
    const complaint = aboutOfficial && kind === 'khen-ngoi' ? 'phan-anh' : kind;
    return {
      category: label,
      kind: accused ? 'to-cao' : complaint,
      urgent,
      aboutOfficial,
      bypass,
      confidence: probability,
      abstained: probability < data.abstainBelow,
    };
  };
}

const kindPrefix = 'kind-';

async function readExamples(
  abbreviations: Abbreviations,
): Promise<{ categories: readonly Example<Category>[]; kinds: readonly Example<LegalKind>[] }> {
  const categories: Example<Category>[] = [];
  const kinds: Example<LegalKind>[] = [];
  for (const name of [...(await listData('training', '.txt'))].sort()) {
    for (const line of await readLines(`training/${name}.txt`)) {
      const found = features(words(line, abbreviations));
      if (name.startsWith(kindPrefix))
        kinds.push({ label: legalKind.parse(name.slice(kindPrefix.length)), features: found });
      else categories.push({ label: category.parse(name), features: found });
    }
  }
  return { categories, kinds };
}
