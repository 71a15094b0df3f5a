import type { Conversation } from '../core/conversation.js';
import type { Env, StepResult } from '../core/flow.js';
import { caseButtonStep, showAnyCase } from './case-turn.js';
import { readCommand } from './command.js';
import { finish } from './finish.js';
import { mentionedCampaign, mentionedCase, mentionedInvite, readLink } from './mentions.js';
import {
  leaveSeats,
  listOpenCases,
  showResults,
  officialConfirmingStep,
  officialWritingStep,
  takeInvite,
} from './official/step.js';
import { say } from './prompt.js';
import { repeat } from './repeat.js';
import { textLimit, type Said, type Spoken } from './said.js';
import { texts } from './texts.vi.js';

/**
 * A turn in a group, where officials work and people talk with each other: only what is plainly meant for the bot
 * gets an answer, and everything else gets none.
 */
export function groupStep(state: Conversation, said: Said, length: number, env: Env): StepResult {
  const isWriting = state.activity.type === 'official-writing' || state.activity.type === 'official-confirming';
  const silence: StepResult = { state, effects: [] };
  switch (said.type) {
    case 'start':
      return groupStart(state, said.parameter, env);
    case 'case-button':
      return caseButtonStep(state, said.code, said.action, env);
    case 'stale-button':
      return isWriting ? repeat(state, texts.staleButton, env) : { state, effects: [say(texts.staleButton)] };
    case 'text':
      return groupText(state, said, env);
    case 'choice':
      return isWriting ? writingStep(state, said, env) : groupHelp(state, env);
    case 'file':
    case 'location':
      return isWriting ? writingStep(state, said, env) : silence;
    case 'too-long':
      return isWriting ? repeat(state, texts.tooLong(length, textLimit), env) : silence;
    case 'left-alone':
    case 'own-phone':
    case 'edited':
    case 'unsupported':
    case 'empty':
      return silence;
  }
}

function groupStart(state: Conversation, parameter: string, env: Env): StepResult {
  const link = readLink(parameter);
  if (link.type === 'invite') return takeInvite(state, link.code, env);
  const text = env.seats.length === 0 ? texts.group.start : texts.group.help;
  return { state, effects: [say(`${text}\n\n${texts.group.citizens}`)] };
}

function groupText(state: Conversation, said: Extract<Said, { type: 'text' }>, env: Env): StepResult {
  const invite = mentionedInvite(said.text);
  if (invite !== undefined) return takeInvite(state, invite, env);
  const campaign = mentionedCampaign(said.text);
  if (campaign !== undefined && env.seats.length > 0) return showResults(state, env, campaign);
  const command = said.text.startsWith('/') ? readCommand(said.text)?.command : undefined;
  switch (command) {
    case undefined:
      break;
    case 'open-cases':
      return listOpenCases(state, env);
    case 'leave-seat':
      return leaveSeats(state, env);
    case 'results':
      return showResults(state, env);
    case 'cancel':
    case 'pause':
      return finish(state, [say(texts.stopped)]);
    case 'menu':
    case 'help':
      return groupHelp(state, env);
    case 'link':
    case 'unlink':
      return { state, effects: [say(texts.group.privately)] };
    case 'resume':
    case 'back':
    case 'skip':
    case 'look-up':
    case 'report':
    case 'survey':
      return { state, effects: [say(texts.group.citizens)] };
  }
  const code = state.activity.type === 'idle' ? mentionedCase(state, said) : undefined;
  if (code !== undefined && env.seats.length > 0) return showAnyCase(state, code, env);
  return writingStep(state, said, env);
}

function groupHelp(state: Conversation, env: Env): StepResult {
  return { state, effects: [say(env.seats.length === 0 ? texts.group.start : texts.group.help)] };
}

function writingStep(state: Conversation, said: Spoken, env: Env): StepResult {
  const { activity } = state;
  if (activity.type === 'official-writing') return officialWritingStep(state, activity, said, env);
  return activity.type === 'official-confirming'
    ? officialConfirmingStep(state, activity, said, env)
    : { state, effects: [] };
}
