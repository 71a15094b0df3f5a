import type { Channel } from './channel.js';
import type { ChatId, PersonId } from './ids.js';

/**
 * One thing a person did in a chat, in the words of no particular channel.
 * The channel contract's receiving half: every `bot/<channel>/receive` produces these and nothing else.
 */
export type Inbound = {
  readonly channel: Channel;
  /** The channel's own id of the event, unique within the channel; a repeated one is ignored. */
  readonly externalId: string;
  readonly chat: { readonly id: ChatId; readonly kind: 'private' | 'group'; readonly address: string };
  readonly person: PersonId;
  /** When the bot received it, in milliseconds since 1970. */
  readonly at: number;
  readonly content: InboundContent;
};

export type InboundContent =
  | { readonly type: 'text'; readonly text: string }
  /** The chat was opened, perhaps by a link: `07351-pks05`, `moi-…`; an empty parameter is a plain start. */
  | { readonly type: 'start'; readonly parameter: string }
  /** A button of ours was pressed; `data` is what core/button.ts encoded, or anything a stranger invented. */
  | { readonly type: 'button'; readonly data: string }
  | { readonly type: 'attachment'; readonly file: IncomingFile; readonly caption: string }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number }
  /** The person shared his own phone number, and the channel vouches that it is his. */
  | { readonly type: 'own-phone'; readonly phone: string }
  /** An earlier message was edited; the conversation goes on from what was said first. */
  | { readonly type: 'edited' }
  /** Nobody has said anything for days, and something waits half-done; said by the program itself. */
  | { readonly type: 'left-alone' }
  /** A sticker, video, contact … that the bot cannot use; `what` is for the log and metrics. */
  | { readonly type: 'unsupported'; readonly what: string };

/** A photo or voice note; the bytes are fetched later through `sourceRef`, the channel's own handle. */
export type IncomingFile = {
  readonly kind: 'photo' | 'voice';
  readonly sourceRef: string;
  readonly mime?: string;
  readonly bytes?: number;
};
