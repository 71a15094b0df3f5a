import { Agent, request } from 'node:http';
import type { BotApi, SentMessage } from './bot-api.js';

/** One thing said and answered. Times are of performance.now. */
export type Turn = {
  /** The webhook's 200: what was said is stored. */
  readonly acknowledgedAt: number;
  /** The answer arrived at the Bot API. */
  readonly repliedAt: number;
  readonly reply: SentMessage;
};

/** Somebody with a private chat of his own. */
export type Person = {
  readonly chat: number;
  /** Says something and waits until it is both acknowledged and answered, as somebody does who reads before typing. */
  readonly say: (text: string) => Promise<Turn>;
};

/** The crowd behind one webhook. */
export type People = {
  readonly newcomer: () => Person;
  /** Hangs up. */
  readonly leave: () => void;
};

export type Webhook = { readonly url: string; readonly secret: string };

// Numbers go on over all rounds: nobody answers a survey twice, and no update is one that was seen.
let lastChat = 1_000_000;
let lastUpdate = 1_000_000;

/** As many as Telegram opens to one webhook at most. */
const maxSockets = 100;

export function gather(webhook: Webhook, api: BotApi): People {
  const agent = new Agent({ keepAlive: true, maxSockets });
  const post = poster(webhook, agent);
  return {
    newcomer: () => {
      lastChat += 1;
      const chat = lastChat;
      return {
        chat,
        say: async (text) => {
          const [acknowledgedAt, reply] = await Promise.all([post(textUpdate(chat, text)), api.next(chat)]);
          return { acknowledgedAt, repliedAt: reply.at, reply };
        },
      };
    },
    leave: () => {
      agent.destroy();
    },
  };
}

/** As Telegram writes it: the fields that a bot may leave aside are there too. */
function textUpdate(chat: number, text: string): string {
  lastUpdate += 1;
  const from = { id: chat, is_bot: false, first_name: 'Bench', language_code: 'vi' };
  const command = /^\/\w+/.exec(text)?.[0].length;
  return JSON.stringify({
    update_id: lastUpdate,
    message: {
      message_id: lastUpdate,
      from,
      chat: { id: chat, first_name: 'Bench', type: 'private' },
      date: Math.floor(Date.now() / 1000),
      text,
      ...(command === undefined ? {} : { entities: [{ type: 'bot_command', offset: 0, length: command }] }),
    },
  });
}

/** Posts updates; resolves with the moment of the 200, rejects on anything else. */
function poster({ url, secret }: Webhook, agent: Agent): (body: string) => Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  const post = (bytes: Buffer): Promise<number> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': bytes.length,
        'x-telegram-bot-api-secret-token': secret,
      };
      const call = request({ hostname, port, path: pathname, method: 'POST', agent, headers }, (response) => {
        response.resume();
        if (response.statusCode === 200) resolve(performance.now());
        else reject(new Error(`the webhook answered ${String(response.statusCode)}`));
      });
      call.on('error', (error) => {
        // The server ended an idle connection just when it was to be used again: nobody has read the update.
        if (call.reusedSocket && 'code' in error && error.code === 'ECONNRESET') post(bytes).then(resolve, reject);
        else reject(error);
      });
      call.end(bytes);
    });
  return (body) => post(Buffer.from(body));
}
