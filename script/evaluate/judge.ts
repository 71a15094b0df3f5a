import type { Category, Labels, LegalKind, Understand } from '../../core/labels.js';
import type { SortingData } from '../../core/understanding/sorting-data.js';
import { openSecondLook } from '../../core/understanding/second-look.js';
import { decide } from '../../core/understanding/understand.js';
import { fitSecondLook, type Unseen } from '../../worker/categorize/train/fit-second-look.js';
import { folds } from '../../worker/categorize/train/judge-unseen.js';
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
  /** Where the citizen is asked counts as yes: so many can still be kept from the commune. */
  readonly bypassOrAsked: readonly YesNo[];
};

/** What it says of each text, beside what is right. */
export const judgeAll = (understand: Understand, texts: readonly Labelled[]): Verdicts =>
  compare(texts.map((one) => ({ ...one, labels: understand(one.text) })));

function compare(all: readonly (Labelled & { readonly labels: Labels })[]): Verdicts {
  const yesNo = (
    question: 'urgent' | 'aboutOfficial' | 'bypass',
    saidOf: (labels: Labels) => boolean = (labels) => labels[question],
  ): readonly YesNo[] =>
    all.flatMap((one) => {
      const truth = one[question];
      return truth === undefined ? [] : [{ truth, said: saidOf(one.labels), text: one.text }];
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
    bypassOrAsked: yesNo('bypass', ({ bypass, bypassInDoubt }) => bypass || bypassInDoubt),
  };
}

/** Opinions of texts by those who had not seen them. */
export const judgeOpinions = (unseen: readonly Unseen[], data: SortingData): Verdicts =>
  compare(
    unseen.map(({ example, opinion, mentions }) => ({
      ...example,
      category: [example.category],
      kind: [example.kind],
      labels: decide(opinion, mentions, data),
    })),
  );

/** The opinions looked at again, each by a second look that was learnt without it and its fifth of the others. */
export function lookAgainUnseen(unseen: readonly Unseen[]): readonly Unseen[] {
  const looks = Array.from({ length: folds }, (_, fold) =>
    openSecondLook(fitSecondLook(unseen.filter((_one, nth) => nth % folds !== fold))),
  );
  return unseen.map((one, nth) => ({
    ...one,
    opinion: looks[nth % folds]?.(one.opinion, one.mentions.highest) ?? one.opinion,
  }));
}
