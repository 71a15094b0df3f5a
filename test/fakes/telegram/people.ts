import type { Updates } from './updates.js';
import type { BotMessage, Chat, ShownButton, World } from './world.js';

/** Something a person did. */
export type Deed = {
  readonly updateId: number;
  /** Settles when the bot has confirmed it to Telegram. */
  readonly delivered: () => Promise<void>;
};
/** `answered` settles when the button stops spinning. */
export type Press = Deed & { readonly answered: () => Promise<void> };

/** `fileId` is what the bot can fetch the file by. */
export type SentFile = Deed & { readonly fileId: string };

type FileOptions = {
  readonly caption?: string;
  /** Say nothing about the size beforehand. */
  readonly hideSize?: true;
  /** Send it as an answer to the bot's last message. */
  readonly reply?: true;
};

/**
 * A person in one chat. In a group a bot sees commands, mentions and answers to its own messages, nothing else:
 * to say anything else there throws, because the test would wait for what never comes.
 */
export type Speaker = {
  readonly says: (text: string) => Deed;
  /** Answers the bot's last message. */
  readonly replies: (text: string) => Deed;
  readonly starts: (parameter?: string) => Deed;
  /** Presses the newest button with this label. */
  readonly presses: (label: string) => Press;
  /** Sends button data that no button carries. */
  readonly invents: (data: string) => Press;
  readonly sendsPhoto: (bytes: Buffer, options?: FileOptions) => SentFile;
  readonly sendsVoice: (bytes: Buffer, options?: FileOptions) => SentFile;
  readonly sharesLocation: (latitude: number, longitude: number) => Deed;
  readonly edits: (text: string) => Deed;
  /** Any other message: `{ sticker: {…} }`. */
  readonly sends: (content: Content) => Deed;
};

/** What is seen in a chat. */
type View = {
  readonly id: number;
  /** Awaits the next message of the bot that was not awaited yet. */
  readonly next: (withinMs?: number) => Promise<BotMessage>;
  readonly messages: readonly BotMessage[];
  /** Blocks the bot, or expels it from the group. */
  readonly blocks: () => void;
  readonly unblocks: () => void;
};

export type FakeUser = Speaker & View;
export type FakeGroup = View & {
  readonly member: (userId: number) => Speaker;
  /** Becomes a supergroup: from now on the chat has another id. */
  readonly becomes: (newId: number) => FakeGroup;
};

type Bot = { readonly username: string; readonly privacy: boolean };
type Content = Readonly<Record<string, unknown>>;

export type People = { readonly user: (id: number) => FakeUser; readonly group: (id: number) => FakeGroup };

