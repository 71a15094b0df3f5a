import type { Conversation } from '../core/conversation.js';
import type { Env, StepResult } from '../core/flow.js';
import { askForCode } from './case/step.js';
import { askForm, greet, menuForms, menuQuestion, showMenu } from './menu/step.js';
import { greetings, texts as menuTexts } from './menu/texts.vi.js';
import { beginWithFile, offerReport } from './offer.js';
import { listOpenCases } from './official/step.js';
import { discard } from './pause.js';
import { switchReminders } from './left-alone.js';
import { say } from './prompt.js';
import { resumeReport, startReport } from './report/step.js';
import type { Spoken } from './said.js';
import { resumeSurvey, startSurvey } from './survey/step.js';
import { texts } from './texts.vi.js';
import { typedChoice } from './typed-choice.js';

/** Shortest text that may be a phản ánh rather than a word in passing, in characters. */
const shortestReport = 12;

/** A turn while nothing is being asked: a choice of the menu, or something said out of the blue. */
export function idleStep(state: Conversation, said: Spoken, env: Env): StepResult {
  switch (said.type) {
    case 'choice':
      return menuChoice(state, said.choice, env);
    case 'text': {
      const choice = typedChoice(menuQuestion(state, env), said.folded, {});
      if (choice !== undefined) return menuChoice(state, choice, env);
      const form = menuForms(env).find((item) => item.id === said.folded);
      if (form !== undefined) return startSurvey(state, form.id, env);
      if (greetings.test(said.folded) && said.text.length <= 30) return greet(state, env);
      return said.text.length < shortestReport
        ? showMenu(state, env, [], menuTexts.unknown)
        : offerReport(state, said.text, env);
    }
    case 'file':
    case 'location':
      return beginWithFile(state, said, env);
  }
}

/** Begins a survey, or asks which where there are several. */
export function chooseSurvey(state: Conversation, env: Env): StepResult {
  const [only, another] = menuForms(env);
  return only !== undefined && another === undefined ? startSurvey(state, only.id, env) : askForm(state, env);
}

/** Begins a report; one left half-done comes first. */
export function chooseReport(state: Conversation, env: Env): StepResult {
  const { report } = state.paused;
  if (report === undefined) return startReport(state, env);
  const resumed = resumeReport(state, report, env);
  return { ...resumed, effects: [say(texts.unfinishedReport), ...resumed.effects] };
}

/** Takes up what was left half-done; with both a survey and a report waiting, the menu lets the person choose. */
export function chooseResume(state: Conversation, env: Env): StepResult {
  const { survey, report } = state.paused;
  if (survey !== undefined && report !== undefined) return showMenu(state, env);
  if (survey !== undefined) return resumeSurvey(state, env);
  return report === undefined ? showMenu(state, env, [], texts.nothingToResume) : resumeReport(state, report, env);
}

function menuChoice(state: Conversation, choice: string, env: Env): StepResult {
  if (choice.startsWith('survey-')) return startSurvey(state, choice.slice('survey-'.length), env);
  switch (choice) {
    case 'report':
      return chooseReport(state, env);
    case 'look-up':
      return askForCode(state, env);
    case 'help':
      return showMenu(state, env, [], menuTexts.help);
    case 'open-cases':
      return listOpenCases(state, env);
    case 'resume-survey':
      return resumeSurvey(state, env);
    case 'resume-report':
      return state.paused.report === undefined ? showMenu(state, env) : resumeReport(state, state.paused.report, env);
    case 'no-reminders':
      return switchReminders(state, false, env);
    case 'remind-me':
      return switchReminders(state, true, env);
    case 'discard-survey':
      return discard(state, 'survey', env);
    case 'discard-report':
      return discard(state, 'report', env);
    default:
      return showMenu(state, env);
  }
}
