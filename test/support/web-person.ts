import { randomUUID } from 'node:crypto';
import { createBrowser } from '../bot/web/browser.js';
import { createInbox } from '../fakes/telegram/inbox.js';

type Button = { readonly label: string; readonly data: string };

/** A message as the page shows it. */
export type ShownMessage = {
  readonly id: number;
  readonly author: 'me' | 'bot';
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly attachments: readonly string[];
};

/** What a post was answered with. */
export type Posted = { readonly status: number; readonly repeated: boolean };

/** Somebody at the page of the web chat, over real HTTP: one cookie, one stream that is open all the time. */
export type WebPerson = {
  readonly says: (text: string) => Promise<Posted>;
  readonly starts: (parameter?: string) => Promise<Posted>;
  /** Taps the newest button with this label. */
  readonly taps: (label: string) => Promise<Posted>;
  /** Sends button data that no button carries. */
  readonly invents: (data: string) => Promise<Posted>;
  readonly sendsPhoto: (bytes: Uint8Array, mime: string) => Promise<Posted>;
  /** Posts any message, under an id of its own or a given one; the only way to post that may be refused. */
  readonly posts: (body: Readonly<Record<string, unknown>>) => Promise<Posted>;
  /** Awaits the next message of the bot that was not awaited yet. */
  readonly next: (withinMs?: number) => Promise<ShownMessage>;
  /** What the bot has said so far. */
  readonly heard: readonly ShownMessage[];
  /** Fetches an attachment as the page would. */
  readonly opens: (attachment: string) => Promise<Response>;
  readonly leaves: () => Promise<void>;
};

/** Opens the chat; resolves when its stream is open. */
export async function openWebPerson(url: string, desk: 'citizen' | 'official' = 'citizen'): Promise<WebPerson> {
  const browser = createBrowser(url);
  const inbox = createInbox<ShownMessage>();
  const leaving = new AbortController();
  const response = await browser.call(`/chat/stream?desk=${desk}`, { signal: leaving.signal });
  if (response.body === null || !response.ok) throw new Error(`no stream: ${response.status}`);
  const listening = listen(response.body, (message) => {
    if (message.author === 'bot') inbox.put(message);
  }).catch((error: unknown) => {
    if (!leaving.signal.aborted) throw error;
  });

  const posts = async (body: Readonly<Record<string, unknown>>): Promise<Posted> =>
    answer(await browser.post(`/chat/messages?desk=${desk}`, { id: randomUUID(), ...body }));
  const insists = async (body: Readonly<Record<string, unknown>>): Promise<Posted> => accepted(await posts(body));
  return {
    says: (text) => insists({ type: 'text', text }),
    starts: (parameter = '') => insists({ type: 'start', parameter }),
    taps: (label) => {
      const button = inbox.all.flatMap(({ buttons }) => buttons).findLast((one) => one.label === label);
      if (button === undefined) {
        const last = inbox.all.at(-1);
        throw new Error(
          `no button is labelled "${label}"; the last message is "${last?.text ?? ''}" with ${JSON.stringify(last?.buttons)}`,
        );
      }
      return insists({ type: 'button', data: button.data, label: button.label });
    },
    invents: (data) => insists({ type: 'button', data, label: 'x' }),
    posts,
    sendsPhoto: async (bytes, mime) =>
      accepted(
        await answer(
          await browser.call(`/chat/attachments?desk=${desk}&id=${randomUUID()}`, {
            method: 'POST',
            headers: { 'content-type': mime },
            body: Buffer.from(bytes),
          }),
        ),
      ),
    next: (withinMs) => inbox.take('a message to the web chat', withinMs),
    heard: inbox.all,
    opens: (attachment) => browser.call(`/chat/attachments/${attachment}?desk=${desk}`),
    leaves: async () => {
      leaving.abort();
      await listening;
    },
  };
}

async function answer(response: Response): Promise<Posted> {
  const body = (await response.json()) as { readonly repeated?: boolean };
  return { status: response.status, repeated: body.repeated === true };
}

function accepted(posted: Posted): Posted {
  if (posted.status !== 200) throw new Error(`the message was refused with ${posted.status}`);
  return posted;
}

type WireMessage = {
  readonly id: number;
  readonly author: 'me' | 'bot';
  readonly body: {
    readonly text: string;
    readonly buttons?: readonly (readonly Button[])[];
    readonly attachments?: readonly { readonly id: string }[];
  };
};

/** Reads the stream of Server-Sent Events to its end. */
async function listen(body: ReadableStream<Uint8Array>, onMessage: (message: ShownMessage) => void): Promise<void> {
  const decoder = new TextDecoder();
  let buffer = '';
  for await (const chunk of body) {
    const blocks = (buffer + decoder.decode(chunk, { stream: true })).split('\n\n');
    buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      // Unnamed events are messages.
      if (data === undefined || /^event:/m.test(block)) continue;
      const { id, author, body: shown } = JSON.parse(data) as WireMessage;
      const { text, buttons = [], attachments = [] } = shown;
      onMessage({ id, author, text, buttons: buttons.flat(), attachments: attachments.map((one) => one.id) });
    }
  }
}
