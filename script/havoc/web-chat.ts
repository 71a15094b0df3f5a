import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEvents } from './read-events.js';

/** A message as the page shows it. */
export type ShownMessage = {
  readonly id: number;
  readonly author: 'me' | 'bot';
  readonly clientId?: string;
  readonly body: {
    readonly text: string;
    readonly buttons?: readonly (readonly { readonly label: string; readonly data: string }[])[];
    readonly attachments?: readonly { readonly id: string; readonly kind: 'photo' | 'voice' }[];
    readonly passing?: true;
  };
};

/** What the page posts, without its id. */
export type Posted =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'start'; readonly parameter: string }
  | { readonly type: 'button'; readonly data: string; readonly label: string }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number };

/**
 * A web chat as the page holds it: one cookie, one stream that comes back by itself and asks from where it stopped,
 * and messages that are posted under the same id until they are acknowledged.
 */
export type WebChat = {
  /** Posts until it is acknowledged; resolves with the id under which it was posted. */
  readonly send: (message: Posted) => Promise<string>;
  /** Uploads a photo or voice note, likewise. */
  readonly upload: (bytes: Uint8Array, mime: string) => Promise<string>;
  /** Everything that the stream brought, in the order in which it came. */
  readonly seen: readonly ShownMessage[];
  /** The first message after this id that fits; rejects when none comes in time. */
  readonly next: (after: number, fits: (message: ShownMessage) => boolean, patienceMs: number) => Promise<ShownMessage>;
  /** All that the chat holds, asked for anew from the beginning. */
  readonly transcript: () => Promise<readonly ShownMessage[]>;
  /** Any other request with the chat's cookie. */
  readonly call: (path: string, init?: RequestInit) => Promise<Response>;
  readonly close: () => void;
};

export type WebChatOptions = {
  readonly url: string;
  readonly desk?: 'citizen' | 'official';
  /** A network address of its own, told as the proxy before the server tells it. */
  readonly address?: string;
};

/** How long the page waits before it tries again; here shorter than there. */
const retryMs = 150;
const requestMs = 10_000;

/** Opens a chat; resolves when the server has given it a cookie. */
export async function openWebChat({ url, desk = 'citizen', address }: WebChatOptions): Promise<WebChat> {
  const seen: ShownMessage[] = [];
  const news = new EventEmitter().setMaxListeners(0);
  const closing = new AbortController();
  let cookie: string | undefined;

  const request = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (cookie !== undefined) headers.set('cookie', cookie);
    if (address !== undefined) headers.set('x-forwarded-for', address);
    const response = await fetch(`${url}${path}${path.includes('?') ? '&' : '?'}desk=${desk}`, { ...init, headers });
    for (const given of response.headers.getSetCookie()) cookie = given.split(';', 1).join('');
    return response;
  };

  /** Tries until the server has taken it in: no whole answer, 429 and 503 mean "again". */
  const insist = async (path: string, init: RequestInit): Promise<void> => {
    const attempt = async () => {
      const response = await request(path, { ...init, signal: AbortSignal.timeout(requestMs) });
      return { status: response.status, answer: await response.text() };
    };
    for (;;) {
      closing.signal.throwIfAborted();
      const { status, answer } = await attempt().catch(noAnswer);
      if (status === 200) return;
      if (status > 0 && status < 429) throw new Error(`${path} was refused with ${status}: ${answer}`);
      await sleep(retryMs);
    }
  };

  /** Messages after `last`, until the stream ends or `ready` comes and nothing more is wanted. */
  async function* messagesAfter(last: number, signal: AbortSignal): AsyncGenerator<ShownMessage | 'ready'> {
    const response = await request(`/chat/stream?after=${last}`, { signal });
    if (!response.ok || response.body === null) throw new TypeError(`no stream: ${response.status}`);
    news.emit('cookie');
    for await (const { type, data } of readEvents(response.body)) {
      if (type === 'ready') yield 'ready';
      if (type === 'message') yield JSON.parse(data) as ShownMessage;
    }
  }

  const follow = async (): Promise<void> => {
    try {
      for await (const message of messagesAfter(seen.at(-1)?.id ?? 0, closing.signal)) {
        if (message === 'ready') continue;
        seen.push(message);
        news.emit('message');
      }
    } catch (error) {
      if (!isNetworkTrouble(error)) throw error;
    }
  };
  const isOpen = () => !closing.signal.aborted;
  const listen = async (): Promise<void> => {
    while (isOpen()) {
      await follow();
      if (isOpen()) await sleep(retryMs);
    }
  };

  const transcript = async (): Promise<readonly ShownMessage[]> => {
    const messages: ShownMessage[] = [];
    const reading = new AbortController();
    try {
      for await (const message of messagesAfter(0, reading.signal)) {
        if (message === 'ready') return messages;
        messages.push(message);
      }
      throw new Error('the stream ended before all was told');
    } finally {
      reading.abort();
    }
  };

  let fault: Error | undefined;
  listen().catch((error: unknown) => {
    fault = error instanceof Error ? error : new Error(String(error));
    news.emit('message');
    news.emit('cookie');
  });
  await once(news, 'cookie');
  const json = { 'content-type': 'application/json' };
  return {
    send: async (message) => {
      const id = randomUUID();
      await insist('/chat/messages', { method: 'POST', headers: json, body: JSON.stringify({ id, ...message }) });
      return id;
    },
    upload: async (bytes, mime) => {
      const id = randomUUID();
      const init = { method: 'POST', headers: { 'content-type': mime }, body: Buffer.from(bytes) };
      await insist(`/chat/attachments?id=${id}`, init);
      return id;
    },
    seen,
    next: (after, fits, patienceMs) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = seen.find((message) => message.id > after && fits(message));
          if (found === undefined && fault === undefined) return;
          clearTimeout(timer);
          news.off('message', look);
          if (found === undefined) reject(fault ?? new Error('the stream ended'));
          else resolve(found);
        };
        const timer = setTimeout(() => {
          news.off('message', look);
          reject(
            new Error(`no answer within ${patienceMs} ms; the last message is: ${seen.at(-1)?.body.text ?? 'none'}`),
          );
        }, patienceMs);
        news.on('message', look);
        look();
      }),
    transcript,
    call: (path, init = {}) => request(path, init),
    close: () => {
      closing.abort();
    },
  };
}

function noAnswer(error: unknown): { readonly status: number; readonly answer: string } {
  if (!isNetworkTrouble(error)) throw error;
  return { status: 0, answer: '' };
}

/** `fetch` says TypeError when a server cannot be reached or hangs up, and DOMException when we did not wait. */
function isNetworkTrouble(error: unknown): boolean {
  return error instanceof TypeError || error instanceof DOMException;
}
