import { category, legalKind } from '../../core/labels.js';
import { categoriesIn, kindsIn, yesIn, type Guess } from '../../core/understanding/model.js';
import type { Unseen } from '../../worker/categorize/train/fit-second-look.js';
import type { Verdicts } from './judge.js';
import {
  accuracy,
  calibration,
  calibrationError,
  classFigures,
  coverageAt,
  isRight,
  macroF1,
  precisionAt,
  truthOf,
  yesNoFigures,
  type Judged,
} from './metrics.js';

/** One set of texts that was judged. */
export type Judgements = { readonly title: string; readonly about: string; readonly verdicts: Verdicts };

/** A method, and what it said of texts that it had not seen. */
export type Ablation = {
  readonly method: string;
  readonly unseen: readonly Unseen[];
  /** Bayes has no part in the questions: where it alone is tried there is nothing to say of them. */
  readonly asksQuestions: boolean;
};

export type Page = {
  readonly examples: number;
  readonly trainMs: number;
  readonly abstainBelow: number;
  readonly sets: readonly Judgements[];
  readonly ablations: readonly Ablation[];
};

/** The page as Markdown. Every figure goes with its n. */
export function toPage({ examples, trainMs, abstainBelow, sets, ablations }: Page): string {
  return [
    '# How well texts are understood',
    'Written by `npm run eval`; do not edit. Labels: `core/labels.ts`. Each rate stands beside the number of texts it was counted on.',
    `The model is trained on ${examples} texts of our own (\`data/training\`) in ${(trainMs / 1000).toFixed(1)} s. It abstains below a confidence of ${abstainBelow}.`,
    '## Does each part earn its place?',
    `Five-fold cross-validation over the training texts, the same folds for all rows; of bypass, the precision where the recall is ${recallCompared}.`,
    table(
      ['method', 'category macro-F1', 'category accuracy', 'kind macro-F1', 'bypass precision', 'n'],
      ablations.map(ablationRow),
    ),
    ...sets.flatMap((set) => section(set, abstainBelow)),
  ]
    .join('\n\n')
    .concat('\n');
}

const recallCompared = 0.95;

function ablationRow({ method, unseen, asksQuestions }: Ablation): readonly string[] {
  const categories = unseen.flatMap(({ example, opinion }) =>
    judge(example.text, example.category, categoriesIn(opinion)),
  );
  const kinds = unseen.flatMap(({ example, opinion }) => judge(example.text, example.kind, kindsIn(opinion)));
  const bypass = unseen.map(({ example, opinion }) => ({
    truth: example.bypass === true,
    probability: yesIn(opinion, 'bypass'),
  }));
  return [
    method,
    macroF1(classFigures(categories, category.options)).toFixed(3),
    accuracy(categories).toFixed(3),
    macroF1(classFigures(kinds, legalKind.options)).toFixed(3),
    asksQuestions ? precisionAt(recallCompared, bypass).toFixed(3) : '–',
    String(unseen.length),
  ];
}

const judge = <Label extends string>(text: string, right: Label, guesses: readonly Guess<Label>[]): Judged<Label>[] =>
  guesses.slice(0, 1).map(({ label, probability }) => ({ text, right: [right], said: label, confidence: probability }));

function section({ title, about, verdicts }: Judgements, abstainBelow: number): readonly string[] {
  return [
    `## ${title}`,
    about,
    ...(verdicts.category.length === 0 ? [] : categorySection(verdicts, abstainBelow)),
    '### Yes or no',
    table(
      ['question', 'recall', 'precision', 'yes', 'n'],
      (['urgent', 'aboutOfficial', 'bypass', 'bypassOrAsked'] as const).flatMap((question) => {
        const { recall, precision, yes, n } = yesNoFigures(verdicts[question]);
        return n === 0
          ? []
          : [
              [
                question === 'bypassOrAsked' ? 'bypass, or asked' : question,
                recall.toFixed(3),
                precision.toFixed(3),
                String(yes),
                String(n),
              ],
            ];
      }),
    ),
  ];
}

function categorySection({ category: judged, kind }: Verdicts, abstainBelow: number): readonly string[] {
  const categories = classFigures(judged, category.options);
  const kinds = classFigures(kind, legalKind.options);
  const { covered, coverage, accuracy: sure } = coverageAt(judged, abstainBelow);
  const bins = calibration(judged);
  return [
    `### Category: macro-F1 ${macroF1(categories).toFixed(3)}, accuracy ${accuracy(judged).toFixed(3)} (n = ${judged.length})`,
    figuresTable(categories),
    `Above the abstaining threshold: ${covered} of ${judged.length} texts (${percent(coverage)}), of which ${percent(sure)} are right.`,
    '#### What was taken for what',
    confusion(judged),
    `#### Calibration: error ${calibrationError(bins).toFixed(3)} (n = ${judged.length})`,
    table(
      ['confidence', 'mean', 'right', 'n'],
      bins.map(({ from, n, confidence, right }) => [
        `${from.toFixed(1)}–${(from + 0.1).toFixed(1)}`,
        confidence.toFixed(2),
        right.toFixed(2),
        String(n),
      ]),
    ),
    '#### Surest of what is wrong',
    worstErrors(judged),
    `### Kind: macro-F1 ${macroF1(kinds).toFixed(3)}, accuracy ${accuracy(kind).toFixed(3)} (n = ${kind.length})`,
    figuresTable(kinds),
  ];
}

function figuresTable(figures: ReturnType<typeof classFigures<string>>): string {
  return table(
    ['label', 'precision', 'recall', 'F1', 'n'],
    figures.map(({ label, precision, recall, f1, support }) => [
      label,
      precision.toFixed(2),
      recall.toFixed(2),
      f1.toFixed(2),
      String(support),
    ]),
  );
}

/** Rows: what was right; columns: what was said. */
function confusion<Label extends string>(judged: readonly Judged<Label>[]): string {
  const labels = [...new Set(judged.flatMap((one) => [truthOf(one), one.said]))].sort();
  return table(
    ['', ...labels.map((_, at) => String(at + 1))],
    labels.map((truth, at) => [
      `${at + 1} ${truth}`,
      ...labels.map((said) => String(judged.filter((one) => truthOf(one) === truth && one.said === said).length || '')),
    ]),
  );
}

const worst = 12;
const quoted = 140;

function worstErrors<Label extends string>(judged: readonly Judged<Label>[]): string {
  return judged
    .filter((one) => !isRight(one))
    .sort((one, other) => other.confidence - one.confidence)
    .slice(0, worst)
    .map(
      ({ text, right, said, confidence }) =>
        `- ${right.join('/')} → ${said} (${confidence.toFixed(2)}): ${text.slice(0, quoted).replace(/[\s|]+/g, ' ')}`,
    )
    .join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
