import type { Category, LegalKind, Understand } from '../../core/labels.js';
import { openModel } from '../../core/understanding/model.js';
import type { RulesData } from '../../core/understanding/rules-data.js';
import { openAnalysis, openUnderstand } from '../../core/understanding/understand.js';
import type { Reader } from '../../core/understanding/words.js';
import type { Example } from '../../worker/categorize/train/read-examples.js';
import { train, type Methods } from '../../worker/categorize/train/train.js';
import type { Judged, YesNo } from './metrics.js';

/** A text with its right labels; more than one where two careful people differ. What was not labelled is absent. */
export type Labelled = {
  readonly text: string;
  readonly category?: readonly Category[];
  readonly kind?: readonly LegalKind[];
  readonly urgent?: boolean;
  readonly aboutOfficial?: boolean;
  readonly bypass?: boolean;
};

export type Verdicts = {
  readonly category: readonly Judged<Category>[];
  readonly kind: readonly Judged<LegalKind>[];
  readonly urgent: readonly YesNo[];
  readonly aboutOfficial: readonly YesNo[];
  readonly bypass: readonly YesNo[];
};

export type Bench = { readonly data: RulesData; readonly reader: Reader };

/** What it says of each text, beside what is right. */
export function judgeAll(understand: Understand, texts: readonly Labelled[]): Verdicts {
  const all = texts.map((one) => ({ ...one, labels: understand(one.text) }));
  const yesNo = (question: 'urgent' | 'aboutOfficial' | 'bypass'): readonly YesNo[] =>
    all.flatMap((one) => {
      const truth = one[question];
      return truth === undefined ? [] : [{ truth, said: one.labels[question], text: one.text }];
    });
  return {
    category: all.flatMap(({ text, category: right, labels }) =>
      right === undefined ? [] : [{ right, said: labels.category, confidence: labels.confidence, text }],
    ),
    kind: all.flatMap(({ text, kind: right, labels }) =>
      right === undefined ? [] : [{ right, said: labels.kind, confidence: 1, text }],
    ),
    urgent: yesNo('urgent'),
    aboutOfficial: yesNo('aboutOfficial'),
    bypass: yesNo('bypass'),
  };
}

/** Each text is judged by a model that was trained without it and its fifth of the others. */
export function crossValidate(
  examples: readonly Example[],
  { data, reader }: Bench,
  methods?: Methods,
  folds = 5,
): Verdicts {
  const parts = Array.from({ length: folds }, (_, fold) => {
    const rest = examples.filter((_example, at) => at % folds !== fold);
    const own = examples.filter((_example, at) => at % folds === fold);
    const model = openModel({ hash: '', ...train(rest, openAnalysis(data, reader), methods) });
    return judgeAll(openUnderstand(model, data, reader), own.map(asLabelled));
  });
  return {
    category: parts.flatMap((part) => part.category),
    kind: parts.flatMap((part) => part.kind),
    urgent: parts.flatMap((part) => part.urgent),
    aboutOfficial: parts.flatMap((part) => part.aboutOfficial),
    bypass: parts.flatMap((part) => part.bypass),
  };
}

const asLabelled = (example: Example): Labelled => ({
  ...example,
  category: [example.category],
  kind: [example.kind],
});
