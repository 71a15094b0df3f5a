// Figures of a classifier from what was right and what it said. Every rate goes with its n.

/** One text: the labels that would be right, and the one that was given. */
export type Judged<Label extends string> = {
  readonly right: readonly Label[];
  readonly said: Label;
  readonly confidence: number;
  readonly text: string;
};

export const isRight = <Label extends string>({ right, said }: Judged<Label>): boolean => right.includes(said);

export type ClassFigures<Label extends string> = {
  readonly label: Label;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Texts of this label. */
  readonly support: number;
};

/** Precision, recall and F1 of each label that occurs. Where several labels are right the one said counts, else the first. */
export function classFigures<Label extends string>(
  judged: readonly Judged<Label>[],
  labels: readonly Label[],
): readonly ClassFigures<Label>[] {
  const pairs = judged.map((one) => ({ truth: truthOf(one), said: one.said }));
  return labels.flatMap((label) => {
    const support = pairs.filter(({ truth }) => truth === label).length;
    const said = pairs.filter((pair) => pair.said === label).length;
    const both = pairs.filter(({ truth, said: own }) => truth === label && own === label).length;
    if (support === 0) return [];
    return [
      { label, support, precision: ratio(both, said), recall: both / support, f1: ratio(2 * both, said + support) },
    ];
  });
}

export function truthOf<Label extends string>({ right, said }: Judged<Label>): Label {
  return right.includes(said) ? said : (right[0] ?? said);
}

/** The mean of F1 over the labels that occur. */
export function macroF1(figures: readonly { readonly f1: number }[]): number {
  return ratio(
    figures.reduce((sum, { f1 }) => sum + f1, 0),
    figures.length,
  );
}

export function accuracy<Label extends string>(judged: readonly Judged<Label>[]): number {
  return ratio(judged.filter(isRight).length, judged.length);
}

export type CalibrationBin = {
  readonly from: number;
  readonly n: number;
  readonly confidence: number;
  readonly right: number;
};

/** In bins of a tenth: how sure it was in the mean, and how often it was right. */
export function calibration<Label extends string>(judged: readonly Judged<Label>[]): readonly CalibrationBin[] {
  return Array.from({ length: 10 }, (_, at) => at / 10).flatMap((from) => {
    const inside = judged.filter(({ confidence }) => confidence >= from && (confidence < from + 0.1 || from === 0.9));
    if (inside.length === 0) return [];
    const confidence = inside.reduce((sum, one) => sum + one.confidence, 0) / inside.length;
    return [{ from, n: inside.length, confidence, right: accuracy(inside) }];
  });
}

/** Expected calibration error: the mean distance between how sure it was and how often it was right. */
export function calibrationError(bins: readonly CalibrationBin[]): number {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  return ratio(
    bins.reduce((sum, bin) => sum + bin.n * Math.abs(bin.confidence - bin.right), 0),
    n,
  );
}

/** Of what is at least so sure: which share of all it is, and how often it is right. */
export function coverageAt<Label extends string>(
  judged: readonly Judged<Label>[],
  threshold: number,
): { readonly covered: number; readonly coverage: number; readonly accuracy: number } {
  const sure = judged.filter(({ confidence }) => confidence >= threshold);
  return { covered: sure.length, coverage: ratio(sure.length, judged.length), accuracy: accuracy(sure) };
}

export type YesNo = { readonly truth: boolean; readonly said: boolean; readonly text: string };

export type YesNoFigures = {
  readonly precision: number;
  readonly recall: number;
  readonly yes: number;
  readonly n: number;
};

export function yesNoFigures(judged: readonly YesNo[]): YesNoFigures {
  const both = judged.filter(({ truth, said }) => truth && said).length;
  const yes = judged.filter(({ truth }) => truth).length;
  return {
    yes,
    n: judged.length,
    precision: ratio(both, judged.filter(({ said }) => said).length),
    recall: ratio(both, yes),
  };
}

/** The precision at the highest threshold whose recall is at least this. */
export function precisionAt(
  recall: number,
  judged: readonly { readonly truth: boolean; readonly probability: number }[],
): number {
  if (!judged.some(({ truth }) => truth)) return 0;
  const needed = recall * judged.filter(({ truth }) => truth).length;
  let found = 0;
  for (const [nth, { truth }] of judged.toSorted((one, other) => other.probability - one.probability).entries()) {
    found += Number(truth);
    if (found >= needed) return ratio(found, nth + 1);
  }
  return 0;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
