import type { Store } from '../prisma/client.js';
import { conversationsLeftAlone, dropUnreachable } from '../prisma/store/conversations.js';
import type { Logger } from '../runtime/logger.js';
import type { HandleInbound } from './handle-inbound.js';

type LeftAloneDeps = {
  readonly store: Store;
  readonly handleInbound: HandleInbound;
  readonly now: () => number;
  readonly log: Logger;
};

const everyMs = 10 * 60_000;
/** At a time; the others come with the next look. */
const most = 200;

/** Looks now and then for conversations in which a survey waits half-done, until stopped. */
export function startLookingAgain(deps: LeftAloneDeps): { readonly stop: () => Promise<void> } {
  let underWay: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    underWay = underWay
      .then(() => lookAgain(deps))
      .catch((error: unknown) => {
        deps.log.error({ err: error }, 'half-done surveys could not be looked for; it is tried again later');
      });
  }, everyMs).unref();
  return {
    stop: () => {
      clearInterval(timer);
      return underWay;
    },
  };
}

/**
 * Gives each of them a turn of its own, as if something had been said: it waits for its place among the others, is
 * committed with what it leads to, and counts once however many processes see that it is due.
 */
export async function lookAgain({ store, handleInbound, now }: LeftAloneDeps): Promise<void> {
  await store.write((tx) => dropUnreachable(tx, now()));
  for (const { channel, kind, chat, address, person, due } of await conversationsLeftAlone(store, now(), most)) {
    await handleInbound({
      channel,
      externalId: `left-alone ${chat} ${person} ${due}`,
      chat: { id: chat, kind, address },
      person,
      at: now(),
      content: { type: 'left-alone' },
    });
  }
}
