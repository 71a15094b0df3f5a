import { z } from 'zod';
import { decodeButton } from '../../core/button.js';
import type { IncomingFile, InboundContent } from '../../core/inbound.js';
import { attachment, file, info, place, type Message } from './event.js';

/** A message, with the event around it: of some kinds the sources disagree on what lies where. */
export type Heard = { readonly message: Message; readonly event: unknown };

type ReadMessage = (heard: Heard) => InboundContent | undefined;

const unsupported =
  (what: string): ReadMessage =>
  () => ({ type: 'unsupported', what });

/** The kinds of message, with what each says; undefined when it is not as documented. */
export const messageReaders: ReadonlyMap<string, ReadMessage> = new Map<string, ReadMessage>([
  ['user_send_text', ({ message }) => (message.text === undefined ? undefined : readText(message.text))],
  ['user_send_link', readLinkMessage],
  ['user_send_image', (heard) => readFile(heard, 'photo')],
  ['user_send_audio', (heard) => readFile(heard, 'voice')],
  ['user_send_file', readDocument],
  ['user_send_location', readLocation],
  ['user_send_gif', unsupported('gif')],
  ['user_send_sticker', unsupported('sticker')],
  ['user_send_video', unsupported('video')],
  ['user_send_business_card', unsupported('business_card')],
]);

/** Text that was typed, or that a tap on a button of ours said in the person's name. */
export function readText(text: string): InboundContent {
  const said = text.trim();
  if (decodeButton(said) !== undefined) return { type: 'button', data: said };
  return { type: 'text', text };
}

/** What was typed around the address is what the person wants to say. */
function readLinkMessage({ message: { text } }: Heard): InboundContent {
  return text === undefined || text.trim() === '' ? { type: 'unsupported', what: 'link' } : readText(text);
}

/** Zalo sends photos one by one; of several in one event the first is taken, as an inbound event has one file. */
function readFile({ message }: Heard, kind: IncomingFile['kind']): InboundContent {
  const read = file.safeParse(firstPayload(message));
  return read.success ? toAttachment(kind, read.data.url, message) : { type: 'unsupported', what: kind };
}

/** A photo sent "as a file" keeps its quality. */
function readDocument({ message }: Heard): InboundContent {
  const read = file.safeParse(firstPayload(message));
  if (!read.success) return { type: 'unsupported', what: 'file' };
  const { url, name, type } = read.data;
  const isPhoto =
    /\.(?:jpe?g|png|webp|heic|heif)$/i.test(name ?? '') ||
    /^(?:image\/)?(?:jpe?g|png|webp|heic|heif)$/i.test(type ?? '');
  return isPhoto ? toAttachment('photo', url, message) : { type: 'unsupported', what: 'file' };
}

function toAttachment(kind: IncomingFile['kind'], sourceRef: string, message: Message): InboundContent {
  // Neither size nor type is taken from here: both are known for certain once the file has been fetched.
  return { type: 'attachment', file: { kind, sourceRef }, caption: message.text ?? '' };
}

const around = z.object({
  message: z.unknown().optional(),
  coordinates: z.unknown().optional(),
  location: z.unknown().optional(),
});

function readLocation({ message, event }: Heard): InboundContent {
  const candidates = [firstPayload(message), around.safeParse(event).data?.message, event].flatMap((where) => {
    const inside = around.safeParse(where).data;
    return [inside?.coordinates, inside?.location, where];
  });
  const found = candidates.map((where) => place.safeParse(where)).find((read) => read.success);
  return found === undefined ? { type: 'unsupported', what: 'location' } : { type: 'location', ...found.data };
}

function firstPayload({ attachments }: Message): unknown {
  return attachment.safeParse(attachments?.[0]).data?.payload;
}

/** What a person filled in where he was asked for his number; it counts as typed. */
export function readInfo(given: unknown): InboundContent {
  const phone = info.safeParse(given).data?.phone.replace(/[\s().-]/g, '');
  const fromZero = phone?.replace(/^(?:\+84|0084|84(?=\d{9,10}$))0?/, '0');
  return fromZero !== undefined && /^0\d{8,10}$/.test(fromZero)
    ? { type: 'text', text: fromZero }
    : { type: 'unsupported', what: 'info' };
}
