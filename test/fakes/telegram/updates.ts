/** An update on its way to the bot. */
type Pending = { readonly update: Update; readonly chat: string; repeats: number };
export type Update = { readonly update_id: number } & Readonly<Record<string, unknown>>;

type Webhook = { readonly url: string; readonly secret: string | undefined };

/** One call of the webhook, as it went. */
export type WebhookCall = { readonly updateId: number; readonly status: number | 'no answer' };

const firstRetryMs = 20;
const lastRetryMs = 500;

export type Updates = {
  readonly add: (chat: string, content: Readonly<Record<string, unknown>>) => number;
  /** Long polling; an earlier request that still waits is answered with `undefined`: it lost its place (409). */
  readonly fetch: (
    offset: number | undefined,
    limit: number,
    timeoutMs: number,
    gone: AbortSignal,
  ) => Promise<readonly Update[] | undefined>;
  readonly setWebhook: (webhook: Webhook | undefined) => void;
  readonly webhook: () => Webhook | undefined;
  readonly repeatNext: (times: number) => void;
  /** Settles when the bot has confirmed the update. */
  readonly confirmed: (updateId: number) => Promise<void>;
  readonly pending: () => number;
  readonly calls: readonly WebhookCall[];
  readonly close: () => void;
};

/**
 * The queue of updates with Telegram's manners: they are numbered upwards and stay until confirmed, by a higher
 * offset or by the webhook's 2xx. To a webhook the updates of a chat go one after another, those of several side by side.
 */
export function createUpdates(execute: (reply: unknown) => Promise<void>): Updates {
  let nextId = 1000;
  let repeats = 0;
  let queue: Pending[] = [];
  let hook: Webhook | undefined;
  let closed = false;
  let wake: ((because: 'news' | 'replaced') => void) | undefined;
  const waiters = new Map<number, (() => void)[]>();
  const calls: WebhookCall[] = [];
  const busy = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();

  const confirm = (pending: Pending) => {
    if (pending.repeats > 0) {
      pending.repeats -= 1;
      return;
    }
    queue = queue.filter((other) => other !== pending);
    for (const settle of waiters.get(pending.update.update_id) ?? []) settle();
    waiters.delete(pending.update.update_id);
  };

  async function call(target: Webhook, { update }: Pending): Promise<boolean> {
    let status: WebhookCall['status'] = 'no answer';
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(target.secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': target.secret }),
        },
        body: JSON.stringify(update),
      });
      status = response.status;
      const text = await response.text();
      if (response.ok && text.startsWith('{')) await execute(JSON.parse(text));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // fetch says so when the bot cannot be reached
    }
    calls.push({ updateId: update.update_id, status });
    return status !== 'no answer' && status < 300;
  }

  async function deliver(chat: string): Promise<void> {
    if (busy.has(chat)) return;
    busy.add(chat);
    let failures = 0;
    for (;;) {
      const pending = queue.find((one) => one.chat === chat);
      if (pending === undefined || hook === undefined || closed) break;
      if (await call(hook, pending)) {
        failures = 0;
        confirm(pending);
        continue;
      }
      const wait = Math.min(lastRetryMs, firstRetryMs * 2 ** failures);
      failures += 1;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          timers.delete(timer);
          resolve();
        }, wait);
        timers.add(timer);
      });
    }
    busy.delete(chat);
  }

  const deliverAll = () => {
    for (const chat of new Set(queue.map((one) => one.chat))) void deliver(chat);
  };

  return {
    calls,
    add: (chat, content) => {
      const updateId = nextId++;
      queue.push({ update: { update_id: updateId, ...content }, chat, repeats });
      repeats = 0;
      wake?.('news');
      if (hook !== undefined) void deliver(chat);
      return updateId;
    },
    fetch: async (offset, limit, timeoutMs, gone) => {
      wake?.('replaced');
      if (offset !== undefined) {
        for (const pending of queue.filter(({ update }) => update.update_id < offset)) confirm(pending);
      }
      if (queue.length === 0 && timeoutMs > 0) {
        const because = await new Promise<'news' | 'replaced' | 'late'>((resolve) => {
          const timer = setTimeout(() => {
            settle('late');
          }, timeoutMs);
          const settle = (why: 'news' | 'replaced' | 'late') => {
            clearTimeout(timer);
            if (wake === settle) wake = undefined;
            resolve(why);
          };
          gone.addEventListener('abort', () => {
            settle('late');
          });
          wake = settle;
        });
        if (because === 'replaced') return undefined;
      }
      return queue.slice(0, limit).map(({ update }) => update);
    },
    setWebhook: (webhook) => {
      hook = webhook;
      deliverAll();
    },
    webhook: () => hook,
    repeatNext: (times) => {
      repeats = times;
    },
    confirmed: (updateId) => {
      if (!queue.some(({ update }) => update.update_id === updateId)) return Promise.resolve();
      return new Promise((resolve) => {
        waiters.set(updateId, [...(waiters.get(updateId) ?? []), resolve]);
      });
    },
    pending: () => queue.length,
    close: () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      wake?.('news');
    },
  };
}
