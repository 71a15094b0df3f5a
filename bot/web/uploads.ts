import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { attachmentLimit, type FetchOutcome } from '../../core/sender.js';
import { hasCode } from './has-code.js';

/** Files as browsers sent them, each under a random name, until the program has fetched them into its own keeping. */
export type Uploads = {
  readonly save: (body: AsyncIterable<Uint8Array>, mime: string) => Promise<SaveOutcome>;
  readonly read: (name: string) => Promise<FetchOutcome>;
  readonly drop: (name: string) => Promise<void>;
  /** Deletes what is older than a month: by then it was fetched, or nobody ever will. */
  readonly sweep: (now: number) => Promise<number>;
};

export type SaveOutcome =
  | { readonly type: 'saved'; readonly name: string; readonly bytes: number }
  | { readonly type: 'refused'; readonly because: 'empty-file' | 'file-too-large' | 'unsupported-file' | 'no-room' };

/** What a file of each accepted kind may turn out to be when its first bytes are looked at. */
export const acceptedFiles: Readonly<Record<string, { readonly kind: 'photo' | 'voice'; readonly sniffed: RegExp }>> = {
  'image/jpeg': { kind: 'photo', sniffed: /^image\/jpeg$/ },
  'image/png': { kind: 'photo', sniffed: /^image\/png$/ },
  'image/webp': { kind: 'photo', sniffed: /^image\/webp$/ },
  // The container does not tell whether a film or only sound is inside.
  'audio/webm': { kind: 'voice', sniffed: /^(?:audio|video)\/webm$/ },
  'audio/ogg': { kind: 'voice', sniffed: /^(?:audio|application)\/ogg/ },
  'audio/mp4': { kind: 'voice', sniffed: /^(?:audio\/(?:mp4|x-m4a)|video\/mp4)$/ },
  'audio/mpeg': { kind: 'voice', sniffed: /^audio\/mpeg$/ },
  'audio/wav': { kind: 'voice', sniffed: /^audio\/(?:wav|vnd\.wave)$/ },
};

const namePattern = /^[\w-]{22}$/;
const keptMs = 30 * 24 * 60 * 60 * 1000;
/** The store lives on the same disk and must never be without room. */
const roomForTheStore = 500 * 1024 * 1024;

export function createUploads(dataDir: string): Uploads {
  const folder = path.join(dataDir, 'uploads');
  const remove = (name: string) => rm(path.join(folder, name), { force: true });

  return {
    save: async (body, mime) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const disk = await statfs(folder);
      if (disk.bavail * disk.bsize < roomForTheStore) return { type: 'refused', because: 'no-room' };
      const name = randomBytes(16).toString('base64url');
      const file = path.join(folder, name);
      try {
        const bytes = await write(body, file);
        const because =
          bytes === 0 ? 'empty-file' : bytes > attachmentLimit ? 'file-too-large' : await misnamed(file, mime);
        if (because === undefined) return { type: 'saved', name, bytes };
        await remove(name);
        return { type: 'refused', because };
      } catch (error) {
        await remove(name);
        throw error;
      }
    },

    read: async (name) => {
      if (!namePattern.test(name)) return { type: 'failed', because: 'gone' };
      try {
        const bytes = await readFile(path.join(folder, name));
        return bytes.byteLength > attachmentLimit
          ? { type: 'failed', because: 'too-large' }
          : { type: 'fetched', bytes };
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return { type: 'failed', because: 'gone' };
        throw error;
      }
    },

    drop: remove,

    sweep: async (now) => {
      const names = await readdir(folder).catch((error: unknown) => {
        if (hasCode(error, 'ENOENT')) return [];
        throw error;
      });
      let swept = 0;
      for (const name of names.filter((each) => namePattern.test(each))) {
        if (now - (await stat(path.join(folder, name))).mtimeMs < keptMs) continue;
        await remove(name);
        swept += 1;
      }
      return swept;
    },
  };
}

/** Writes until the end, or until it is known to be too large; answers how many bytes came. */
async function write(body: AsyncIterable<Uint8Array>, file: string): Promise<number> {
  const handle = await open(file, 'wx', 0o600);
  try {
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > attachmentLimit) break;
      await handle.writeFile(chunk);
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

/** Looks at the bytes themselves: a name or header says what its sender wants it to say. */
async function misnamed(file: string, mime: string): Promise<'unsupported-file' | undefined> {
  const sniffed = await fileTypeFromFile(file);
  return sniffed !== undefined && acceptedFiles[mime]?.sniffed.test(sniffed.mime) === true
    ? undefined
    : 'unsupported-file';
}
