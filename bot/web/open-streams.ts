import type { ChatId } from '../../core/ids.js';
import type { Limits } from './limits.js';

export type OpenStream = { readonly chat: ChatId; readonly address: string; readonly end: () => void };

/** The streams that are open now, so that they can be counted and ended. */
export type OpenStreams = {
  /** False when this chat or network address has as many as it may. */
  readonly add: (stream: OpenStream, limits: Limits) => boolean;
  readonly remove: (stream: OpenStream) => void;
  readonly endOf: (chat: ChatId) => void;
  /** Ends all, and admits no more. */
  readonly close: () => void;
};

export function createOpenStreams(): OpenStreams {
  const byChat = new Map<string, Set<OpenStream>>();
  const byAddress = new Map<string, Set<OpenStream>>();
  let closed = false;
  const put = (map: Map<string, Set<OpenStream>>, key: string, stream: OpenStream) => {
    const set = map.get(key) ?? new Set();
    map.set(key, set.add(stream));
  };
  const take = (map: Map<string, Set<OpenStream>>, key: string, stream: OpenStream) => {
    const set = map.get(key);
    if (set?.delete(stream) === true && set.size === 0) map.delete(key);
  };
  const endAll = (streams: Iterable<OpenStream>) => {
    for (const stream of [...streams]) stream.end();
  };
  return {
    add: (stream, limits) => {
      const chatIsFull = (byChat.get(stream.chat)?.size ?? 0) >= limits.streamsPerChat;
      const addressIsFull = (byAddress.get(stream.address)?.size ?? 0) >= limits.streamsPerAddress;
      if (closed || chatIsFull || addressIsFull) return false;
      put(byChat, stream.chat, stream);
      put(byAddress, stream.address, stream);
      return true;
    },
    remove: (stream) => {
      take(byChat, stream.chat, stream);
      take(byAddress, stream.address, stream);
    },
    endOf: (chat) => {
      endAll(byChat.get(chat) ?? []);
    },
    close: () => {
      closed = true;
      endAll([...byChat.values()].flatMap((streams) => [...streams]));
    },
  };
}