export function createPeople(world: World, updates: Updates, bot: Bot): People {
  const { username, privacy } = bot;
  const deed = (chat: Chat, content: Content): Deed => {
    const updateId = updates.add(String(chat.id), content);
    return { updateId, delivered: () => updates.confirmed(updateId) };
  };

  const store = (kind: 'photos' | 'voice', bytes: Buffer, { hideSize }: FileOptions) => {
    const number = world.nextId();
    const fileId = `file-${number}`;
    const path = `${kind}/file_${number}.${kind === 'photos' ? 'jpg' : 'oga'}`;
    world.files.set(fileId, { bytes, path, hideSize: hideSize === true });
    return {
      file_id: fileId,
      file_unique_id: `unique-${number}`,
      ...(hideSize === true ? {} : { file_size: bytes.length }),
    };
  };

  function speaker(chat: Chat, userId: number): Speaker {
    const from = { id: userId, is_bot: false, first_name: 'Test' };
    const shown = { id: chat.id, type: chat.type };
    const message = (content: Content) => ({
      message_id: world.nextId(),
      date: Math.floor(Date.now() / 1000),
      chat: shown,
      from,
      ...content,
    });
    const send = (content: Content) => {
      if (chat.type !== 'private' && privacy && !isSeen(content)) {
        throw new Error(
          'with privacy mode on, a bot does not see this in a group: use replies, a command or a mention',
        );
      }
      return deed(chat, { message: message(content) });
    };
    const isSeen = ({ text, reply_to_message: answered }: Content) =>
      answered !== undefined || (typeof text === 'string' && (text.startsWith('/') || text.includes(`@${username}`)));
    const toBot = () => {
      const last = chat.inbox.all.at(-1);
      if (last === undefined) throw new Error('the bot has said nothing yet that could be answered');
      const { messageId, text } = last;
      return {
        reply_to_message: {
          message_id: messageId,
          date: 1,
          chat: shown,
          from: { id: 123456, is_bot: true, first_name: 'Bot' },
          text,
        },
      };
    };
    const framed = ({ caption, reply }: FileOptions) => ({
      ...(caption === undefined ? {} : { caption }),
      ...(reply === true ? toBot() : {}),
    });
    const press = (data: string, messageId: number): Press => {
      const id = `press-${world.nextId()}`;
      let settle: () => void = () => undefined;
      const answered = new Promise<void>((resolve) => {
        settle = resolve;
      });
      world.presses.set(id, { answered: false, settle });
      const on = { message_id: messageId, date: 0, chat: shown };
      const query = { id, from, message: on, chat_instance: '1', data };
      return { ...deed(chat, { callback_query: query }), answered: () => answered };
    };

    return {
      says: (text) => send({ text }),
      replies: (text) => send({ text, ...toBot() }),
      starts: (parameter = '') => {
        const command = chat.type === 'private' ? '/start' : `/start@${username}`;
        return send({ text: parameter === '' ? command : `${command} ${parameter}` });
      },
      presses: (label) => {
        const found = findButton(chat.inbox.all, label);
        if (found === undefined)
          throw new Error(`no button is labelled "${label}"; there are ${describeButtons(chat.inbox.all)}`);
        return press(found.button.data, found.messageId);
      },
      invents: (data) => press(data, world.nextId()),
      sendsPhoto: (bytes, options = {}) => {
        const large = { ...store('photos', bytes, options), width: 1280, height: 960 };
        const small = { ...store('photos', bytes.subarray(0, 100), options), width: 90, height: 67 };
        return { ...send({ photo: [small, large], ...framed(options) }), fileId: large.file_id };
      },
      sendsVoice: (bytes, options = {}) => {
        const voice = { ...store('voice', bytes, options), duration: 3, mime_type: 'audio/ogg' };
        return { ...send({ voice, ...framed(options) }), fileId: voice.file_id };
      },
      sharesLocation: (latitude, longitude) => send({ location: { latitude, longitude } }),
      edits: (text) => deed(chat, { edited_message: message({ text, edit_date: 1 }) }),
      sends: send,
    };
  }

  const view = (chat: Chat): View => ({
    id: chat.id,
    next: (withinMs) => chat.inbox.take(`a message to chat ${chat.id}`, withinMs),
    messages: chat.inbox.all,
    blocks: () => {
      chat.blocked = true;
    },
    unblocks: () => {
      chat.blocked = false;
    },
  });

  const group = (id: number, type: Chat['type'] = 'group'): FakeGroup => {
    const chat = world.open(id, type);
    return {
      ...view(chat),
      member: (userId) => speaker(chat, userId),
      becomes: (newId) => {
        chat.movedTo = newId;
        return group(newId, 'supergroup');
      },
    };
  };

  return {
    user: (id) => {
      const chat = world.open(id, 'private');
      return { ...speaker(chat, id), ...view(chat) };
    },
    group: (id) => group(id),
  };
}

type Found = { readonly button: ShownButton; readonly messageId: number };

function findButton(messages: readonly BotMessage[], label: string): Found | undefined {
  const found = messages.findLast(({ buttons }) => buttons.flat().some((button) => button.label === label));
  const button = found?.buttons.flat().find((one) => one.label === label);
  return found === undefined || button === undefined ? undefined : { button, messageId: found.messageId };
}

function describeButtons(messages: readonly BotMessage[]): string {
  const labels =
    messages
      .at(-1)
      ?.buttons.flat()
      .map(({ label }) => `"${label}"`) ?? [];
  return labels.length === 0 ? 'none under the last message' : labels.join(', ');
}
