import type { Campaign, Day } from './campaign.js';
import type { Case } from './case.js';
import type { Channel } from './channel.js';
import type { Conversation } from './conversation.js';
import type { Directory } from './directory.js';
import type { Effect, PrivateChat } from './effect.js';
import type { CaseCode, CaseId, ChatId, IdOf, PersonId, ProvinceCode, UnitCode } from './ids.js';
import type { InboundContent } from './inbound.js';
import type { Jurisdiction } from './jurisdiction.js';
import type { Understand } from './labels.js';
import type { Seat, SeatRole } from './seat.js';
import type { SurveyForm } from './survey-form.js';
import type { VotingCode } from './voting-code.js';

/**
 * The contract of a conversation step: `step(state, input, env) → { state, effects }`, pure.
 * What it must know of the store it names beforehand (`lookups`), and gets in `env.facts`.
 */
export type StepResult = { readonly state: Conversation; readonly effects: readonly Effect[] };

/** Something a step must know from the store before it can decide. */
export type Lookup =
  | { readonly type: 'case'; readonly code: CaseCode }
  | { readonly type: 'case-by-id'; readonly id: CaseId }
  /** Open cases of the seats of this chat. */
  | { readonly type: 'open-cases'; readonly of: readonly Jurisdiction[] }
  /** The citizen's own cases, newest first. */
  | { readonly type: 'own-cases' }
  /** The chats linked with this one, and since when. */
  | { readonly type: 'linked-chats' }
  /** The chats that go by this number and can be sent a code; `only`: does this one, which was sent one, still? */
  | { readonly type: 'other-chats'; readonly phone: string; readonly only?: PrivateChat }
  /** An invitation that can still be used; with it come the open cases of its jurisdiction, for the welcome. */
  | { readonly type: 'invite'; readonly hash: string }
  /**
   * The campaign that asks this form in this commune; has this person answered in it; may this code be used in it?
   * `standing` is the one that the program opens by itself where people have planned none.
   */
  | {
      readonly type: 'campaign';
      readonly form: string;
      readonly unit: UnitCode;
      readonly standing?: Campaign;
      readonly code?: VotingCode;
    };

/** An invitation that can still be used. */
export type OpenInvite = {
  readonly hash: string;
  readonly jurisdiction: Jurisdiction;
  readonly role: SeatRole;
  readonly demo: boolean;
};

/** The answers to the lookups; what was not asked for is absent or empty. */
export type Facts = {
  readonly cases: readonly Case[];
  readonly openCases: readonly Case[];
  readonly ownCases: readonly Case[];
  /** Chats in other apps that this person has shown to be his too; his cases there are his here. */
  readonly linkedChats: readonly ChatId[];
  /** When the last of them was linked; only with the lookup `linked-chats`. */
  readonly lastLinkedAt?: number;
  /** See the lookup of this name. */
  readonly otherChats: readonly PrivateChat[];
  readonly invite?: OpenInvite;
  readonly campaign?: Campaign;
  /** This person has answered in the campaign already; with a counter's code: on this visit. */
  readonly voted: boolean;
  /** What the store says of the code; a counter's is that of a day. */
  readonly code?: { readonly type: 'good'; readonly visit?: Day } | { readonly type: 'wrong' };
};

/** What is known before anything was asked. */
export const noFacts: Facts = {
  cases: [],
  openCases: [],
  ownCases: [],
  linkedChats: [],
  otherChats: [],
  voted: false,
};

/** Everything a step may know besides the conversation and the input. */
export type Env = {
  readonly channel: Channel;
  readonly chat: { readonly id: ChatId; readonly kind: 'private' | 'group' };
  readonly person: PersonId;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly newId: <Prefix extends keyof IdOf>(prefix: Prefix) => IdOf[Prefix];
  readonly newCaseCode: () => CaseCode;
  /** One-way hash of an invitation's code, under which the store knows it. */
  readonly hashInvite: (code: string) => string;
  /** Six digits that nobody can foresee. */
  readonly newLinkCode: () => string;
  readonly directory: Directory;
  /** The province that runs this server: its communes come first, and what names no commune goes to its desk. */
  readonly homeProvince: ProvinceCode;
  readonly forms: readonly SurveyForm[];
  /** What the machine makes of a text; costs less than a millisecond. */
  readonly understand: Understand;
  /** The seats bound to this chat; empty for a citizen. */
  readonly seats: readonly Seat[];
  readonly facts: Facts;
};

/** What of `env` is known before the lookups are answered. */
export type EnvBeforeFacts = Omit<Env, 'facts'>;

export type Step = (state: Conversation, input: InboundContent, env: Env) => StepResult;
export type Lookups = (state: Conversation, input: InboundContent, env: EnvBeforeFacts) => readonly Lookup[];
