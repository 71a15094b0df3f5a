import type { Channel } from '../core/channel.js';
import type { Store } from '../prisma/client.js';
import { markUnreachable } from '../prisma/store/conversations.js';
import { endSeatsOfChat } from '../prisma/store/seats.js';
import { keepUnknownEvent } from '../prisma/store/unknown-events.js';

/** What a channel tells besides what people say. */
export type ChannelEvents = {
  /** The person has left: nothing goes there until he writes again, and an official there holds no seat any more. */
  readonly closed: (address: string, at: number) => Promise<void>;
  /** Something that this program does not know; `payload` is kept sealed. */
  readonly unknown: (name: string, payload: string, at: number) => Promise<void>;
};

export function createChannelEvents(store: Store, channel: Channel): ChannelEvents {
  return {
    closed: (address, at) =>
      store.write(async (tx) => {
        const chat = store.seal.chatId(channel, address);
        await markUnreachable(tx, chat);
        await endSeatsOfChat(tx, chat, at);
      }),
    unknown: (name, payload, at) =>
      store.write((tx) => keepUnknownEvent(tx, store.seal, channel, { name, payload }, at)),
  };
}
