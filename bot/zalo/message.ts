import { decodeButton } from '../../core/button.js';
import type { Button, Reply } from '../../core/reply.js';
import { beginningOf, splitText } from './split-text.js';
import { texts } from './texts.vi.js';

/** Zalo's limits of a message. */
const textLimit = 2000;
const buttonLimit = 5;
const titleLimit = 100;
const payloadLimit = 1000;

/** A tap comes back as a text of the person: the payload, which the chat does not show. */
export type ZaloButton = { readonly title: string; readonly type: 'oa.query.hide'; readonly payload: string };

export type ZaloMessage = {
  readonly text?: string;
  readonly attachment?: {
    readonly type: 'template';
    readonly payload:
      | { readonly buttons: readonly ZaloButton[] }
      | {
          readonly template_type: 'media';
          readonly elements: readonly [{ readonly media_type: 'image'; readonly attachment_id: string }];
        };
  };
};

/** Says why Zalo could not take a reply, where that can be told without asking. */
export function faultOf({ buttons = [] }: Reply): string | undefined {
  const all = buttons.flat();
  if (all.some(({ data }) => data === '' || data.length > payloadLimit))
    return `a button's data is not 1 to ${payloadLimit} characters long`;
  return all.some(({ label }) => label.trim() === '') ? 'a button has no label' : undefined;
}

/** A reply in Zalo's terms: one message, or several where the text is too long or the buttons are too many. */
export function toMessages(reply: Reply): readonly ZaloMessage[] {
  const { lines, shown, further } = arrange(reply);
  const hint = reply.expectsLocation === true ? [texts.howToShareLocation] : [];
  const text = [reply.text.trim(), ...lines, ...hint].filter((part) => part !== '').join('\n\n');
  const parts = splitText(text === '' && shown.length > 0 ? texts.choose : text, textLimit);
  return [
    ...parts.slice(0, -1).map((part) => ({ text: part })),
    ...parts.slice(-1).map((part) => withButtons(part, shown)),
    ...further.map((buttons) => withButtons(texts.moreChoices, buttons)),
  ];
}

/** Which choices are buttons, which are written for typing, and which go along in messages of their own. */
type Arrangement = {
  readonly lines: readonly string[];
  readonly shown: readonly Button[];
  readonly further: readonly (readonly Button[])[];
};

function arrange({ buttons = [], expectsText }: Reply): Arrangement {
  const rows = buttons.filter((row) => row.length > 0);
  const all = rows.flat();
  if (all.length <= buttonLimit) return { lines: [], shown: all, further: [] };
  // Buttons of cases mean nothing when typed.
  if (!all.every(({ data }) => decodeButton(data)?.type === 'prompt')) {
    const [shown = [], ...further] = inFives(all);
    return { lines: [], shown, further };
  }
  const options = leadingOptions(rows);
  if (options.length <= buttonLimit) return { lines: typed(all.slice(buttonLimit)), ...firstFive(all) };
  const rest = all.slice(options.length);
  // The conversation takes the number of a choice, unless it waits for words: a number would then be the answer.
  const list = options.map(({ label }, index) => {
    if (isNumbered(label)) return label;
    return expectsText === true ? `• ${label}` : `${index + 1}. ${label}`;
  });
  return {
    lines: [
      list.join('\n'),
      expectsText === true ? texts.typeChoice : texts.typeNumber,
      ...typed(rest.slice(buttonLimit)),
    ],
    ...firstFive(rest),
  };
}

/** The choices that stand in rows of their own before all others; of numbered ones as many as have a number. */
function leadingOptions(rows: readonly (readonly Button[])[]): readonly Button[] {
  const hasNumbers = isNumbered(rows[0]?.[0]?.label ?? '');
  const end = rows.findIndex((row) => row.length !== 1 || (hasNumbers && !isNumbered(row[0]?.label ?? '')));
  return rows.slice(0, end === -1 ? rows.length : end).flat();
}

/** "6. Lĩnh vực": the conversation has numbered it, and takes that number. */
const isNumbered = (label: string): boolean => /^\d{1,2}\. /.test(label);

const firstFive = (buttons: readonly Button[]) => ({ shown: buttons.slice(0, buttonLimit), further: [] });

const typed = (buttons: readonly Button[]) =>
  buttons.length === 0 ? [] : [texts.orType(buttons.map(({ label }) => label))];

function inFives(buttons: readonly Button[]): readonly (readonly Button[])[] {
  return Array.from({ length: Math.ceil(buttons.length / buttonLimit) }, (_, index) =>
    buttons.slice(index * buttonLimit, (index + 1) * buttonLimit),
  );
}

function withButtons(text: string, buttons: readonly Button[]): ZaloMessage {
  if (buttons.length === 0) return { text };
  return { text, attachment: { type: 'template', payload: { buttons: buttons.map(toButton) } } };
}

function toButton({ label, data }: Button): ZaloButton {
  const title = label.length <= titleLimit ? label : `${beginningOf(label, titleLimit - 1).trimEnd()}…`;
  return { title, type: 'oa.query.hide', payload: data };
}

/** A picture that was uploaded before. */
export function imageMessage(attachmentId: string): ZaloMessage {
  return {
    attachment: {
      type: 'template',
      payload: { template_type: 'media', elements: [{ media_type: 'image', attachment_id: attachmentId }] },
    },
  };
}

/** The same with one more line, where it fits. */
export function withLine(message: ZaloMessage, line: string): ZaloMessage {
  const text = [message.text, line].filter((part) => part !== undefined).join('\n\n');
  return text.length <= textLimit ? { ...message, text } : message;
}
