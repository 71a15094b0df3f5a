import type { Channel } from '../core/channel.js';
import type { Store } from '../prisma/client.js';
import { countSent, openWindow, uncountSent } from '../prisma/store/sending-windows.js';

/** What a channel allows after a person has done something. */
export type WindowLimit = { readonly messages: number; readonly ms: number };

/** Whether one more message is among those that the channel lets us send free of charge, and which of them it is. */
export type Taken =
  | { readonly type: 'free'; readonly isLast: boolean }
  /** Too many since the person last wrote, or too long ago; how long, in ms. */
  | { readonly type: 'closed'; readonly sinceMs: number };

/** How much may be sent to the chats of one channel; kept in the store, so that all processes count together. */
export type SendingWindows = {
  /** The person at this address did something at this time (ms). */
  readonly open: (address: string, at: number) => Promise<void>;
  /** Counts one message to this address. */
  readonly take: (address: string, now: number) => Promise<Taken>;
  /** The message that was counted did not go out. */
  readonly giveBack: (address: string) => Promise<void>;
};

export function createSendingWindows(store: Store, channel: Channel, limit: WindowLimit): SendingWindows {
  const chatAt = (address: string) => store.seal.chatId(channel, address);
  return {
    open: (address, at) => store.write((tx) => openWindow(tx, chatAt(address), at)),
    take: async (address, now) => {
      const window = await store.write((tx) => countSent(tx, chatAt(address)));
      if (window === undefined) return { type: 'closed', sinceMs: Number.POSITIVE_INFINITY };
      const sinceMs = now - window.openedAt;
      if (sinceMs < limit.ms && window.sent <= limit.messages)
        return { type: 'free', isLast: window.sent === limit.messages };
      await store.write((tx) => uncountSent(tx, chatAt(address)));
      return { type: 'closed', sinceMs };
    },
    giveBack: (address) => store.write((tx) => uncountSent(tx, chatAt(address))),
  };
}
