import { randomBytes } from 'node:crypto';
import { parseMultipart } from '../telegram/multipart.js';
import { misuse } from './refusals.js';
import type { World } from './world.js';

const megabyte = 1024 * 1024;

type Kind = 'image' | 'gif' | 'file';

const kinds: Record<Kind, { readonly limit: number; readonly starts: readonly string[]; readonly name: RegExp }> = {
  image: { limit: megabyte, starts: ['\xff\xd8\xff', '\x89PNG'], name: /\.(?:jpe?g|png)$/i },
  gif: { limit: 5 * megabyte, starts: ['GIF8'], name: /\.gif$/i },
  file: { limit: 5 * megabyte, starts: ['%PDF', '\xd0\xcf\x11\xe0', 'PK\x03\x04'], name: /\.(?:pdf|docx?)$/i },
};

/** Keeps what the OA uploads, to be named in a message by its id. */
export function upload(world: World, kind: string, body: Buffer, contentType: string): object {
  if (kind !== 'image' && kind !== 'gif' && kind !== 'file') throw misuse(-201, 'there is no such upload');
  const parts = contentType.startsWith('multipart/form-data') ? parseMultipart(body, contentType) : undefined;
  const bytes = parts?.files.get('file');
  if (parts === undefined || bytes === undefined) throw misuse(-201, 'there is no multipart field "file"');
  if (parts.files.size > 1 || Object.keys(parts.fields).length > 0) throw misuse(-201, 'there are other fields');
  const { limit, starts, name } = kinds[kind];
  if (bytes.length > limit) throw misuse(-210, `the ${kind} has more than ${limit / megabyte} MB`);
  const start = bytes.toString('latin1', 0, 4);
  if (!starts.some((one) => start.startsWith(one))) throw misuse(-201, `this is no ${kind} by its bytes`);
  const fileName = /filename="([^"]*)"/.exec(body.toString('latin1', 0, 2000))?.[1] ?? '';
  if (!name.test(fileName)) throw misuse(-201, `this is no ${kind} by its name`);
  const id = randomBytes(30).toString('base64url');
  world.uploads.set(id, { kind, bytes });
  // Files have been seen to be named by either.
  return kind === 'file' ? { attachment_id: id, token: id } : { attachment_id: id };
}
