import type { RequestHandler } from 'express';
import type { AttachmentId } from '../../core/ids.js';
import type { ReadAttachment } from '../../handlers/read-attachment.js';
import { readDesk } from './desk.js';
import type { Identities } from './identity.js';
import { refuse } from './problem.js';
import { sendFile } from './send-file.js';

/** GET /chat/attachments/:id: a photo or voice note, to those who may see it. To others it does not exist. */
export function showAttachment(readAttachment: ReadAttachment, identities: Identities): RequestHandler {
  return async (request, response) => {
    const desk = readDesk(request);
    const identity = desk === undefined ? undefined : identities.read(request, desk);
    const id = readAttachmentId(request.params['id']);
    const file = identity === undefined || id === undefined ? undefined : await readAttachment(identity.chat, id);
    if (file === undefined) {
      refuse(response, 'not-found');
      return;
    }
    if ((await sendFile(response, file, "default-src 'none'; sandbox")) === 'missing') refuse(response, 'not-found');
  };
}

function readAttachmentId(text: unknown): AttachmentId | undefined {
  return typeof text === 'string' && /^att_[\w-]{1,64}$/.test(text) ? (text as AttachmentId) : undefined;
}
