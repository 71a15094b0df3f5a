/** Knows the work that has begun and not ended: whoever stops must not close the store under it. */
export type UnderWay = {
  readonly track: <Input>(run: (input: Input) => Promise<void>) => (input: Input) => Promise<void>;
  /** Resolves when nothing is under way. */
  readonly ended: () => Promise<void>;
};

export function createUnderWay(): UnderWay {
  const running = new Set<Promise<void>>();
  return {
    track: (run) => async (input) => {
      const work = run(input);
      running.add(work);
      try {
        await work;
      } finally {
        running.delete(work);
      }
    },
    ended: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
