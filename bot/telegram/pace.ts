/**
 * How fast messages may go out: Telegram takes about 30 a second in all, one a second to a chat (short bursts are
 * forgiven) and 20 a minute to a group. The plugin `@grammyjs/transformer-throttler` keeps these limits too, but at
 * 350 messages/s of overhead, and it holds messages back however long it takes; here a long wait goes back to the queue.
 */
export type Pace = {
  /** Takes a turn: send after `waitMs`. Or takes none, when the wait would be longer than the sender's patience. */
  readonly take: (address: string) => { readonly type: 'turn' | 'later'; readonly waitMs: number };
  /** Telegram asked to leave this chat alone for a while. */
  readonly hold: (address: string, forMs: number) => void;
};

const telegramRate = 30;
/** Long enough for the next turn of any one chat, so that only the crowd as a whole, or Telegram, sends anybody back. */
const patienceMs = 3100;
const rememberedChats = 10_000;

/** One message each `everyMs`, and up to `burst` at once after a pause. */
type Limit = { readonly everyMs: number; readonly burst: number };

export function createPace(messagesPerSecond: number, now: () => number = () => performance.now()): Pace {
  // A rate above Telegram's own means another server, or paid sending: the limits of one chat grow with it.
  const scale = Math.max(1, messagesPerSecond / telegramRate);
  const overall: Limit = { everyMs: 1000 / messagesPerSecond, burst: Math.ceil(messagesPerSecond / 10) };
  const person: Limit = { everyMs: 1000 / scale, burst: 5 };
  const group: Limit = { everyMs: 3000 / scale, burst: 20 };
  const limitOf = (address: string) => (isGroup(address) ? group : person);

  // Generic cell rate algorithm: for each limit the time at which it would be unused again.
  let overallFreeAt = 0;
  const freeAt = new Map<string, number>();
  const earliest = (free: number, { everyMs, burst }: Limit) => free - (burst - 1) * everyMs;

  const forgetRested = (time: number) => {
    for (const [address, free] of freeAt) {
      if (free <= time) freeAt.delete(address);
    }
  };

  return {
    take: (address) => {
      const time = now();
      const limit = limitOf(address);
      const chatFreeAt = freeAt.get(address) ?? 0;
      const at = Math.max(time, earliest(chatFreeAt, limit), earliest(overallFreeAt, overall));
      const waitMs = Math.ceil(at - time);
      if (waitMs > patienceMs) return { type: 'later', waitMs };
      if (freeAt.size >= rememberedChats) forgetRested(time);
      freeAt.set(address, Math.max(chatFreeAt, at) + limit.everyMs);
      overallFreeAt = Math.max(overallFreeAt, at) + overall.everyMs;
      return { type: 'turn', waitMs };
    },
    hold: (address, forMs) => {
      const { everyMs, burst } = limitOf(address);
      freeAt.set(address, Math.max(freeAt.get(address) ?? 0, now() + forMs + (burst - 1) * everyMs));
    },
  };
}

/** Telegram numbers groups below zero. */
export function isGroup(address: string): boolean {
  return address.startsWith('-');
}
