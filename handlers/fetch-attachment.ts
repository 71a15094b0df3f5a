import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { afterFailure } from '../core/attempts.js';
import type { Channel } from '../core/channel.js';
import type { FetchOutcome } from '../core/sender.js';
import type { IncomingFile } from '../core/inbound.js';
import type { Store } from '../prisma/client.js';
import { markAttachment, readSourceRef } from '../prisma/store/attachments.js';
import { addToOutbox, doneOutbox, failedOutbox, readOutbox } from '../prisma/store/outbox.js';
import { attachmentPath } from './deliveries.js';

/** How a channel's file is fetched; the part of a Sender that is needed here. */
export type FetchFile = (channel: Channel, sourceRef: string, kind: IncomingFile['kind']) => Promise<FetchOutcome>;

type FetchDeps = { readonly store: Store; readonly dataDir: string; readonly fetchFile: FetchFile };

export type FetchAttachmentResult = 'settled' | 'retry';

/** BullMQ brings the job back sooner; this is for the case that Redis lost it. */
const retryMs = 60_000;

const kept = { photo: /^image\/(?:jpeg|png|webp)$/, voice: /^(?:audio\/|video\/(?:webm|mp4)$|application\/ogg$)/ };

/**
 * Fetches the bytes of one photo or voice note. `retry`: the channel could not be reached, call again later.
 * After the last attempt the citizen is told that the file did not arrive.
 */
export type FetchAttachment = (outboxId: number) => Promise<FetchAttachmentResult>;

export function createFetchAttachment(deps: FetchDeps): FetchAttachment {
  return (outboxId) => fetchOne(deps, outboxId);
}

async function fetchOne(deps: FetchDeps, outboxId: number): Promise<FetchAttachmentResult> {
  const { store, dataDir, fetchFile } = deps;
  const row = await readOutbox(store, outboxId);
  if (row?.payload.type !== 'fetch-attachment') return 'settled';
  const id = row.payload.attachment;
  const source = await readSourceRef(store, id);
  if (source?.attachment.state !== 'pending') {
    await store.write((tx) => doneOutbox(tx, [outboxId]));
    return 'settled';
  }
  const { attachment, channel, sourceRef } = source;
  const outcome = await fetchFile(channel, sourceRef, attachment.kind);
  if (outcome.type === 'fetched') {
    const mime = (await fileTypeFromBuffer(outcome.bytes))?.mime;
    if (mime !== undefined && kept[attachment.kind].test(mime)) {
      await keep(attachmentPath(dataDir, attachment.id), outcome.bytes);
      await store.write(async (tx) => {
        await markAttachment(tx, id, { state: 'stored', mime, bytes: outcome.bytes.byteLength });
        await doneOutbox(tx, [outboxId]);
      });
      return 'settled';
    }
  } else if (outcome.because === 'unreachable' && afterFailure(row.attempts + 1, false) === 'retry') {
    await store.write((tx) => failedOutbox(tx, outboxId, Date.now() + retryMs, outcome.because));
    return 'retry';
  }
  await store.write(async (tx) => {
    await markAttachment(tx, id, { state: 'failed' });
    const payload = {
      type: 'notice',
      chat: attachment.chat,
      notice: { type: 'attachment-failed', attachment: id },
    } as const;
    await addToOutbox(tx, store.seal, [{ queue: `deliver-${channel}`, chat: attachment.chat, payload }], Date.now());
    await doneOutbox(tx, [outboxId]);
  });
  return 'settled';
}

/** Writes aside and renames: a file under its final name is whole. */
async function keep(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.part`, bytes, { mode: 0o600 });
  await rename(`${file}.part`, file);
}
