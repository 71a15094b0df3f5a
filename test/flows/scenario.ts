import type { Campaign } from '../../core/campaign.js';
import { caseCode } from '../../core/case-code.js';
import { newConversation, readConversation, type Conversation } from '../../core/conversation.js';
import type { Directory } from '../../core/directory.js';
import type { Effect } from '../../core/effect.js';
import { noFacts, type Env, type EnvBeforeFacts, type Facts, type Lookup, type StepResult } from '../../core/flow.js';
import type { IdOf } from '../../core/ids.js';
import type { InboundContent } from '../../core/inbound.js';
import type { Labels } from '../../core/labels.js';
import type { Seat } from '../../core/seat.js';
import type { SurveyForm } from '../../core/survey-form.js';
import { openCampaign } from '../support/campaign.js';
import { provinceCode } from '../support/directory.js';
import { understandAs } from '../support/understand.js';
import { lookups, step } from '../../flows/step.js';

/** A conversation as data, kept in test/scenarios: what a person does, and what must come of it. */
export type Scenario = {
  readonly name: string;
  readonly env?: {
    readonly seats?: readonly Seat[];
    /** What the machine makes of every text, where it matters. */
    readonly understood?: Partial<Labels>;
    readonly facts?: KnownFacts;
    readonly chat?: 'private' | 'group' | Env['chat'];
  };
  /** Where it begins; a new conversation otherwise. */
  readonly state?: unknown;
  readonly steps: readonly ScenarioStep[];
};

export type ScenarioStep = {
  readonly in: ScenarioInput;
  /** So many minutes after the step before it; at the same time otherwise. */
  readonly later?: number;
  /** What the store says from here on, in addition to `env.facts`. The step must look it up, or it does not learn of it. */
  readonly facts?: KnownFacts;
  readonly effects?: readonly Effect[];
  readonly state?: unknown;
};

/** What the store says; `null`: no campaign asks this form here. */
type KnownFacts = Partial<Omit<Facts, 'campaign'>> & { readonly campaign?: Campaign | null };

export type ScenarioInput =
  | InboundContent
  /** Types a text; `times` repeats it without a space, `form` spells it in Unicode's other way. */
  | { readonly say: string; readonly times?: number; readonly form?: 'NFD' }
  /** Presses a button by its label: of the last answer, or of the answer to step `of` (counted from 1). */
  | { readonly tap: string; readonly of?: number }
  | { readonly start: string };

/** What the world of all scenarios knows. */
export type World = { readonly directory: Directory; readonly forms: readonly SurveyForm[] };

/** Monday 23 November 2026, 9:00 in Vietnam. */
const now = Date.UTC(2026, 10, 23, 2, 0);

/** A scenario under way. */
export type Player = {
  /** What the next step's input is to the program, in the light of what was answered so far. */
  readonly read: (input: ScenarioInput) => InboundContent;
  /** Takes the next step; between two steps the state goes through JSON, as it does in the store. */
  readonly step: (content: InboundContent) => StepResult;
  /** What the next step would come to; the scenario stays where it is. */
  readonly wouldStep: (content: InboundContent) => StepResult;
  /** Reads the last state back. */
  readonly end: () => void;
};

/** Plays a scenario from its beginning, step by step. */
export function createPlayer(scenario: Scenario, world: World): Player {
  let before = createEnv(scenario, world);
  const results: StepResult[] = [];
  let stored = JSON.stringify(scenario.state ?? newConversation);
  let facts: KnownFacts & Omit<Facts, 'campaign'> = { ...noFacts, ...scenario.env?.facts };
  return {
    read: (input) => readInput(input, results),
    step: (content) => {
      const at = results.length;
      const { facts: more, later = 0 } = scenario.steps[at] ?? {};
      const state = readBack(stored, at);
      facts = { ...facts, ...more };
      before = { ...before, now: before.now + later * 60_000 };
      const asked = lookups(state, content, before);
      const known = answer(asked, facts);
      if (more !== undefined && !knows(known, more))
        throw new Error(`step ${at + 1} does not look up the facts given to it`);
      const result = step(state, content, { ...before, facts: known });
      results.push(result);
      stored = JSON.stringify(result.state);
      return result;
    },
    wouldStep: (content) => {
      const state = readBack(stored, results.length);
      // With counters of its own: what is only tried takes no ids.
      const env = { ...createEnv(scenario, world), now: before.now };
      return step(state, content, { ...env, facts: answer(lookups(state, content, env), facts) });
    },
    end: () => {
      readBack(stored, results.length);
    },
  };
}

/** Plays a whole scenario. */
export function play(scenario: Scenario, world: World): readonly StepResult[] {
  const player = createPlayer(scenario, world);
  const results = scenario.steps.map(({ in: input }) => player.step(player.read(input)));
  player.end();
  return results;
}

