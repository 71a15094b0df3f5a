import { z } from 'zod';
import type { InboundContent } from '../../core/inbound.js';
import type { WebBody } from '../../handlers/web-mailbox.js';
import { texts } from './texts.vi.js';

/**
 * What a browser posts to /chat/messages, such as
 * `{ "id": "0b6f2c1e-…", "type": "button", "data": "p:3:nhanh", "label": "Nhanh gọn" }`.
 */
export const postedMessage = z.discriminatedUnion('type', [
  z.strictObject({ id: z.uuid(), type: z.literal('text'), text: z.string() }),
  z.strictObject({
    id: z.uuid(),
    type: z.literal('button'),
    data: z.string().min(1).max(64),
    label: z.string().max(200),
  }),
  z.strictObject({ id: z.uuid(), type: z.literal('start'), parameter: z.string().max(64).default('') }),
  z.strictObject({
    id: z.uuid(),
    type: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
]);
export type PostedMessage = z.infer<typeof postedMessage>;

/** The posted message in the words of no particular channel. */
export function toContent(message: PostedMessage): InboundContent {
  switch (message.type) {
    case 'text':
      return { type: 'text', text: message.text };
    case 'button':
      return { type: 'button', data: message.data };
    case 'start':
      return { type: 'start', parameter: message.parameter };
    case 'location':
      return { type: 'location', latitude: message.latitude, longitude: message.longitude };
  }
}

/** How the chat shows it to its author; opening a chat is no message. */
export function toEcho(message: PostedMessage): WebBody | undefined {
  switch (message.type) {
    case 'text':
      return { text: message.text };
    case 'button':
      return { text: message.label };
    case 'start':
      return undefined;
    case 'location':
      return { text: texts.own.location };
  }
}
