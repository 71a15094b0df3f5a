import type { Campaign, CampaignUnit } from '../campaign.js';
import type { UnitCode } from '../ids.js';
import { meanShare, sampleSize } from '../statistics.js';
import type { SurveyForm } from '../survey-form.js';
import { questionNumber } from '../survey-rules.js';
import type { CommentGroup } from './comments.js';
import type { Tally } from './counted.js';
import { holdBack, holdBackMore, mayTellMean, type Published } from './hold-back.js';
import { isJudged } from './judged.js';
import { questionFigures } from './question-figures.js';
import type { Figures, QuestionFigures, QuestionResult, Results } from './results.js';
import type { ResultsSettings } from './settings.js';
import { warningsOf, type Excess, type Signs } from './warnings.js';

/** All that the results of a campaign are made of. */
export type Material = {
  readonly campaign: Campaign;
  /** The form's newest version. */
  readonly form: SurveyForm;
  /** The communes asked; those that answered without being among them are added. */
  readonly units: readonly CampaignUnit[];
  readonly tallies: ReadonlyMap<UnitCode, Tally>;
  readonly signs: ReadonlyMap<UnitCode, Signs>;
  /** Only this commune's results are wanted. */
  readonly only?: UnitCode;
  readonly comments: readonly CommentGroup[];
  readonly nameOf?: (unit: UnitCode) => string | undefined;
  readonly before?: Results;
  readonly settings: ResultsSettings;
};

/** What was counted in one commune, or in all together, and what of it may be shown. */
export type Counted = {
  readonly population: number | undefined;
  /** The same where it can be right. */
  readonly people: number | undefined;
  /** Of several communes: those with more responses than people. */
  readonly excess?: Excess;
  readonly tally: Tally;
  readonly full: readonly QuestionFigures[];
  readonly published: Published;
  /** May the mean over all judgements be told? */
  readonly tellsMean: boolean;
};

export function countIn(tally: Tally, population: number | undefined, { suppressBelow }: ResultsSettings): Counted {
  // More answers than people: the number of people is not right, and says nothing of how exact the shares are.
  const people = population !== undefined && tally.n <= population ? population : undefined;
  const full = tally.questions.map((question) => questionFigures(question, people));
  const kept = full.map((figures, at) => {
    const question = tally.questions[at];
    return question === undefined ? undefined : holdBack(question, figures, suppressBelow);
  });
  const published = holdBackMore(tally.questions, kept);
  return { population, people, tally, full, published, tellsMean: mayTellMean(tally, published, suppressBelow) };
}

export function figuresOf({ campaign, form, settings }: Material, counted: Counted, signs: Signs): Figures {
  const { tally, population, people, published, tellsMean, excess } = counted;
  const { n, sum, sumOfSquares } = tally.shares;
  const answersEach = tally.questions.filter(({ question }) => isJudged(question)).length;
  const satisfied = tellsMean ? meanShare(n, sum, sumOfSquares, { population: people, answersEach }) : undefined;
  const target = population === undefined ? undefined : sampleSize(population, campaign.margin);
  return {
    n: tally.n,
    ...(population === undefined ? {} : { population, rate: tally.n / population }),
    ...(target === undefined ? {} : { target }),
    ...(satisfied === undefined ? {} : { satisfied, judging: n }),
    questions: tally.questions.flatMap(({ question }, at): readonly QuestionResult[] => {
      // What is written freely is told as comments, not counted.
      if (question.type === 'text') return [];
      const { id, text, short, sensitive } = question;
      const figures = published[at];
      return [
        {
          id,
          number: questionNumber(form, id),
          text,
          ...(short === undefined ? {} : { short }),
          ...(question.type === 'number' ? { measure: question.measure } : {}),
          sensitive,
          ...(figures === undefined ? {} : { figures }),
        },
      ];
    }),
    warnings: warningsOf(tally, campaign, { population, target, excess }, signs, settings),
  };
}
