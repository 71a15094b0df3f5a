import type { Conversation } from '../core/conversation.js';
import type { Env, StepResult } from '../core/flow.js';
import { askForCode } from './case/step.js';
import { readCommand, type Command } from './command.js';
import { putAside } from './finish.js';
import { chooseReport, chooseResume, chooseSurvey } from './idle.js';
import { startLink, unlink } from './link/step.js';
import { showMenu } from './menu/step.js';
import { texts as menuTexts } from './menu/texts.vi.js';
import { typedOffer } from './offer.js';
import { leaveSeats, listOpenCases, showResults } from './official/step.js';
import { pause } from './pause.js';
import { repeat } from './repeat.js';
import type { Said } from './said.js';
import { meansAnswer } from './survey/step.js';
import { texts } from './texts.vi.js';

/** The command that a message is, unless it answers the present question or only the present flow knows what to do. */
export function commandIn(state: Conversation, said: Extract<Said, { type: 'text' }>, env: Env): Command | undefined {
  const read = readCommand(said.text);
  if (read === undefined) return undefined;
  const { command } = read;
  const isOfficials = command === 'open-cases' || command === 'leave-seat' || command === 'results';
  if (isOfficials && env.seats.length === 0) return undefined;
  if (command === 'back' || command === 'skip') return isSurveyOrReport(state) ? undefined : command;
  const { activity } = state;
  // "Phản ánh" accepts the offer to send what was just said as one.
  if (activity.type === 'offered-report' && typedOffer(state, said.folded, env) !== undefined) return undefined;
  // "Phản ánh" also says as what a report is to be sent.
  if (activity.type === 'report' && activity.draft.at === 'kind' && command === 'report') return undefined;
  const isAnswer = activity.type === 'survey' && !read.certain && meansAnswer(activity.draft, said.text, env);
  return isAnswer ? undefined : command;
}

/** Carries out a command; what was half-done is kept. */
export function commandStep(state: Conversation, command: Command, env: Env): StepResult {
  const resting = putAside(state);
  switch (command) {
    case 'menu':
    case 'back':
    case 'skip':
      return showMenu(resting, env);
    case 'help':
      return state.activity.type === 'idle'
        ? showMenu(state, env, [], menuTexts.help)
        : repeat(state, menuTexts.help, env);
    case 'cancel':
    case 'pause':
      return isSurveyOrReport(state) ? pause(state) : showMenu(resting, env, [], texts.stopped);
    case 'resume':
      return state.activity.type === 'idle' ? chooseResume(state, env) : repeat(state, texts.goOn, env);
    case 'look-up':
      return askForCode(resting, env);
    case 'link':
      return startLink(resting, env);
    case 'unlink':
      return unlink(resting, env);
    case 'report':
      return chooseReport(resting, env);
    case 'survey':
      return chooseSurvey(resting, env);
    case 'open-cases':
      return listOpenCases(resting, env);
    case 'leave-seat':
      return leaveSeats(resting, env);
    case 'results':
      return showResults(resting, env);
  }
}

function isSurveyOrReport({ activity }: Conversation): boolean {
  return activity.type === 'survey' || activity.type === 'report';
}
