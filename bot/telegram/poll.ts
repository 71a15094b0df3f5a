import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Inbound } from '../../core/inbound.js';
import { pollSeconds } from './api.js';
import { readFailure } from './failure.js';
import { reportUnreadable, type Handling } from './handle.js';
import { backOff, pause } from './pause.js';
import { wantedUpdates } from './update.js';

/** How often an update is tried that throws each time, before it is left out: one bug must not silence every chat. */
const patienceWithBugs = 5;

type Polling = Handling & {
  readonly api: Api;
  /** Stops the spinner of a pressed button; must return at once. */
  readonly answerPress: (id: string) => void;
  /** Told to stop; whoever tells also ends the request that waits for updates. */
  readonly signal: AbortSignal;
};

/**
 * Fetches updates until the signal comes. What is asked for next is what follows the last update that is stored
 * without a gap, so an update that was not stored is fetched again, by this process or the next.
 * Chats are handled side by side, the messages of one chat in their order.
 *
 * Returns early, with the reason, when Telegram does not know the token any more.
 */
export async function poll(polling: Polling): Promise<'stopped' | 'refused'> {
  const { api, signal, log } = polling;
  let offset: number | undefined;
  let failures = 0;
  const fetchUpdates = async (): Promise<readonly Update[] | 'refused' | undefined> => {
    try {
      const request = {
        timeout: pollSeconds,
        allowed_updates: wantedUpdates,
        ...(offset === undefined ? {} : { offset }),
      };
      return await api.raw.getUpdates(request);
    } catch (error) {
      if (signal.aborted) return undefined;
      const { because } = readFailure(error);
      failures += 1;
      if (because === 'misconfigured') return 'refused';
      log.warn({ because, failures, ...hintOf(error) }, 'updates cannot be fetched; trying again');
      await pause(backOff(failures, 250, 60_000), signal);
      return undefined;
    }
  };

  while (!signal.aborted) {
    const updates = await fetchUpdates();
    if (updates === 'refused') return 'refused';
    if (updates === undefined) continue;
    failures = 0;
    // An empty answer confirms all before it. Telegram numbers anew after a quiet week, so the old offset ends here.
    offset = updates.length === 0 ? undefined : await handleAll(updates, polling);
  }
  if (offset !== undefined) await confirm(api, offset, polling);
  return 'stopped';
}

/** Handles one fetch. Returns the number of the first update that must come again, or else the one after the last. */
async function handleAll(updates: readonly Update[], polling: Polling): Promise<number> {
  const chats = new Map<string, { readonly id: number; readonly received: ReturnType<Handling['receive']> }[]>();
  for (const update of updates) {
    const received = polling.receive(update);
    if (received.type === 'inbound' && received.pressed !== undefined) polling.answerPress(received.pressed);
    const chat = received.type === 'inbound' ? received.inbound.chat.id : '';
    const queue = chats.get(chat) ?? [];
    chats.set(chat, queue);
    queue.push({ id: update.update_id, received });
  }
  const unfinished = await Promise.all(
    [...chats.values()].map(async (queue) => {
      for (const { id, received } of queue) {
        if (received.type === 'unreadable') reportUnreadable(polling.log, received.updateId);
        if (received.type === 'inbound' && !(await settle(received.inbound, polling))) return id;
      }
      return Infinity;
    }),
  );
  return Math.min(...unfinished, Math.max(...updates.map(({ update_id: id }) => id)) + 1);
}

/** Brings an inbound until it is stored. False when the signal came first. */
async function settle(inbound: Inbound, { handleInbound, signal, log }: Polling): Promise<boolean> {
  const known = { updateId: inbound.externalId };
  let thrown = 0;
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      const outcome = await handleInbound(inbound);
      if (outcome.type !== 'unavailable') return true;
      log.warn({ ...known, failures }, 'an update could not be stored; trying again');
    } catch (error) {
      thrown += 1;
      log.error({ ...known, failures, err: error }, 'an update could not be handled');
      if (thrown >= patienceWithBugs) {
        log.fatal(known, 'the update is left out: somebody must look at it');
        return true;
      }
    }
    await pause(backOff(failures, 100, 10_000), signal);
  }
  return false;
}

/** Tells Telegram how far we got, so that the next process need not sort out repeats. */
async function confirm(api: Api, offset: number, { log }: Polling): Promise<void> {
  try {
    await api.raw.getUpdates({ offset, limit: 1, timeout: 0 });
  } catch (error) {
    log.debug({ because: readFailure(error).because }, 'the last updates will come once more');
  }
}

function hintOf(error: unknown): { hint?: string } {
  const conflict = error instanceof Error && 'error_code' in error && error.error_code === 409;
  return conflict ? { hint: 'another program fetches updates with this token, or a webhook is set for it' } : {};
}
