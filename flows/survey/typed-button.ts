import type { Conversation } from '../../core/conversation.js';
import type { EnvBeforeFacts } from '../../core/flow.js';
import { askedQuestions, questionNumber } from '../../core/survey-rules.js';
import { typedChoice } from '../typed-choice.js';
import type { OpenSurvey } from './open-survey.js';
import { surveyQuestion } from './questions.js';
import { words } from './texts.vi.js';

/**
 * The button beside the answers that a typed text means: "gửi", "xong", or on the summary the number of an answer.
 * Undefined when the text is rather an answer.
 */
export function typedButton(
  state: Conversation,
  survey: OpenSurvey,
  folded: string,
  env: EnvBeforeFacts,
): string | undefined {
  const { draft, form } = survey;
  const { step } = draft.at;
  if (step === 'summary' || step === 'change') {
    const byNumber = askedQuestions(form, draft.answers).find(
      (question) => questionNumber(form, question.id) === folded.replace(/^cau /, ''),
    );
    if (byNumber !== undefined) return `q-${byNumber.id}`;
  }
  const question = surveyQuestion(state, survey, env);
  // Elsewhere than at the consent, numbers are answers or numbers of questions, never those of buttons.
  const choice = typedChoice(step === 'consent' ? question : { ...question, expectsText: true }, folded, words);
  return choice?.startsWith('o-') === true ? undefined : choice;
}
