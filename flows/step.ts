import { newConversation, type Conversation } from '../core/conversation.js';
import type { Env, EnvBeforeFacts, Step, StepResult } from '../core/flow.js';
import { caseButtonStep, showAnyCase } from './case-turn.js';
import { citizenWritingStep, lookingUpStep } from './case/step.js';
import { commandIn, commandStep } from './commands.js';
import { putAside } from './finish.js';
import { groupStep } from './group.js';
import { idleStep } from './idle.js';
import { leftAloneStep } from './left-alone.js';
import { isLinkedMeanwhile, linkStep } from './link/step.js';
import { mentionedCampaign, mentionedCase, mentionedInvite, mentionedSurvey } from './mentions.js';
import { showMenu } from './menu/step.js';
import { offeredStep } from './offer.js';
import { officialConfirmingStep, officialWritingStep, showResults, takeInvite } from './official/step.js';
import { ownPhoneStep } from './own-phone.js';
import { ask, say } from './prompt.js';
import { repeat } from './repeat.js';
import { reportStep } from './report/step.js';
import { readSaid, textLimit, type Said, type Spoken } from './said.js';
import { startStep } from './start.js';
import { choosingCommuneStep, surveyStep } from './survey/step.js';
import { texts } from './texts.vi.js';

export { lookups } from './lookups.js';

/** One turn of a conversation: what a person did, set against what was said before, gives a new state and effects. */
export const step: Step = (state, input, env) => {
  const said = readSaid(state, input);
  const length = input.type === 'text' ? input.text.length : 0;
  return env.chat.kind === 'group' ? groupStep(state, said, length, env) : privateStep(state, said, length, env);
};

/** For a stored conversation that this version of the program cannot read. */
export function restartPolitely(env: EnvBeforeFacts): StepResult {
  // Buttons of the lost conversation must not pass for those of the new one.
  const state: Conversation = { ...newConversation, prompt: Math.floor(env.now / 1000) % 1_000_000 };
  // In a group nobody waits for a menu.
  return env.chat.kind === 'group' ? { state, effects: [] } : showMenu(state, env, [], texts.restarted);
}

/** For a fault of the program inside a step: says so, and leaves what was half-done where it can be taken up again. */
export function apologise(state: Conversation): StepResult {
  const question = { text: texts.apology, choices: [[{ label: texts.openMenu, choice: 'menu' }]] };
  return ask(putAside(state), { type: 'idle' }, question);
}

function privateStep(state: Conversation, said: Said, length: number, env: Env): StepResult {
  switch (said.type) {
    case 'start':
      return startStep(state, said.parameter, env);
    case 'case-button':
      return caseButtonStep(state, said.code, said.action, env);
    case 'stale-button':
      return repeat(state, texts.staleButton, env);
    case 'edited':
      return state.activity.type === 'idle'
        ? { state, effects: [say(texts.edited)] }
        : repeat(state, texts.edited, env);
    case 'left-alone':
      return leftAloneStep(state, env);
    case 'own-phone':
      return ownPhoneStep(state, said.phone, env);
    case 'unsupported':
      return repeat(state, texts.unsupported, env);
    case 'empty':
      return repeat(state, texts.empty, env);
    case 'too-long':
      return repeat(state, texts.tooLong(length, textLimit), env);
    case 'text':
      return textStep(state, said, env);
    case 'choice':
    case 'file':
    case 'location':
      return activityStep(state, said, env);
  }
}

/** Commands and codes are understood whatever is being asked; the rest is for the flow that asks. */
function textStep(state: Conversation, said: Extract<Said, { type: 'text' }>, env: Env): StepResult {
  const survey = mentionedSurvey(said.text);
  if (survey !== undefined) return startStep(state, survey, env);
  const command = commandIn(state, said, env);
  if (command !== undefined) return commandStep(state, command, env);
  const campaign = mentionedCampaign(said.text);
  if (campaign !== undefined && env.seats.length > 0) return showResults(state, env, campaign);
  const invite = mentionedInvite(said.text);
  if (invite !== undefined) return takeInvite(putAside(state), invite, env);
  const code = mentionedCase(state, said);
  if (code !== undefined && state.activity.type !== 'looking-up') return showAnyCase(state, code, env);
  return activityStep(state, said, env);
}

function activityStep(state: Conversation, said: Spoken, env: Env): StepResult {
  const { activity } = state;
  const isFile = said.type === 'file' || said.type === 'location';
  switch (activity.type) {
    case 'idle':
      return idleStep(state, said, env);
    case 'choosing-commune':
      return isFile ? repeat(state, texts.notHere, env) : choosingCommuneStep(state, activity, said, env);
    case 'survey':
      return isFile ? repeat(state, texts.notHere, env) : surveyStep(state, activity.draft, said, env);
    case 'report':
      return reportStep(state, activity.draft, said, env);
    case 'looking-up':
      return lookingUpStep(state, said, env);
    case 'link':
      return isLinkedMeanwhile(activity, said, env)
        ? idleStep(putAside(state), said, env)
        : linkStep(state, activity, said, env);
    case 'offered-report':
      return offeredStep(state, activity, said, env);
    case 'citizen-writing':
      return citizenWritingStep(state, activity, said, env);
    case 'official-writing':
      return officialWritingStep(state, activity, said, env);
    case 'official-confirming':
      return officialConfirmingStep(state, activity, said, env);
  }
}
