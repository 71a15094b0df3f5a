import type { RequestHandler } from 'express';
import type { AttachmentId } from '../../core/ids.js';
import type { ReadAttachment } from '../../handlers/read-attachment.js';
import { readDesk } from './desk.js';
import { hasCode } from './has-code.js';
import type { Identities } from './identity.js';
import { refuse } from './problem.js';

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
    // A stranger's file on our own origin: shown only as what it is, and unable to do anything.
    const shown = shownInPlace.test(file.mime);
    response.set({
      'Content-Type': shown ? file.mime : 'application/octet-stream',
      'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename="lang-nghe"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'no-store',
    });
    await new Promise<void>((resolve, reject) => {
      response.sendFile(
        file.path,
        { dotfiles: 'allow', cacheControl: false, etag: false, lastModified: false },
        (error?: Error) => {
          if (error === undefined || hasCode(error, 'ECONNABORTED') || response.destroyed) resolve();
          else if (!response.headersSent && hasCode(error, 'ENOENT')) {
            for (const name of ['Content-Disposition', 'Content-Type']) response.removeHeader(name);
            refuse(response, 'not-found');
            resolve();
          } else reject(error);
        },
      );
    });
  };
}

/** What can do nothing but be looked at or listened to; sound arrives in containers of films too. */
const shownInPlace = /^(?:image\/(?:jpeg|png|webp)|audio\/[\w.-]+|video\/(?:webm|mp4|ogg)|application\/ogg)(?:;|$)/;

function readAttachmentId(text: unknown): AttachmentId | undefined {
  return typeof text === 'string' && /^att_[\w-]{1,64}$/.test(text) ? (text as AttachmentId) : undefined;
}
