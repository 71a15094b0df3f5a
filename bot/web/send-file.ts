import type { Response } from 'express';
import { hasCode } from './has-code.js';

/** What can do nothing but be looked at or listened to; sound arrives in containers of films too. */
const shownInPlace = /^(?:image\/(?:jpeg|png|webp)|audio\/[\w.-]+|video\/(?:webm|mp4|ogg)|application\/ogg)(?:;|$)/;

/**
 * Sends a stranger's file from our own origin: shown only as what it is, and unable to do anything. `missing`: it is not
 * there, and nothing was sent. Rejects when it cannot be read.
 */
export function sendFile(
  response: Response,
  { path, mime }: { readonly path: string; readonly mime: string },
  contentSecurityPolicy: string,
): Promise<'sent' | 'missing'> {
  const shown = shownInPlace.test(mime);
  const headers = {
    'Content-Type': shown ? mime : 'application/octet-stream',
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename="lang-nghe"`,
    'Content-Security-Policy': contentSecurityPolicy,
    'Cache-Control': 'no-store',
  };
  const options = { headers, dotfiles: 'allow', cacheControl: false, lastModified: false } as const;
  return new Promise((resolve, reject) => {
    response.sendFile(path, options, (error?: Error) => {
      if (error === undefined || hasCode(error, 'ECONNABORTED') || response.destroyed) resolve('sent');
      else if (!response.headersSent && hasCode(error, 'ENOENT')) resolve('missing');
      else if (!response.headersSent && isBeyondEnd(error)) {
        response.status(416).end();
        resolve('sent');
      } else reject(error);
    });
  });
}

/** A player asked for bytes that the file does not have. */
function isBeyondEnd(error: Error): boolean {
  return 'status' in error && error.status === 416;
}
