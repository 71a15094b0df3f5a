import { readCaseCode } from '../core/case-code.js';
import type { Conversation } from '../core/conversation.js';
import { parseCampaignId, type CampaignId, type CaseCode } from '../core/ids.js';
import { readVotingCode, type VotingCode } from '../core/voting-code.js';
import type { Said } from './said.js';

// Codes that a person types. Read in one place, so that what is looked up beforehand is what the step then wants to know.

/** Longest message that may name a case without being a story of its own, in characters. */
const shortMessage = 40;

/** The case a typed message asks for: any mention in a short message while nothing else is asked, otherwise the code alone. */
export function mentionedCase(state: Conversation, said: Said): CaseCode | undefined {
  if (said.type !== 'text') return undefined;
  const isAlone = said.text.replace(/[^0-9a-z]/gi, '').length === 8;
  switch (state.activity.type) {
    case 'idle':
      return isAlone || said.text.length <= shortMessage ? readCaseCode(said.text) : undefined;
    case 'looking-up':
      return readCaseCode(said.text);
    case 'survey':
    case 'report':
    case 'choosing-commune':
    case 'link':
    case 'offered-report':
    case 'citizen-writing':
    case 'official-writing':
    case 'official-confirming':
      return isAlone ? readCaseCode(said.text) : undefined;
  }
}

/** The code of an invitation, typed as `MOI-…` (in a group perhaps after the bot's name) or in a link; without its prefix. */
export function mentionedInvite(text: string): string | undefined {
  return /^(?:@\w+\s+)?moi-([0-9a-z][0-9a-z-]{3,40})$/i.exec(text.trim())?.[1];
}

/**
 * A survey's link, typed as it stands on a leaflet, with the spaces, dashes and halves of a code that people type: links
 * to Zalo carry no parameter. What it names may not exist.
 */
export function mentionedSurvey(text: string): string | undefined {
  const [, unit, form, code] =
    /^(\d{5})[\s\p{Pd}]{1,3}(pks0[1-7])(?:[\s\p{Pd}]{1,3}(\w{1,20}|\w{3,4}\p{Pd}\w{3,4}))?$/iu.exec(text.trim()) ?? [];
  if (unit === undefined) return undefined;
  return [unit, form, code?.replace(/\p{Pd}/u, '')].filter((part) => part !== undefined).join('-');
}

/** The campaign whose results an official asks for: `/ketqua pks03-2026-q4`. */
export function mentionedCampaign(text: string): CampaignId | undefined {
  const name = /^\/ketqua(?:@\w+)?\s+(\S+)$/i.exec(text.trim())?.[1];
  return name === undefined ? undefined : parseCampaignId(name.toLowerCase());
}

/** What a link to the bot asks for. */
export type Link =
  | { readonly type: 'menu' }
  | { readonly type: 'survey'; readonly unit: string; readonly form: string; readonly code?: VotingCode }
  | { readonly type: 'commune'; readonly unit: string }
  | { readonly type: 'invite'; readonly code: string }
  | { readonly type: 'case'; readonly code: CaseCode }
  | { readonly type: 'unknown' };

/** Reads a start parameter: `07351-pks05`, the same with a voting code (`07351-pks05-k7m2qx`), `07351`, `moi-…`, `PA-7K3F-Q2`, or nothing. */
export function readLink(parameter: string): Link {
  if (parameter.trim() === '') return { type: 'menu' };
  const [, unit, form, given] = /^(\d{5})(?:-(pks0[1-7])(?:-(\w+))?)?$/i.exec(parameter.trim()) ?? [];
  if (unit !== undefined) {
    const code = given === undefined ? undefined : readVotingCode(given);
    return form === undefined
      ? { type: 'commune', unit }
      : { type: 'survey', unit, form: form.toLowerCase(), ...(code === undefined ? {} : { code }) };
  }
  const invite = mentionedInvite(parameter);
  if (invite !== undefined) return { type: 'invite', code: invite };
  const code = readCaseCode(parameter);
  return code === undefined ? { type: 'unknown' } : { type: 'case', code };
}
