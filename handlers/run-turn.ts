import { randomBytes, randomInt } from 'node:crypto';
import { caseCode } from '../core/case-code.js';
import { newConversation, readConversation, type Conversation } from '../core/conversation.js';
import type { Directory } from '../core/directory.js';
import type { Env, EnvBeforeFacts, Facts, Lookup, StepResult } from '../core/flow.js';
import type { IdOf, ProvinceCode } from '../core/ids.js';
import type { Inbound } from '../core/inbound.js';
import type { Understand } from '../core/labels.js';
import type { Seat } from '../core/seat.js';
import type { SurveyForm } from '../core/survey-form.js';
import { apologise, lookups, restartPolitely, step } from '../flows/step.js';
import type { Logger } from '../runtime/logger.js';
import type { Seal } from '../runtime/seal.js';

/** What all turns share. */
export type TurnWorld = {
  readonly directory: Directory;
  readonly forms: readonly SurveyForm[];
  readonly homeProvince: ProvinceCode;
  readonly understand: Understand;
  readonly seal: Seal;
  readonly log: Logger;
};

/** Makes an id: time first, so that rows of one time lie together, then 80 random bits. */
function newId<Prefix extends keyof IdOf>(prefix: Prefix, now: number): IdOf[Prefix] {
  const id = `${prefix}_${now.toString(36)}${randomBytes(10).toString('hex')}`;
  return id as IdOf[Prefix];
}

/**
 * Runs the conversation's step for one event. A bug in a flow costs the citizen an apology, not the conversation:
 * what was stored before stays.
 */
export async function runTurn(
  world: TurnWorld,
  inbound: Inbound,
  stored: { readonly known: boolean; readonly state: unknown },
  seats: readonly Seat[],
  load: (lookups: readonly Lookup[]) => Promise<Facts>,
): Promise<StepResult> {
  const before: EnvBeforeFacts = {
    channel: inbound.channel,
    chat: { id: inbound.chat.id, kind: inbound.chat.kind },
    person: inbound.person,
    now: inbound.at,
    newId: (prefix) => newId(prefix, inbound.at),
    newCaseCode: () => caseCode(Array.from({ length: 6 }, () => randomInt(32))),
    hashInvite: world.seal.hashInvite,
    newLinkCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
    directory: world.directory,
    homeProvince: world.homeProvince,
    forms: world.forms,
    understand: world.understand,
    seats,
  };
  const read = stored.known
    ? readConversation(stored.state)
    : { type: 'known' as const, conversation: newConversation };
  const state = read.type === 'known' ? read.conversation : newConversation;
  const needed = guarded(world, inbound, state, () => lookups(state, inbound.content, before));
  if (needed === undefined) return apologise(state);
  // Outside of what is caught below: when the store fails, the turn must come again, not be apologised for.
  const env: Env = { ...before, facts: await load(needed) };
  const result = guarded(world, inbound, state, () => {
    if (read.type === 'known') return step(state, inbound.content, env);
    world.log.warn({ chat: inbound.chat.id }, 'stored conversation cannot be read; it starts again');
    return restartPolitely(env);
  });
  return result ?? apologise(state);
}

/** Runs a part of a flow; undefined when it has a bug, which is logged under the name of the activity. */
function guarded<T>(world: TurnWorld, inbound: Inbound, state: Conversation, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    world.log.error({ err: error, chat: inbound.chat.id, activity: state.activity.type, alarm: true }, 'a flow failed');
    return undefined;
  }
}