function createEnv({ env = {} }: Scenario, { directory, forms }: World): EnvBeforeFacts {
  const kind = env.chat ?? 'private';
  const ids = new Map<string, number>();
  let codes = 0;
  let linkCodes = 0;
  return {
    channel: 'web',
    chat: typeof kind === 'string' ? { id: 'cht_here', kind } : kind,
    person: 'per_here',
    now,
    newId: <Prefix extends keyof IdOf>(prefix: Prefix) => {
      const count = (ids.get(prefix) ?? 0) + 1;
      ids.set(prefix, count);
      return `${prefix}_${count}` as IdOf[Prefix];
    },
    // PA-7K3F-Q2, PA-7K3F-Q3 …
    newCaseCode: () => caseCode([7, 19, 3, 15, 23, 2 + codes++]),
    hashInvite: (code) => `hash-of-${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`,
    // 100001, 100002 …
    newLinkCode: () => String(100_001 + linkCodes++),
    directory,
    homeProvince: provinceCode('24'),
    forms,
    understand: understandAs(env.understood),
    seats: env.seats ?? [],
  };
}

function readBack(stored: string, at: number): Conversation {
  const read = readConversation(JSON.parse(stored));
  if (read.type === 'unreadable') throw new Error(`the state before step ${at + 1} cannot be read back: ${stored}`);
  return read.conversation;
}

function readInput(input: ScenarioInput, results: readonly StepResult[]): InboundContent {
  if ('type' in input) return input;
  if ('start' in input) return { type: 'start', parameter: input.start };
  if ('say' in input) {
    const text = input.say.repeat(input.times ?? 1);
    return { type: 'text', text: input.form === undefined ? text : text.normalize(input.form) };
  }
  const shown = (input.of === undefined ? results.at(-1) : results[input.of - 1])?.effects ?? [];
  const buttons = shown.flatMap((effect) => (effect.type === 'reply' ? (effect.reply.buttons ?? []).flat() : []));
  const button = buttons.findLast(({ label }) => label === input.tap);
  if (button === undefined) {
    throw new Error(
      `no button "${input.tap}" after step ${results.length}; there are: ${buttons.map(({ label }) => label).join(' | ')}`,
    );
  }
  return { type: 'button', data: button.data };
}

/** Answers lookups as the store would: what was not asked for stays unknown. */
function answer(asked: readonly Lookup[], facts: KnownFacts & Omit<Facts, 'campaign'>): Facts {
  const isAsked = (type: Lookup['type']) => asked.some((lookup) => lookup.type === type);
  const { invite } = facts;
  const about = asked.find((lookup) => lookup.type === 'campaign');
  // Unless a scenario says otherwise, the form is being asked.
  const campaign = facts.campaign === undefined ? (about?.standing ?? openCampaign(about?.form)) : facts.campaign;
  const invited =
    invite !== undefined && asked.some((lookup) => lookup.type === 'invite' && lookup.hash === invite.hash);
  const aboutOthers = asked.find((lookup) => lookup.type === 'other-chats');
  const only = aboutOthers?.only;
  const others = facts.otherChats.filter(({ chat }) => only === undefined || chat === only.chat);
  return {
    cases: facts.cases.filter((subject) =>
      asked.some(
        (lookup) =>
          (lookup.type === 'case' && lookup.code === subject.code) ||
          (lookup.type === 'case-by-id' && lookup.id === subject.id),
      ),
    ),
    openCases: isAsked('open-cases') || invited ? facts.openCases : [],
    ownCases: isAsked('own-cases') ? facts.ownCases : [],
    linkedChats: isAsked('linked-chats') || isAsked('own-cases') || isAsked('case') ? facts.linkedChats : [],
    ...(isAsked('linked-chats') && facts.lastLinkedAt !== undefined ? { lastLinkedAt: facts.lastLinkedAt } : {}),
    otherChats: aboutOthers === undefined ? [] : others,
    voted: about !== undefined && facts.voted,
    ...(about === undefined || campaign === null ? {} : { campaign }),
    ...(about?.code === undefined || facts.code === undefined ? {} : { code: facts.code }),
    ...(invited ? { invite } : {}),
  };
}

function knows(known: Facts, given: KnownFacts): boolean {
  return (
    (given.cases ?? []).every((subject) => known.cases.some(({ code }) => code === subject.code)) &&
    (given.openCases ?? []).length <= known.openCases.length &&
    (given.ownCases ?? []).length <= known.ownCases.length &&
    (given.linkedChats ?? []).length <= known.linkedChats.length &&
    (given.lastLinkedAt ?? 0) <= (known.lastLinkedAt ?? 0) &&
    (given.otherChats ?? []).length <= known.otherChats.length &&
    (given.voted ?? false) === known.voted &&
    (given.campaign == null || known.campaign !== undefined) &&
    (given.code === undefined || known.code !== undefined) &&
    (given.invite === undefined || known.invite !== undefined)
  );
}
