import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export type ZaloEvent = Readonly<Record<string, unknown>>;

/** One call of the webhook, as it went. */
export type Attempt = {
  readonly event: string;
  /** 0 at first. */
  readonly retry: number;
  readonly status: number | 'no answer';
};

/** What tests may see and change of the way events go. */
export type DeliveryControls = {
  /** The next event comes again, though it was answered; `together`: not one after another. */
  readonly repeatNext: (extraTimes?: number, how?: { readonly together?: true }) => void;
  /** The next event waits for the one after it, and comes second. */
  readonly reverseNext: () => void;
  /** The signature goes without `mac=` from now on, as some have seen it. */
  readonly signBare: () => void;
  readonly attempts: readonly Attempt[];
};

export type DeliveryOptions = {
  /** How long the webhook may take to answer. */
  readonly answerWithinMs?: number;
  /** When an event that was not answered with 200 comes again; afterwards it is lost. */
  readonly resendAfterMs?: readonly number[];
};

type Keys = { readonly appId: string; readonly oaSecretKey: string };
type Letter = { readonly event: string; readonly bytes: Buffer; readonly mac: string };

/** How one event is to go otherwise than Zalo would send it. */
export type PostOptions = { readonly mac?: string; readonly headers?: Readonly<Record<string, string>> };

export type Delivery = {
  readonly controls: DeliveryControls;
  readonly connect: (url: string) => void;
  /** Resolves when every copy was answered with 200. Without a webhook nothing is sent. */
  readonly send: (event: ZaloEvent) => Promise<void>;
  /** Sends once, whatever comes back. A buffer goes as it is. */
  readonly post: (event: object, options: PostOptions) => Promise<{ readonly status: number }>;
  readonly close: () => void;
};

/** `sha256(appId + body + timestamp + key)` in hex: no HMAC. */
function signature({ appId, oaSecretKey }: Keys, body: Buffer, timestamp: string): string {
  return createHash('sha256').update(appId).update(body).update(timestamp).update(oaSecretKey).digest('hex');
}

export function createDelivery(keys: Keys, options: DeliveryOptions): Delivery {
  const answerWithinMs = options.answerWithinMs ?? 2000;
  const resendAfterMs = options.resendAfterMs ?? [20, 50, 100, 200, 500];
  const attempts: Attempt[] = [];
  const closed = new AbortController();
  let webhook: string | undefined;
  let prefix = 'mac=';
  let copies = { extra: 0, together: false };
  let reversing = false;
  let held: (() => void) | undefined;

  async function call(target: string, { event, bytes, mac }: Letter, headers: PostOptions['headers'], retry: number) {
    let status: Attempt['status'] = 'no answer';
    try {
      const response = await fetch(target, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.any([closed.signal, AbortSignal.timeout(answerWithinMs)]),
        headers: {
          'content-type': 'application/json',
          'x-zevent-signature': mac,
          ...(retry === 0 ? {} : { num_retry: String(retry) }),
          ...headers,
        },
        body: bytes,
      });
      await response.arrayBuffer();
      status = response.status;
    } catch (error) {
      const isExpected =
        error instanceof TypeError || (error instanceof DOMException && /Timeout|Abort/.test(error.name));
      if (!isExpected) throw error;
    }
    attempts.push({ event, retry, status });
    return status;
  }

  async function deliver(target: string, letter: Letter): Promise<void> {
    for (const [retry, wait] of [0, ...resendAfterMs].entries()) {
      if (retry > 0 && !(await waited(wait))) return;
      if ((await call(target, letter, {}, retry)) === 200) return;
      if (closed.signal.aborted) return;
    }
    throw new Error(`the webhook never answered 200 to ${letter.event}`);
  }

  async function waited(ms: number): Promise<boolean> {
    try {
      await sleep(ms, undefined, { signal: closed.signal });
      return true;
    } catch {
      return false;
    }
  }

  function seal(event: object): Letter {
    const name = 'event_name' in event ? String(event.event_name) : 'an unnamed event';
    const timestamp = 'timestamp' in event && typeof event.timestamp === 'string' ? event.timestamp : '';
    const bytes = Buffer.isBuffer(event) ? event : Buffer.from(wireText(event));
    return { event: name, bytes, mac: `${prefix}${signature(keys, bytes, timestamp)}` };
  }

  return {
    connect: (url) => {
      webhook = url;
    },
    send: async (event) => {
      if (webhook === undefined) return;
      const target = webhook;
      const letter = seal(event);
      const { extra, together } = copies;
      copies = { extra: 0, together: false };
      let letGo: (() => void) | undefined;
      if (reversing) {
        reversing = false;
        await new Promise<void>((resolve) => {
          held = resolve;
        });
      } else {
        letGo = held;
        held = undefined;
      }
      const times = Array.from({ length: 1 + extra }, () => letter);
      if (together) await Promise.all(times.map((one) => deliver(target, one)));
      else for (const one of times) await deliver(target, one);
      letGo?.();
    },
    post: async (event, { mac, headers }) => {
      if (webhook === undefined) throw new Error('the fake is not connected to a webhook');
      const letter = seal(event);
      const status = await call(webhook, mac === undefined ? letter : { ...letter, mac }, headers, 0);
      if (status === 'no answer') throw new Error(`the webhook did not answer ${letter.event}`);
      return { status };
    },
    close: () => {
      closed.abort();
    },
    controls: {
      attempts,
      repeatNext: (extraTimes = 1, how = {}) => {
        copies = { extra: extraTimes, together: how.together === true };
      },
      reverseNext: () => {
        reversing = true;
      },
      signBare: () => {
        prefix = '';
      },
    },
  };
}

/** Not what JSON.stringify would write again: whoever signs other bytes than he got is found out. */
function wireText(event: object): string {
  return JSON.stringify(event).replace('{', '{ ').replaceAll('/', '\\/');
}
