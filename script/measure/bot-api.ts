import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message that a bot sent, and when it arrived here (performance.now). */
export type SentMessage = { readonly text: string; readonly buttons: readonly string[]; readonly at: number };

/** The least that stands for Telegram: it says ok to every call, as fast as it can, and hands on what is sent. */
export type BotApi = {
  readonly url: string;
  /** The next message to a chat. Rejects when none comes for `patienceMs`. */
  readonly next: (chat: number) => Promise<SentMessage>;
  /** Gives every message to a chat to `listener` instead. */
  readonly listen: (chat: number, listener: (message: SentMessage) => void) => void;
  readonly close: () => Promise<void>;
};

type Waiting = { readonly since: number; resolve: (message: SentMessage) => void; reject: (error: Error) => void };
type Inbox = { readonly unread: SentMessage[]; readonly waiting: Waiting[] };

const patienceMs = 20_000;

export async function startBotApi(): Promise<BotApi> {
  const inboxes = new Map<number, Inbox>();
  const listeners = new Map<number, (message: SentMessage) => void>();
  let sent = 0;

  const inboxOf = (chat: number): Inbox => {
    const known = inboxes.get(chat);
    if (known !== undefined) return known;
    const inbox: Inbox = { unread: [], waiting: [] };
    inboxes.set(chat, inbox);
    return inbox;
  };

  const deliver = (chat: number, message: SentMessage): void => {
    const listener = listeners.get(chat);
    if (listener !== undefined) {
      listener(message);
      return;
    }
    const inbox = inboxOf(chat);
    const first = inbox.waiting.shift();
    if (first === undefined) inbox.unread.push(message);
    else first.resolve(message);
  };

  const answer = (method: string, body: string): unknown => {
    if (method === 'getMe') return me;
    if (method !== 'sendMessage') return true;
    const { chat_id, text, reply_markup } = JSON.parse(body) as SendMessage;
    const chat = Number(chat_id);
    sent += 1;
    const buttons = (reply_markup?.inline_keyboard ?? []).flat().map((button) => button.text);
    deliver(chat, { text, buttons, at: performance.now() });
    return { message_id: sent, date: 0, chat: { id: chat, type: 'private' }, text };
  };

  const server = createServer((request, response) => {
    read(request, (body) => {
      const method = (request.url ?? '').replace(/^.*\//, '');
      send(response, { ok: true, result: answer(method, body) });
    });
  });
  // Bots keep their connections; a pause between two rounds must not cut one under their next call.
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const watch = setInterval(() => {
    const late = performance.now() - patienceMs;
    for (const [chat, { waiting }] of inboxes) {
      if ((waiting[0]?.since ?? Number.POSITIVE_INFINITY) > late) continue;
      waiting.shift()?.reject(new Error(`chat ${chat} got no answer within ${patienceMs / 1000} s`));
    }
  }, 1000);

  return {
    url: `http://127.0.0.1:${port}`,
    next: (chat) =>
      new Promise((resolve, reject) => {
        const inbox = inboxOf(chat);
        const first = inbox.unread.shift();
        if (first === undefined) inbox.waiting.push({ since: performance.now(), resolve, reject });
        else resolve(first);
      }),
    listen: (chat, listener) => {
      listeners.set(chat, listener);
    },
    close: async () => {
      clearInterval(watch);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What is read of a call; a bot that sends anything else breaks the measurement, as it should. */
type SendMessage = {
  readonly chat_id: number | string;
  readonly text: string;
  readonly reply_markup?: { readonly inline_keyboard?: readonly (readonly { readonly text: string }[])[] };
};

const me = {
  id: 1,
  is_bot: true,
  first_name: 'Bench',
  username: 'bench_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
};

function read(request: IncomingMessage, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    done(Buffer.concat(chunks).toString('utf8'));
  });
}

function send(response: ServerResponse, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bytes);
}
