import { standingCampaign } from '../core/campaign.js';
import { readCaseCode } from '../core/case-code.js';
import type { Conversation, Linking } from '../core/conversation.js';
import type { Lookup, Lookups, EnvBeforeFacts } from '../core/flow.js';
import { vietnamDay } from '../core/vietnam-time.js';
import { readVotingCode, type VotingCode } from '../core/voting-code.js';
import { readCommand } from './command.js';
import { chooseCommune } from './commune/step.js';
import { sentWith } from './link/step.js';
import { menuQuestion } from './menu/step.js';
import { mentionedCase, mentionedInvite, mentionedSurvey, readLink } from './mentions.js';
import { readPhone } from './report/phone.js';
import { readSaid, type Said } from './said.js';
import { typedChoice } from './typed-choice.js';

/** What of the store the step will want to know. Naming too much costs a query; naming too little, a wrong answer. */
export const lookups: Lookups = (state, input, env) => {
  const said = readSaid(state, input);
  const named = [...ofActivity(state, said, env), ...ofSaid(state, said, env)];
  const keys = named.map((lookup) => JSON.stringify(lookup));
  return named.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
};

/** The case under discussion, and whether the person has voted already where that decides. */
function ofActivity({ activity }: Conversation, said: Said, env: EnvBeforeFacts): readonly Lookup[] {
  switch (activity.type) {
    case 'citizen-writing':
    case 'official-writing':
    case 'official-confirming':
      return caseOf(activity.case);
    case 'survey':
      return activity.draft.at.step === 'summary' ? campaign(activity.draft, env) : [];
    case 'looking-up':
      return [{ type: 'own-cases' }];
    case 'link':
      return ofLinking(activity.at, said);
    case 'idle':
    case 'choosing-commune':
    case 'report':
    case 'offered-report':
      return [];
  }
}

/** Who else goes by this number; and of whom the code that is typed was sent to, whether he still does. */
function ofLinking(at: Linking, said: Said): readonly Lookup[] {
  const given = said.type === 'text' ? said.text : said.type === 'own-phone' ? said.phone : '';
  const phone = at.step === 'phone' ? readPhone(given) : at.phone;
  if (phone === undefined) return [];
  const linked: Lookup = { type: 'linked-chats' };
  if (at.step !== 'code') return [linked, { type: 'other-chats', phone }];
  const typed = sentWith(at, given);
  if (typed === undefined) return [linked];
  return [linked, { type: 'other-chats', phone, only: { chat: typed.chat, person: typed.person } }];
}

function ofSaid(state: Conversation, said: Said, env: EnvBeforeFacts): readonly Lookup[] {
  switch (said.type) {
    case 'case-button':
      return caseOf(said.code);
    case 'start':
      return ofLink(said.parameter, env);
    case 'choice':
      return [...ofChoice(state, said.choice, env), ...ofCommune(state, said, env)];
    case 'text':
      return [...ofText(state, said, env), ...ofCommune(state, said, env)];
    case 'stale-button':
    case 'empty':
    case 'too-long':
    case 'file':
    case 'location':
    case 'edited':
    case 'left-alone':
    case 'own-phone':
    case 'unsupported':
      return [];
  }
}

function ofLink(parameter: string, env: EnvBeforeFacts): readonly Lookup[] {
  const link = readLink(parameter);
  switch (link.type) {
    case 'survey':
      return campaign(link, env);
    case 'invite':
      return [{ type: 'invite', hash: env.hashInvite(link.code) }];
    case 'case':
      return caseOf(link.code);
    case 'menu':
    case 'commune':
    case 'unknown':
      return [];
  }
}

function ofText(state: Conversation, said: Extract<Said, { type: 'text' }>, env: EnvBeforeFacts): readonly Lookup[] {
  const code = mentionedCase(state, said);
  const invite = mentionedInvite(said.text);
  const survey = mentionedSurvey(said.text);
  const command = readCommand(said.text)?.command;
  const choice = state.activity.type === 'idle' ? typedChoice(menuQuestion(state, env), said.folded, {}) : undefined;
  return [
    ...(code === undefined ? [] : caseOf(code)),
    ...(invite === undefined ? [] : [{ type: 'invite', hash: env.hashInvite(invite) } as const]),
    ...(survey === undefined ? [] : ofLink(survey, env)),
    ...(command === undefined ? [] : ofChoice(state, command, env)),
    ...(choice === undefined ? [] : ofChoice(state, choice, env)),
    ...ofVotingCode(state, said.text, env),
  ];
}

/** The code that was asked for before a survey. */
function ofVotingCode({ activity }: Conversation, text: string, env: EnvBeforeFacts): readonly Lookup[] {
  if (activity.type !== 'survey' || activity.draft.at.step !== 'code') return [];
  const code = readVotingCode(text);
  return code === undefined ? [] : campaign({ ...activity.draft, code }, env);
}

/** A choice of the menu, or the command of the same name. */
function ofChoice(state: Conversation, choice: string, env: EnvBeforeFacts): readonly Lookup[] {
  switch (choice) {
    case 'look-up':
      return [{ type: 'own-cases' }];
    case 'link':
    case 'unlink':
      return [{ type: 'linked-chats' }];
    case 'open-cases':
      return env.seats.length === 0 ? [] : [{ type: 'open-cases', of: env.seats.map((seat) => seat.jurisdiction) }];
    case 'resume':
    case 'resume-survey':
    case 'resume-other':
      return state.paused.survey === undefined ? [] : campaign(state.paused.survey, env);
    default:
      return [];
  }
}

/** Choosing the commune begins the survey. */
function ofCommune(state: Conversation, said: Said, env: EnvBeforeFacts): readonly Lookup[] {
  if (state.activity.type !== 'choosing-commune') return [];
  const choice = chooseCommune(state, said, env);
  return choice.type === 'chosen' ? campaign({ form: state.activity.form, unit: choice.unit.code }, env) : [];
}

function campaign(
  asked: { readonly form: string; readonly unit: string; readonly code?: VotingCode | undefined },
  env: EnvBeforeFacts,
): readonly Lookup[] {
  const unit = env.directory.unit(asked.unit);
  const form = env.forms.find((item) => item.id === asked.form);
  if (unit === undefined || form === undefined) return [];
  return [
    {
      type: 'campaign',
      form: form.id,
      unit: unit.code,
      ...(form.offered === 'menu' ? { standing: standingCampaign(form, vietnamDay(env.now)) } : {}),
      ...(asked.code === undefined ? {} : { code: asked.code }),
    },
  ];
}

function caseOf(text: string): readonly Lookup[] {
  const code = readCaseCode(text);
  return code === undefined ? [] : [{ type: 'case', code }];
}
