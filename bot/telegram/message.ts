import type { Button, Reply } from '../../core/reply.js';
import { isGroup } from './pace.js';
import { texts } from './texts.vi.js';

type InlineButton = { text: string; callback_data: string; style?: 'primary' | 'danger' };
type Markup = { inline_keyboard: InlineButton[][] } | { force_reply: true; input_field_placeholder: string };

/** Telegram's limit of what a button carries back. */
const buttonDataBytes = 64;

/** A reply in Telegram's terms; plain text, so that nothing a person typed is taken for markup. */
export type TextMessage = {
  readonly text: string;
  readonly reply_markup?: Markup;
  readonly link_preview_options: { is_disabled: true };
};

/** Says why Telegram could not take a reply, where that can be told without asking. */
export function faultOf({ buttons = [] }: Reply): string | undefined {
  const long = buttons.flat().some(({ data }) => Buffer.byteLength(data) > buttonDataBytes || data === '');
  return long ? `a button's data is not 1 to ${buttonDataBytes} bytes long` : undefined;
}

export function toTextMessage(reply: Reply, address: string): TextMessage {
  const { text, buttons = [], expectsText, expectsLocation } = reply;
  const rows = buttons.filter((row) => row.length > 0);
  const inGroup = isGroup(address);
  const hints = [
    ...(expectsText === true && inGroup && rows.length > 0 ? [texts.answerByReplying] : []),
    ...(expectsLocation === true && !inGroup ? [texts.howToShareLocation] : []),
  ];
  const markup = rows.length > 0 ? keyboard(rows) : expectsText === true && inGroup ? askToReply : undefined;
  return {
    text: [text, ...hints].join('\n\n'),
    ...(markup === undefined ? {} : { reply_markup: markup }),
    link_preview_options: { is_disabled: true },
  };
}

// Not `selective`: that asks only people whom the message mentions or answers, and a reply knows neither.
const askToReply: Markup = { force_reply: true, input_field_placeholder: texts.answerPlaceholder };

function keyboard(rows: readonly (readonly Button[])[]): Markup {
  return {
    inline_keyboard: rows.map((row) =>
      row.map(({ label, data, tone }) => ({
        text: label,
        callback_data: data,
        ...(tone === undefined ? {} : { style: tone }),
      })),
    ),
  };
}
