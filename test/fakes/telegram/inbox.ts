/** Things that arrive one after another, to be awaited one after another. */
export type Inbox<Thing> = {
  readonly put: (thing: Thing) => void;
  /** The next one not taken yet. Fails when none comes in time. */
  readonly take: (what: string, withinMs?: number) => Promise<Thing>;
  /** All that arrived, taken or not. */
  readonly all: readonly Thing[];
};

const patienceMs = 5000;

export function createInbox<Thing>(): Inbox<Thing> {
  const all: Thing[] = [];
  const waiting: ((thing: Thing) => void)[] = [];
  let taken = 0;
  return {
    all,
    put: (thing) => {
      all.push(thing);
      const waiter = waiting.shift();
      if (waiter === undefined) return;
      taken += 1;
      waiter(thing);
    },
    take: (what, withinMs = patienceMs) => {
      const thing = all[taken];
      if (thing !== undefined) {
        taken += 1;
        return Promise.resolve(thing);
      }
      return new Promise((resolve, reject) => {
        const waiter = (arrived: Thing) => {
          clearTimeout(timer);
          resolve(arrived);
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(waiter), 1);
          reject(new Error(`${what} did not come within ${withinMs} ms`));
        }, withinMs);
        waiting.push(waiter);
      });
    },
  };
}
