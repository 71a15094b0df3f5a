/** How fast messages may go out in all; a long wait goes back to whoever schedules the message. */
export type Pace = {
  /** Takes a turn: send after `waitMs`. Or takes none, when the wait would be longer than the sender's patience. */
  readonly take: () => { readonly type: 'turn' | 'later'; readonly waitMs: number };
  /** Zalo asked to be left alone for a while. */
  readonly hold: (forMs: number) => void;
};

const patienceMs = 3100;

/** One message each so often, and a tenth of a second's at once after a pause. */
export function createPace(messagesPerSecond: number, now: () => number = () => performance.now()): Pace {
  const everyMs = 1000 / messagesPerSecond;
  const headStartMs = (Math.ceil(messagesPerSecond / 10) - 1) * everyMs;
  // Generic cell rate algorithm: the time at which the limit would be unused again.
  let freeAt = 0;
  return {
    take: () => {
      const time = now();
      const at = Math.max(time, freeAt - headStartMs);
      const waitMs = Math.ceil(at - time);
      if (waitMs > patienceMs) return { type: 'later', waitMs };
      freeAt = Math.max(freeAt, at) + everyMs;
      return { type: 'turn', waitMs };
    },
    hold: (forMs) => {
      freeAt = Math.max(freeAt, now() + forMs + headStartMs);
    },
  };
}
