/** Runs tasks of one chat one after another, of different chats side by side. */
export type InOrder = {
  readonly run: <T>(chat: string, task: () => Promise<T>) => Promise<T>;
  /** Tasks that have not ended. */
  readonly pending: () => number;
  /** Resolves when all of them have. */
  readonly idle: () => Promise<void>;
};

export function createInOrder(): InOrder {
  const tails = new Map<string, Promise<unknown>>();
  let pending = 0;
  return {
    run: (chat, task) => {
      const before = tails.get(chat) ?? Promise.resolve();
      const mine = before.then(task, task).finally(() => {
        pending -= 1;
        if (tails.get(chat) === mine) tails.delete(chat);
      });
      pending += 1;
      tails.set(chat, mine);
      return mine;
    },
    pending: () => pending,
    idle: async () => {
      await Promise.allSettled(tails.values());
    },
  };
}
