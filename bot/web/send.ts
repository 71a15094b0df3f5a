import type { Sender } from '../../core/sender.js';
import type { WebBody, WebMailbox } from '../../handlers/web-mailbox.js';
import type { Seal } from '../../runtime/seal.js';
import type { Uploads } from './uploads.js';

export type WebSenderParts = {
  readonly mailbox: Pick<WebMailbox, 'append'>;
  readonly seal: Seal;
  readonly uploads: Pick<Uploads, 'read'>;
};

/** Sends into the mailbox, from which open pages read at once and closed ones when they are opened again. */
export function createWebSender({ mailbox, seal, uploads }: WebSenderParts): Sender {
  return {
    channel: 'web',
    send: async ({ key, address, reply, files, picture }) => {
      const body: WebBody = {
        text: reply.text,
        ...(reply.buttons === undefined ? {} : { buttons: reply.buttons }),
        ...(files.length === 0 ? {} : { attachments: files.map(({ id, kind }) => ({ id, kind })) }),
        ...(picture === undefined ? {} : { picture: { png: toBase64(picture.png), alt: picture.alt } }),
        ...(reply.passing === undefined ? {} : { passing: reply.passing }),
        ...(reply.forgets === undefined ? {} : { forgets: reply.forgets }),
        ...(reply.expectsText === undefined ? {} : { expectsText: reply.expectsText }),
        ...(reply.expectsLocation === undefined ? {} : { expectsLocation: reply.expectsLocation }),
      };
      await mailbox.append(seal.chatId('web', address), key, body);
      return { type: 'sent' };
    },
    fetchFile: (sourceRef) => uploads.read(sourceRef),
  };
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
