import type { UnitCode } from '../ids.js';
import { changeOf, isBounded, type Estimate, type Unbounded } from '../statistics.js';
import type { Figures, QuestionFigures, QuestionResult, Results } from './results.js';

/** The figures with what has changed since earlier ones. Only what is shown in both is compared, and only the same question. */
export function comparedWith(now: Figures, before: Figures | undefined): Figures {
  if (before === undefined) return now;
  const earlier = new Map(before.questions.map((question) => [question.id, question]));
  const questions = now.questions.map((question): QuestionResult => {
    const other = earlier.get(question.id);
    if (other === undefined || !isSame(question, other)) return question;
    return { ...question, ...changed(measured(question.figures), measured(other.figures)) };
  });
  // The mean over all judgements is another thing when other ones are asked.
  const isSameForm =
    now.questions.length === before.questions.length &&
    now.questions.every((question) => {
      const other = earlier.get(question.id);
      return other !== undefined && isSame(question, other);
    });
  return { ...now, questions, ...(isSameForm ? changed(now.satisfied, before.satisfied) : {}) };
}

/** Asked in the same words, with the same answers to choose from and the same ones counted as satisfied? */
function isSame(a: QuestionResult, b: QuestionResult): boolean {
  const wording = ({ options }: QuestionFigures) =>
    options.map(({ id, label, isGood }) => `${id} ${label} ${String(isGood)}`);
  if (a.text !== b.text || a.measure !== b.measure) return false;
  // Of what is withheld nothing is compared.
  if (a.figures === undefined || b.figures === undefined) return true;
  return wording(a.figures).join('\n') === wording(b.figures).join('\n');
}

/** What is shown of a commune in another campaign's results. */
export function shownIn(results: Results | undefined, unit: UnitCode): Figures | undefined {
  const found = results?.units.find((one) => one.unit === unit);
  return found?.type === 'shown' ? found.figures : undefined;
}

type Measured = Estimate | Unbounded | undefined;

const measured = (figures: QuestionFigures | undefined): Measured => figures?.satisfied ?? figures?.mean;

/** Without knowing how exact both are, nobody can say whether anything changed. */
const changed = (now: Measured, before: Measured) =>
  now === undefined || before === undefined || !isBounded(now) || !isBounded(before)
    ? {}
    : { change: changeOf(now, before) };
