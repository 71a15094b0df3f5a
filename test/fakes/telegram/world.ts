import { createInbox, type Inbox } from './inbox.js';
import type { Markup } from './requests.js';

/** One message of the bot, as a person sees it. */
export type BotMessage = {
  readonly messageId: number;
  readonly text: string;
  readonly buttons: readonly (readonly ShownButton[])[];
  readonly file?: { readonly kind: 'photo' | 'voice' | 'document'; readonly bytes: Buffer };
  readonly forceReply: boolean;
};
export type ShownButton = { readonly label: string; readonly data: string; readonly style?: string };

export type Chat = {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly inbox: Inbox<BotMessage>;
  /** The person blocked the bot, or the group expelled it. */
  blocked: boolean;
  /** The group became a supergroup with this id. */
  movedTo?: number;
};

export type StoredFile = { readonly bytes: Buffer; readonly path: string; readonly hideSize: boolean };

/** A call that Telegram would answer with an error. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: number;
  readonly parameters: Readonly<Record<string, number>> | undefined;

  constructor(code: number, description: string, parameters?: Readonly<Record<string, number>>) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** Everything Telegram knows: chats, files, button presses that wait for their answer. */
export type World = {
  readonly chats: Map<number, Chat>;
  readonly files: Map<string, StoredFile>;
  /** Each press, and who waits for its answer. */
  readonly presses: Map<string, { answered: boolean; readonly settle: () => void }>;
  readonly nextId: () => number;
  readonly open: (id: number, type: Chat['type']) => Chat;
  /** The chat a message goes to, or the error that Telegram would give. */
  readonly reach: (id: number) => Chat;
  readonly show: (
    chat: Chat,
    message: Omit<BotMessage, 'messageId' | 'buttons' | 'forceReply'>,
    markup: Markup | undefined,
  ) => unknown;
};

export function createWorld(bot: Readonly<Record<string, unknown>>): World {
  const chats = new Map<number, Chat>();
  let lastId = 0;
  const nextId = () => (lastId += 1);
  return {
    chats,
    files: new Map(),
    presses: new Map(),
    nextId,
    open: (id, type) => {
      const known = chats.get(id);
      if (known !== undefined) return known;
      const chat: Chat = { id, type, inbox: createInbox(), blocked: false };
      chats.set(id, chat);
      return chat;
    },
    reach: (id) => {
      const chat = chats.get(id);
      if (chat === undefined) throw new Refusal(400, 'Bad Request: chat not found');
      if (chat.movedTo !== undefined) {
        throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
          migrate_to_chat_id: chat.movedTo,
        });
      }
      if (chat.blocked) {
        const because = chat.type === 'private' ? 'bot was blocked by the user' : 'bot was kicked from the group chat';
        throw new Refusal(403, `Forbidden: ${because}`);
      }
      return chat;
    },
    show: (chat, message, markup) => {
      const messageId = nextId();
      const rows = markup !== undefined && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
      chat.inbox.put({
        ...message,
        messageId,
        buttons: rows.map((row) =>
          row.map(({ text, callback_data: data = '', style }) => ({
            label: text,
            data,
            ...(style === undefined ? {} : { style }),
          })),
        ),
        forceReply: markup !== undefined && 'force_reply' in markup,
      });
      const { id, type } = chat;
      return {
        message_id: messageId,
        date: Math.floor(Date.now() / 1000),
        chat: { id, type },
        from: bot,
        text: message.text,
      };
    },
  };
}
