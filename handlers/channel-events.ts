import type { Channel } from '../core/channel.js';
import type { Store } from '../prisma/client.js';
import { markUnreachable } from '../prisma/store/conversations.js';
import { endSeatsOfChat } from '../prisma/store/seats.js';
import { lastHeard } from '../prisma/store/sending-windows.js';
import { keepUnknownEvent } from '../prisma/store/unknown-events.js';

/** What a channel tells besides what people say. */
export type ChannelEvents = {
  /**
   * The person left at this time (ms): nothing goes there until he writes again, and an official there holds no seat any
   * more. Events may come late: whoever has been heard since is back.
   */
  readonly closed: (address: string, at: number) => Promise<void>;
  /** Something that this program does not know; `payload` is kept sealed. */
  readonly unknown: (name: string, payload: string, at: number) => Promise<void>;
};

export function createChannelEvents(store: Store, channel: Channel): ChannelEvents {
  return {
    closed: (address, at) =>
      store.write(async (tx) => {
        const chat = store.seal.chatId(channel, address);
        if (((await lastHeard(tx, chat)) ?? 0) > at) return;
        await markUnreachable(tx, chat);
        await endSeatsOfChat(tx, chat, at);
      }),
    unknown: (name, payload, at) =>
      store.write((tx) => keepUnknownEvent(tx, store.seal, channel, { name, payload }, at)),
  };
}
