import type { Api } from 'grammy';
import { attachmentLimit, type FetchOutcome } from '../../core/sender.js';
import type { TelegramConfig } from '../../runtime/config.js';
import { readFailure } from './failure.js';

const downloadMs = 60_000;

/** Fetches a photo or voice note by Telegram's file id, and never more bytes than are kept. */
export async function fetchFile(
  api: Api,
  { token, apiRoot }: Pick<TelegramConfig, 'token' | 'apiRoot'>,
  fileId: string,
): Promise<FetchOutcome> {
  const found = await findFile(api, fileId);
  if (found.type !== 'found') return { type: 'failed', because: found.type };
  return download(`${apiRoot}/file/bot${token}/${found.path}`);
}

type Found =
  { readonly type: 'found'; readonly path: string } | { readonly type: 'gone' | 'too-large' | 'unreachable' };

async function findFile(api: Api, fileId: string): Promise<Found> {
  try {
    const { file_path: path, file_size: size } = await api.raw.getFile({ file_id: fileId });
    if ((size ?? 0) > attachmentLimit) return { type: 'too-large' };
    // The path becomes part of a URL that also holds the token.
    const safe = path !== undefined && /^\w[\w./-]*$/.test(path) && !path.includes('..');
    return safe ? { type: 'found', path } : { type: 'gone' };
  } catch (error) {
    const failure = readFailure(error);
    if (failure.because !== 'rejected') return { type: 'unreachable' };
    return { type: failure.detail.includes('too big') ? 'too-large' : 'gone' };
  }
}

async function download(url: string): Promise<FetchOutcome> {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort();
  }, downloadMs);
  try {
    const response = await fetch(url, { redirect: 'error', signal: controller.signal });
    if (response.status === 404) return { type: 'failed', because: 'gone' };
    if (!response.ok || response.body === null) return { type: 'failed', because: 'unreachable' };
    const chunks: Uint8Array[] = [];
    let length = 0; // counted, because what was announced need not be true
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength;
      if (length > attachmentLimit) return { type: 'failed', because: 'too-large' };
      chunks.push(chunk);
    }
    return { type: 'fetched', bytes: new Uint8Array(Buffer.concat(chunks)) };
  } catch {
    // Only the network fails here, and its errors may hold the URL with the token.
    return { type: 'failed', because: 'unreachable' };
  } finally {
    clearTimeout(timer);
    controller.abort(); // of what was not read
  }
}
