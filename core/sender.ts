import type { AttachmentId } from './ids.js';
import type { Channel } from './channel.js';
import type { IncomingFile } from './inbound.js';
import type { Reply } from './reply.js';

/**
 * The channel contract's sending half; one implementation a channel, in `bot/<channel>/send.ts`.
 * Expected failures are values of a small closed set; what each means is decided once, in `bot/deliver`.
 */
export interface Sender {
  readonly channel: Channel;
  /** Sends one message to a chat. `key` is the same at every attempt: a channel that can recognise repeats uses it. */
  readonly send: (message: OutgoingMessage) => Promise<SendOutcome>;
  /** Fetches a file that a person sent, by the handle the channel gave for it. */
  readonly fetchFile: (sourceRef: string, kind: IncomingFile['kind']) => Promise<FetchOutcome>;
}

export type OutgoingMessage = {
  readonly key: string;
  /** The channel's own address of the chat. */
  readonly address: string;
  readonly reply: Reply;
  readonly files: readonly OutgoingFile[];
  /** The reply's chart, drawn once for all channels; comes after the files. */
  readonly picture?: OutgoingPicture;
};

export type OutgoingPicture = {
  readonly png: Uint8Array;
  /** What it shows, for whoever cannot see it. */
  readonly alt: string;
};

export type OutgoingFile = {
  readonly id: AttachmentId;
  readonly kind: 'photo' | 'voice';
  readonly mime: string;
  readonly path: string;
};

export type SendOutcome = { readonly type: 'sent' } | ({ readonly type: 'failed' } & SendFailure);

export type SendFailure =
  /** The person blocked the bot, or the group expelled it: never try this chat again. */
  | { readonly because: 'blocked' }
  /** Too many messages: try again after so many milliseconds. */
  | { readonly because: 'throttled'; readonly retryAfterMs: number }
  /** Network or server trouble: try again, later and later. */
  | { readonly because: 'unreachable' }
  /** The channel will never accept this message. */
  | { readonly because: 'rejected'; readonly detail: string }
  /** Token or settings are wrong: nothing can be sent until somebody repairs them. */
  | { readonly because: 'misconfigured'; readonly detail: string }
  /** The channel lets us write only after the person has: kept until he does, whenever that is. */
  | { readonly because: 'not-now' }
  /** The chat has another address now (a group became a supergroup). */
  | { readonly because: 'moved'; readonly address: string };

export type FetchOutcome =
  | { readonly type: 'fetched'; readonly bytes: Uint8Array }
  | { readonly type: 'failed'; readonly because: 'gone' | 'too-large' | 'unreachable' };

/** Largest photo or voice note that is kept, in bytes. */
export const attachmentLimit = 10 * 1024 * 1024;
