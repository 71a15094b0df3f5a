import type { SendFailure } from '../../core/sender.js';

/** How many half-sent messages are remembered. */
const rememberedMessages = 1000;

/** What of a message arrived, or was refused for good, at earlier attempts; and how it was refused. */
export type Progress = { readonly settled: Set<string>; refused: SendFailure | undefined };

/** What is known of messages that did not arrive whole, by their keys; only this process knows it. */
export type HalfSent = {
  /** The progress of a message that is tried now; a new one, when nothing of it has arrived. */
  readonly take: (key: string) => Progress;
  /** It has not come to its end. */
  readonly keep: (key: string, progress: Progress) => void;
};

export function createHalfSent(): HalfSent {
  const known = new Map<string, Progress>();
  return {
    take: (key) => {
      const progress = known.get(key) ?? { settled: new Set(), refused: undefined };
      known.delete(key);
      return progress;
    },
    keep: (key, progress) => {
      if (progress.settled.size === 0) return;
      const [oldest] = known.keys();
      if (known.size >= rememberedMessages && oldest !== undefined) known.delete(oldest);
      known.set(key, progress);
    },
  };
}
