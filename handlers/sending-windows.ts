import type { Channel } from '../core/channel.js';
import type { Store } from '../prisma/client.js';
import {
  countSent,
  keepQuota,
  lastHeard,
  openWindow,
  setSent,
  uncountSent,
  type SendingQuota,
} from '../prisma/store/sending-windows.js';

/** What a channel allows after a person has done something. */
export type WindowLimit = { readonly messages: number; readonly ms: number };

/** Whether one more message is among those that the channel lets us send free of charge. */
export type Taken =
  /** `left`: how many are after it; `openedAt` names the window, for giving it back. */
  | { readonly type: 'free'; readonly left: number; readonly openedAt: number }
  /** Too many since the person was last heard, or too long ago; how long, in ms. */
  | { readonly type: 'closed'; readonly sinceMs: number };

/** How much may be sent to the chats of one channel; kept in the store, so that all processes count together. */
export type SendingWindows = {
  /** The person at this address did something at this time (ms). */
  readonly open: (address: string, at: number) => Promise<void>;
  /** Counts one message to this address. */
  readonly take: (address: string, now: number) => Promise<Taken>;
  /** The message that was counted did not go out. */
  readonly giveBack: (address: string, openedAt: number) => Promise<void>;
  /** The channel counts otherwise: so many free messages are left for this address in that window. */
  readonly correct: (address: string, openedAt: number, left: number) => Promise<void>;
  /** The channel said how much is left of what the account has beside the free messages. */
  readonly noteQuota: (quota: SendingQuota, now: number) => Promise<void>;
};

export function createSendingWindows(store: Store, channel: Channel, limit: WindowLimit): SendingWindows {
  const chatAt = (address: string) => store.seal.chatId(channel, address);
  return {
    open: (address, at) => store.write((tx) => openWindow(tx, chatAt(address), at)),
    take: (address, now) =>
      store.write(async (tx) => {
        const chat = chatAt(address);
        const window = await countSent(tx, chat, { openedAfter: now - limit.ms, below: limit.messages });
        if (window !== undefined)
          return { type: 'free', left: limit.messages - window.sent, openedAt: window.openedAt };
        return { type: 'closed', sinceMs: now - ((await lastHeard(tx, chat)) ?? Number.NEGATIVE_INFINITY) };
      }),
    giveBack: (address, openedAt) => store.write((tx) => uncountSent(tx, chatAt(address), openedAt)),
    correct: (address, openedAt, left) =>
      store.writeSoon((tx) => setSent(tx, chatAt(address), { openedAt, sent: Math.max(0, limit.messages - left) })),
    noteQuota: (quota, now) => store.writeSoon((tx) => keepQuota(tx, channel, quota, now)),
  };
}
