import type { Inbound } from '../core/inbound.js';
import type { Reply } from '../core/reply.js';
import { isStoreBusy, type Store, type Tx } from '../prisma/client.js';
import {
  conversationKey,
  loadConversations,
  markReceived,
  rememberChats,
  saveConversations,
} from '../prisma/store/conversations.js';
import { addToOutbox, type NewOutboxRow } from '../prisma/store/outbox.js';
import { seatsOfChats } from '../prisma/store/seats.js';
import { commitEffect, tellingOfForgetting } from './commit-effect.js';
import { loadFacts } from './load-facts.js';
import { runTurn, type TurnWorld } from './run-turn.js';

/** `unavailable`: nothing was stored; the channel must ask its sender to come again. */
export type InboundOutcome = { readonly type: 'handled' | 'repeated' | 'unavailable' };

/** Handles one event; resolves after the turn is committed. */
export type HandleInbound = (inbound: Inbound) => Promise<InboundOutcome>;

/** A reply whose row is committed and claimed by this process, to be sent now. */
export type CommittedReply = {
  readonly outboxId: number;
  readonly inbound: Inbound;
  readonly reply: Reply;
  /** What waited for this chat, newest, at the time of the commit: perhaps it still does, and goes first. */
  readonly follows: number | undefined;
};

export type InboundDeps = {
  readonly store: Store;
  readonly world: TurnWorld;
  /** Called after commit with the replies to send. */
  readonly sendNow: (replies: readonly CommittedReply[]) => void;
  /** Called after commit when there is work for the worker. */
  readonly wakeRelay: () => void;
};

/** Turns that share one transaction at most; more would only make each of them wait longer. */
const batchLimit = 48;

type Waiting = { readonly inbound: Inbound; readonly resolve: (outcome: InboundOutcome) => void };
type Committed = {
  readonly outcomes: readonly InboundOutcome[];
  readonly replies: readonly CommittedReply[];
  readonly work: boolean;
};

/**
 * The way in for all channels. Events that wait at the same time share one transaction (to
 * begin and flush one costs more than the turn itself); of one conversation at most one event is in a batch,
 * so each is handled on what the one before it left.
 */
export function createInboundHandler(deps: InboundDeps): HandleInbound {
  const waiting: Waiting[] = [];
  let running = false;

  const drain = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) await commitNext(deps, waiting);
    running = false;
  };

  return (inbound) =>
    new Promise((resolve) => {
      waiting.push({ inbound, resolve });
      if (!running) void drain();
    });
}

/** Takes the oldest events, one of each conversation; the others keep their order for the next batch. */
function takeBatch(waiting: Waiting[]): readonly Waiting[] {
  const taken: Waiting[] = [];
  const left: Waiting[] = [];
  const conversations = new Set<string>();
  for (const item of waiting) {
    const key = keyOf(item.inbound);
    if (taken.length < batchLimit && !conversations.has(key)) taken.push(item);
    else left.push(item);
    conversations.add(key);
  }
  waiting.splice(0, waiting.length, ...left);
  return taken;
}

const keyOf = (inbound: Inbound): string => conversationKey({ chat: inbound.chat.id, person: inbound.person });

async function commitNext(deps: InboundDeps, waiting: Waiting[]): Promise<void> {
  // Taken only when the transaction begins, so that whoever came while it waited for its turn is in it too.
  let taken: readonly Waiting[] | undefined;
  const batch = (): readonly Waiting[] => (taken ??= takeBatch(waiting));
  try {
    const committed = await deps.store.write((tx) => {
      const events = batch().map((item) => item.inbound);
      return commitTurns(deps, tx, events);
    });
    if (committed.replies.length > 0) deps.sendNow(committed.replies);
    if (committed.work) deps.wakeRelay();
    batch().forEach((item, at) => {
      item.resolve(committed.outcomes[at] ?? { type: 'unavailable' });
    });
  } catch (error) {
    // One bad turn must not take the others with it.
    if (batch().length > 1 && !isStoreBusy(error)) {
      for (const item of batch()) await commitNext(deps, [item]);
      return;
    }
    deps.world.log.error({ err: error, turns: batch().length, alarm: true }, 'turns could not be committed');
    for (const item of batch()) item.resolve({ type: 'unavailable' });
  }
}

/** All of these turns in one transaction: events, conversations, what the steps decided, and the outbox. */
async function commitTurns(deps: InboundDeps, tx: Tx, events: readonly Inbound[]): Promise<Committed> {
  const { seal } = deps.store;
  const fresh = await markReceived(tx, events);
  const outcomes = events.map((event): InboundOutcome => ({
    type: fresh.has(eventKey(event)) ? 'handled' : 'repeated',
  }));
  const turns = events.filter((event) => fresh.has(eventKey(event)));
  if (turns.length === 0) return { outcomes, replies: [], work: false };

  const stored = await loadConversations(
    tx,
    seal,
    turns.map((turn) => ({ chat: turn.chat.id, person: turn.person })),
  );
  // Hardly anybody holds a seat: mostly there is nothing to ask.
  const perhapsSeated = turns.filter((turn) => stored.get(keyOf(turn))?.seated !== false);
  const seats = await seatsOfChats(
    tx,
    perhapsSeated.map((turn) => turn.chat.id),
  );
  await rememberChats(
    tx,
    seal,
    turns.filter((turn) => stored.get(keyOf(turn))?.reachable !== true),
  );

  const changed: Parameters<typeof saveConversations>[2][number][] = [];
  const rows: { readonly row: NewOutboxRow; readonly inbound: Inbound }[] = [];
  for (const inbound of turns) {
    const known = stored.get(keyOf(inbound));
    const asker = { chat: inbound.chat.id, person: inbound.person, now: inbound.at };
    const { state, effects } = await runTurn(
      deps.world,
      inbound,
      { known: known !== undefined, state: known?.state },
      seats.get(inbound.chat.id) ?? [],
      (lookups) => loadFacts(tx, seal, lookups, asker),
    );
    for (const effect of tellingOfForgetting(effects)) {
      for (const row of await commitEffect(tx, seal, inbound, effect)) rows.push({ row, inbound });
    }
    changed.push({ key: { chat: inbound.chat.id, person: inbound.person }, state, at: inbound.at });
  }
  await saveConversations(tx, seal, changed);
  const ids = await addToOutbox(
    tx,
    seal,
    rows.map(({ row }) => row),
    Date.now(),
  );
  // Of what goes to one chat, each follows the one before it.
  const waiting = new Map<string, number | undefined>(
    turns.map((turn) => [turn.chat.id, stored.get(keyOf(turn))?.waiting]),
  );
  const replies = rows.flatMap(({ row: { payload }, inbound }, at): readonly CommittedReply[] => {
    if (payload.type !== 'reply') return [];
    const [outboxId, follows] = [ids[at] ?? 0, waiting.get(inbound.chat.id)];
    waiting.set(inbound.chat.id, outboxId);
    return [{ outboxId, inbound, reply: payload.reply, follows }];
  });
  return { outcomes, replies, work: rows.some(({ row }) => row.payload.type !== 'reply') };
}

const eventKey = (event: Inbound): string => `${event.channel} ${event.externalId}`;
