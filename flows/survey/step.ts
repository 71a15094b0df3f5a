import type { Conversation, SurveyDraft } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { askedQuestions, previousQuestion } from '../../core/survey-rules.js';
import { readCommand } from '../command.js';
import { askCommune } from '../commune/step.js';
import { showMenu } from '../menu/step.js';
import { pause } from '../pause.js';
import type { Spoken } from '../said.js';
import { resumeSurvey } from './begin.js';
import { forgetSurvey } from './forget.js';
import { findSurvey, toNext, toQuestion, type OpenSurvey } from './open-survey.js';
import { askSurvey } from './questions.js';
import { submitSurvey } from './submit.js';
import { takeCode } from './take-code.js';
import { passOver, takeOption, takeTicks, takeTyped, takeUnknown } from './take-answer.js';
import { texts } from './texts.vi.js';
import { typedButton } from './typed-button.js';

export { beginSurvey, choosingCommuneStep, resumeSurvey, startSurvey } from './begin.js';
export { meansAnswer } from './take-answer.js';

/** One turn of a survey under way; it has no use for files and places. */
export function surveyStep(
  state: Conversation,
  draft: SurveyDraft,
  said: Extract<Spoken, { type: 'choice' | 'text' }>,
  env: Env,
): StepResult {
  return withSurvey(state, draft, env, (survey) => {
    switch (said.type) {
      case 'choice':
        return takeChoice(state, survey, said.choice, env);
      case 'text': {
        if (draft.at.step === 'code') return takeCode(state, survey, said.text, env);
        const command = readCommand(said.text)?.command;
        const choice =
          command === 'back' || command === 'skip' ? command : typedButton(state, survey, said.folded, env);
        return choice === undefined ? takeTyped(state, survey, said.text, env) : takeChoice(state, survey, choice, env);
      }
    }
  });
}

/** Asks the present question of a survey again. */
export function askSurveyAgain(state: Conversation, draft: SurveyDraft, env: Env): StepResult {
  return withSurvey(state, draft, env, (survey) => askSurvey(state, survey, env));
}

/** Goes on with the survey as it is now. What was said to an older version of the form is not guessed at. */
function withSurvey(
  state: Conversation,
  draft: SurveyDraft,
  env: Env,
  go: (survey: OpenSurvey) => StepResult,
): StepResult {
  const found = findSurvey(draft, env);
  const stopped: Conversation = { ...state, activity: { type: 'idle' } };
  switch (found.type) {
    case 'open':
      return go(found);
    case 'changed':
      return askSurvey(state, found, env, texts.formChanged);
    case 'form-gone':
      return showMenu(stopped, env, [forgetSurvey], texts.formGone);
    case 'unit-gone':
      return askCommune(stopped, draft.form, env, texts.unitGone);
  }
}

function takeChoice(state: Conversation, survey: OpenSurvey, choice: string, env: Env): StepResult {
  const { draft, form } = survey;
  if (choice === 'back') return goBack(state, survey, env);
  if (choice === 'stop') return pause(state);
  switch (draft.at.step) {
    case 'code':
      return choice === 'leave' ? showMenu(state, env) : askSurvey(state, survey, env);
    case 'consent': {
      if (choice === 'begin') {
        // The consent said that a survey left half-done is given up by this.
        const { survey: _replaced, ...paused } = state.paused;
        return askSurvey({ ...state, paused }, { ...survey, draft: toNext(form, draft) }, env);
      }
      if (choice === 'resume-other') return resumeSurvey(state, env);
      if (choice === 'other-commune') return toOtherCommune(state, survey, env);
      return choice === 'leave' ? showMenu(state, env) : askSurvey(state, survey, env, texts.pressButton);
    }
    case 'question':
    case 'other':
      if (choice === 'skip') return passOver(state, survey, env);
      if (choice === 'unknown') return takeUnknown(state, survey, env);
      return choice === 'done'
        ? takeTicks(state, survey, env)
        : takeOption(state, survey, choice.replace(/^o-/, ''), env);
    case 'summary':
      if (choice === 'send') return submitSurvey(state, survey, env);
      if (choice === 'change') return askSurvey(state, { ...survey, draft: { ...draft, at: { step: 'change' } } }, env);
      return change(state, survey, choice, env);
    case 'change':
      return change(state, survey, choice, env);
  }
}

/** What was answered about the one commune is not about the other. */
function toOtherCommune(state: Conversation, { form }: OpenSurvey, env: Env): StepResult {
  const asked = askCommune({ ...state, activity: { type: 'idle' } }, form.id, env);
  return { ...asked, effects: [forgetSurvey, ...asked.effects] };
}

function change(state: Conversation, survey: OpenSurvey, choice: string, env: Env): StepResult {
  const question = survey.form.questions.find((item) => `q-${item.id}` === choice);
  if (question === undefined) return askSurvey(state, survey, env, texts.pressButton);
  const draft = { ...toQuestion(survey.draft, question.id), changing: true };
  return askSurvey(state, { ...survey, draft }, env);
}

/** One question back; from the first to the consent, from a change to the summary, from the consent to the commune. */
function goBack(state: Conversation, survey: OpenSurvey, env: Env): StepResult {
  const { draft, form } = survey;
  const to = (changed: SurveyDraft) => askSurvey(state, { ...survey, draft: changed }, env);
  switch (draft.at.step) {
    case 'code':
    case 'consent':
      return toOtherCommune(state, survey, env);
    case 'other':
      return to(toQuestion(draft, draft.at.id));
    case 'question': {
      if (draft.changing && draft.answers[draft.at.id] !== undefined) return to(toNext(form, draft));
      const previous = previousQuestion(form, draft.answers, draft.at.id);
      return to(previous === undefined ? { ...draft, at: { step: 'consent' } } : toQuestion(draft, previous.id));
    }
    case 'summary': {
      const last = askedQuestions(form, draft.answers).at(-1);
      return to(last === undefined ? draft : toQuestion(draft, last.id));
    }
    case 'change':
      return to({ ...draft, at: { step: 'summary' } });
  }
}
