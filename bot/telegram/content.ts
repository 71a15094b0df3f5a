import type { IncomingFile, InboundContent } from '../../core/inbound.js';
import { attachmentLimit } from '../../core/sender.js';
import type { Message } from './update.js';

/** What a person can send that the bot cannot use. Anything else without text is Telegram's own notice, such as "joined". */
const unusable = [
  'sticker',
  'animation',
  'video',
  'video_note',
  'document',
  'contact',
  'poll',
  'dice',
  'game',
  'story',
  'paid_media',
  'live_photo',
  'checklist',
  'rich_message',
  'invoice',
  'giveaway',
] as const;

/** Reads what a message says; undefined when it says nothing to the bot. */
export function readContent(message: Message, username: string | undefined): InboundContent | undefined {
  if (message.text !== undefined) return readText(message.text, username);
  const file = readFile(message);
  if (file !== undefined) return { type: 'attachment', file, caption: message.caption ?? '' };
  if (message.location !== undefined) return { type: 'location', ...message.location };
  const { contact, from } = message;
  if (contact?.user_id !== undefined && contact.user_id === from?.id)
    return { type: 'own-phone', phone: contact.phone_number };
  const what = unusable.find((kind) => message[kind] !== undefined);
  return what === undefined ? undefined : { type: 'unsupported', what };
}

/** Commands are written `/name@bot` in groups; what is meant for another bot is not for us. */
function readText(text: string, username: string | undefined): InboundContent | undefined {
  const command = /^\/(\w{1,32})(?:@(\w+))?(?=\s|$)/.exec(text);
  if (command?.[1] === undefined) return { type: 'text', text: withoutMention(text, username) };
  const [whole, name, addressee] = command;
  if (addressee !== undefined && username !== undefined && !sameName(addressee, username)) return undefined;
  const rest = text.slice(whole.length).trim();
  if (name === 'start') return { type: 'start', parameter: rest };
  return { type: 'text', text: rest === '' ? `/${name}` : `/${name} ${rest}` };
}

/** In a group people say `@bot PA-7K3F-Q2` so that the bot sees it at all. */
function withoutMention(text: string, username: string | undefined): string {
  const mention = /^@(\w+)\s+/.exec(text);
  if (mention?.[1] === undefined || username === undefined || !sameName(mention[1], username)) return text;
  return text.slice(mention[0].length);
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function readFile(message: Message): IncomingFile | undefined {
  const { photo, document } = message;
  if (photo !== undefined) return readPhoto(photo);
  const sound = message.voice ?? message.audio;
  if (sound !== undefined) return toFile('voice', sound);
  // A photo sent "as a file" keeps its quality and comes as a document.
  if (document?.mime_type !== undefined && /^image\/(?:jpeg|png|webp|heic|heif)$/.test(document.mime_type)) {
    return toFile('photo', document);
  }
  return undefined;
}

/** Telegram offers a photo in several sizes; the largest one that may be kept is taken. */
function readPhoto(sizes: NonNullable<Message['photo']>): IncomingFile | undefined {
  const largestFirst = [...sizes].sort((one, other) => other.width * other.height - one.width * one.height);
  const size = largestFirst.find(({ file_size }) => (file_size ?? 0) <= attachmentLimit) ?? largestFirst.at(-1);
  return size === undefined ? undefined : toFile('photo', { ...size, mime_type: 'image/jpeg' });
}

type TelegramFile = NonNullable<Message['voice']>;

function toFile(kind: IncomingFile['kind'], file: TelegramFile): IncomingFile {
  return {
    kind,
    sourceRef: file.file_id,
    ...(file.mime_type === undefined ? {} : { mime: file.mime_type }),
    ...(file.file_size === undefined ? {} : { bytes: file.file_size }),
  };
}
