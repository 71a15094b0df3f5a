import type { Chart } from './chart.js';
import type { AttachmentId } from './ids.js';

/**
 * One message of the bot, in the words of no particular channel.
 * The channel contract's sending half: every `bot/<channel>/send` can send any of these within its limits.
 */
export type Reply = {
  /** Plain text; line breaks are kept. At most `replyLimit` characters. */
  readonly text: string;
  /** Rows of buttons. A channel with fewer buttons shows the labels numbered in the text. */
  readonly buttons?: readonly (readonly Button[])[];
  /** Photos and voice notes to show with the message. */
  readonly attachments?: readonly AttachmentId[];
  /** Shown as a picture after the text, which says the same: a chart that cannot be drawn is left out. */
  readonly chart?: Chart;
  /** Part of a survey under way: our own chat deletes it, with what led to it, when the survey is sent or thrown away. */
  readonly passing?: true;
  /** What was passing has just been deleted: a chat that shows it still takes it away. */
  readonly forgets?: true;
  /** The bot waits for a typed answer; in a group the channel makes the next message an answer to this one. */
  readonly expectsText?: true;
  /** The channel may offer its own way of sharing a place. */
  readonly expectsLocation?: true;
};

export type Button = {
  readonly label: string;
  /** At most 64 bytes (Telegram's limit), made by core/button.ts. */
  readonly data: string;
  /** Stress in channels that have it. */
  readonly tone?: 'primary' | 'danger';
};

/** Longest text a flow may send; under the limits of Telegram (4,096) and Zalo (2,000). */
export const replyLimit = 1900;
