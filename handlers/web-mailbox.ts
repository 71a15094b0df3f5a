import { EventEmitter } from 'node:events';
import { z } from 'zod';
import type { AttachmentId, ChatId } from '../core/ids.js';
import type { Reply } from '../core/reply.js';
import type { Store } from '../prisma/client.js';
import { forgetChat } from '../prisma/store/conversations.js';
import { addWebMessage, webMessagesAfter } from '../prisma/store/web-messages.js';

/** What a message of a web chat shows. */
export type WebBody = {
  readonly text: string;
  readonly buttons?: Reply['buttons'];
  readonly attachments?: readonly { readonly id: AttachmentId; readonly kind: 'photo' | 'voice' }[];
  /** A chart, as PNG in base64; `alt` says what it shows. */
  readonly picture?: { readonly png: string; readonly alt: string };
  readonly passing?: true;
  readonly forgets?: true;
  readonly expectsText?: true;
  readonly expectsLocation?: true;
};

export type WebMessage = {
  /** Grows for ever, in the order in which the messages are to be shown. */
  readonly id: number;
  readonly author: 'me' | 'bot';
  readonly at: number;
  readonly body: WebBody;
  /** With `me`: the id under which the browser sent it, so that it knows its own message again. */
  readonly clientId?: string;
};

/** What the chats on the web show, kept in the store. */
export type WebMailbox = {
  /** Once per `clientId`, however often it is called. */
  readonly recordOwn: (chat: ChatId, clientId: string, body: WebBody) => Promise<void>;
  /** Once per `key`. */
  readonly append: (chat: ChatId, key: string, body: WebBody) => Promise<void>;
  /** The messages after `lastId`, oldest first, at most 200. */
  readonly since: (chat: ChatId, lastId: number) => Promise<readonly WebMessage[]>;
  readonly subscribe: (chat: ChatId, onNews: () => void) => () => void;
  /** Wipes the messages and the conversation of this chat; cases that were sent stay. */
  readonly forget: (chat: ChatId) => Promise<void>;
};

const pageSize = 200;
// Written by this program only; the check is that a body of an older version is not shown half.
const storedBody = z.custom<WebBody>((value) => z.looseObject({ text: z.string() }).safeParse(value).success);

/** The row of the outbox that a message carries out, which its key names. */
const rowOf = (key: string): number | undefined => {
  const row = /^ob-(\d+)$/.exec(key)?.[1];
  return row === undefined ? undefined : Number(row);
};

export function createWebMailbox(store: Store): WebMailbox {
  const news = new EventEmitter().setMaxListeners(0);
  const add = async (chat: ChatId, author: 'me' | 'bot', key: string, body: WebBody, row?: number): Promise<void> => {
    await addWebMessage(store, { chat, author, key, body, at: Date.now() }, row);
    news.emit(chat);
  };
  return {
    recordOwn: (chat, clientId, body) => add(chat, 'me', clientId, body),
    append: (chat, key, body) => add(chat, 'bot', key, body, rowOf(key)),
    since: async (chat, lastId) =>
      (await webMessagesAfter(store, chat, lastId, pageSize)).map(({ id, author, at, body, key }) => ({
        id,
        author,
        at,
        body: storedBody.parse(body),
        ...(author === 'me' ? { clientId: key } : {}),
      })),
    subscribe: (chat, onNews) => {
      news.on(chat, onNews);
      return () => news.off(chat, onNews);
    },
    forget: (chat) => store.write((tx) => forgetChat(tx, chat)),
  };
}
