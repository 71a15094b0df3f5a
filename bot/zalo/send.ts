import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { AttachmentId } from '../../core/ids.js';
import type { OutgoingFile, OutgoingMessage, OutgoingPicture, Sender, SendFailure } from '../../core/sender.js';
import type { SendingWindows, Taken } from '../../handlers/sending-windows.js';
import type { ZaloConfig } from '../../runtime/config.js';
import type { Logger } from '../../runtime/logger.js';
import type { ZaloApi } from './api.js';
import { codes, isAboutAllowance, rateMs, readFailure } from './failure.js';
import { fetchFile } from './fetch-file.js';
import { createHalfSent, type Progress } from './half-sent.js';
import { faultOf, imageMessage, toMessages, withLine, type ZaloMessage } from './message.js';
import { createPace } from './pace.js';
import { shrinkPhoto, uploadLimit } from './shrink-photo.js';
import { texts } from './texts.vi.js';

export type ZaloSenderDeps = {
  readonly config: Pick<ZaloConfig, 'apiRoot' | 'messagesPerSecond' | 'paysForMessages'>;
  readonly api: ZaloApi;
  readonly windows: Pick<SendingWindows, 'take' | 'giveBack' | 'correct' | 'noteQuota'>;
  /** Where a file can be opened that Zalo does not carry; undefined when nobody can reach this server. */
  readonly fileLink: (id: AttachmentId) => string | undefined;
  readonly log: Logger;
  readonly now?: () => number;
};

/** How long after the person last wrote Zalo takes messages that are paid for. */
const paidMs = 7 * 24 * 3_600_000;

/** `{"quota":{"quota_type":"reply","remain":"7","total":"8"}}`: free after the person wrote, or another allowance. */
const counted = z.object({
  quota: z.object({
    quota_type: z.string().regex(/^\w{1,40}$/),
    remain: z.coerce.number().int(),
    total: z.coerce.number().int(),
  }),
});
const uploaded = z.object({ attachment_id: z.string().min(1).max(1000) });

/** One message of Zalo's: text with buttons, a file, or the chart. */
type Part = ZaloMessage | OutgoingFile | OutgoingPicture;
type Failure = SendFailure | undefined;
/** One message that may be sent: free in its window, with so many left after it, or paid for. */
type Turn = Extract<Taken, { readonly type: 'free' }> | undefined;

/**
 * Sends through Zalo, as much as it allows after the person last wrote. One message of ours may be several of Zalo's:
 * the texts, then each file, then the chart. A repeated attempt sends what has not arrived; a part comes twice when this
 * process was ended in between, or Zalo took it without answering: it cannot recognise repeats.
 */
export function createZaloSender(deps: ZaloSenderDeps): Sender {
  const { config, api, windows, fileLink, log, now = Date.now } = deps;
  const pace = createPace(config.messagesPerSecond);
  const halfSent = createHalfSent();

  /** Sends one message if it may be sent now. */
  async function attempt(address: string, send: (turn: Turn) => Promise<Failure>): Promise<Failure> {
    const taken = await windows.take(address, now());
    if (taken.type === 'closed' && !(config.paysForMessages && taken.sinceMs < paidMs)) return { because: 'not-now' };
    let failure: Failure = { because: 'unreachable' }; // unless what follows gets to its end
    try {
      const { type, waitMs } = pace.take();
      if (type === 'later') return (failure = { because: 'throttled', retryAfterMs: waitMs });
      if (waitMs > 0) await setTimeout(waitMs);
      failure = await send(taken.type === 'closed' ? undefined : taken);
      return failure;
    } finally {
      if (failure !== undefined && taken.type === 'free') await windows.giveBack(address, taken.openedAt);
    }
  }

  async function post(address: string, message: ZaloMessage, free: Turn): Promise<Failure> {
    const isLast = free?.left === 0 && !config.paysForMessages;
    const answer = await api.call({
      path: '/v3.0/oa/message/cs',
      body: { recipient: { user_id: address }, message: isLast ? withLine(message, texts.writeForMore) : message },
    });
    if (answer.type === 'done') {
      await noteQuota(address, free, answer.data);
      return undefined;
    }
    if (answer.type === 'refused' && answer.code === codes.rate) pace.hold(rateMs);
    const failure = readFailure(answer, now());
    if (answer.type !== 'refused') return failure;
    if (free === undefined) {
      if (!isAboutAllowance(answer.code)) return failure;
      // What is free goes on all the same.
      log.error({ code: answer.code, alarm: true }, 'Zalo refuses what the OA pays for; it waits for the person');
      return { because: 'not-now' };
    }
    // It was free by our count, so Zalo has counted more, or the OA itself may send no more.
    const isOut = answer.code === codes.quota;
    if (isOut || failure.because === 'not-now')
      log.error(
        { code: answer.code, left: free.left, alarm: true },
        'Zalo refuses a message that should be free; it waits',
      );
    return isOut ? { because: 'not-now' } : failure;
  }

  /** Zalo's own count stands over ours. */
  async function noteQuota(address: string, free: Turn, data: unknown): Promise<void> {
    const read = counted.safeParse(data);
    if (!read.success) return;
    const { quota_type: kind, remain, total } = read.data.quota;
    try {
      if (kind !== 'reply') await windows.noteQuota({ kind, remain, total }, now());
      else if (free !== undefined && free.left !== remain) await windows.correct(address, free.openedAt, remain);
    } catch (error) {
      // The message is sent: it must not come again because of this.
      log.warn({ err: error }, 'what Zalo says of its quota could not be noted');
    }
  }

  async function postImage(address: string, { bytes, mime }: Image, turn: Turn): Promise<Failure> {
    const answer = await api.uploadImage(bytes, mime === 'image/png' ? 'anh.png' : 'anh.jpg', mime);
    if (answer.type === 'refused' && isAboutAllowance(answer.code))
      return { because: 'rejected', detail: `Zalo ${answer.code}: no pictures` };
    if (answer.type !== 'done') return readFailure(answer, now());
    const read = uploaded.safeParse(answer.data);
    if (!read.success) return { because: 'rejected', detail: 'Zalo: an upload was given no id' };
    return post(address, imageMessage(read.data.attachment_id), turn);
  }

  async function sendFile(address: string, file: OutgoingFile): Promise<Failure> {
    const bytes = await bytesOf(file.path);
    if (bytes === undefined) return { because: 'rejected', detail: 'an attachment is no longer there' };
    const jpeg = file.kind === 'photo' ? await shrinkPhoto(bytes) : undefined;
    if (file.kind === 'photo' && jpeg === undefined) log.warn({ attachment: file.id }, 'a photo cannot be read');
    return attempt(address, async (turn) => {
      if (jpeg !== undefined) {
        const failure = await postImage(address, { bytes: jpeg, mime: 'image/jpeg' }, turn);
        if (failure?.because !== 'rejected') return failure;
        log.warn({ attachment: file.id, reason: failure.detail }, 'Zalo refused a photo; a link goes instead');
      }
      const link = fileLink(file.id);
      return post(
        address,
        { text: link === undefined ? texts.noFile(file.kind) : texts.fileLink(file.kind, link) },
        turn,
      );
    });
  }

  async function sendPicture(address: string, { png }: OutgoingPicture): Promise<Failure> {
    const jpeg = png.byteLength > uploadLimit ? await shrinkPhoto(png) : undefined;
    const image: Image = jpeg === undefined ? { bytes: png, mime: 'image/png' } : { bytes: jpeg, mime: 'image/jpeg' };
    return attempt(address, (turn) => postImage(address, image, turn));
  }

  function sendPart(address: string, part: Part): Promise<Failure> {
    if ('png' in part) return sendPicture(address, part);
    if ('path' in part) return sendFile(address, part);
    return attempt(address, (turn) => post(address, part, turn));
  }

  /** Sends what of a message has not arrived yet; notes in `progress` what has. */
  async function sendRest(message: OutgoingMessage, progress: Progress): Promise<Failure> {
    for (const part of partsOf(message)) {
      const name = nameOf(part);
      if (progress.settled.has(name)) continue;
      const failure = await sendPart(message.address, part);
      if (failure?.because === 'rejected' && ('png' in part || 'path' in part)) {
        progress.refused = failure; // the other files shall still arrive
      } else if (failure !== undefined) return failure;
      progress.settled.add(name);
    }
    return undefined;
  }

  return {
    channel: 'zalo',
    send: async (message) => {
      const fault = faultOf(message.reply);
      if (fault !== undefined) return { type: 'failed', because: 'rejected', detail: fault };
      const progress = halfSent.take(message.key);
      let isDone = false;
      try {
        const failure = await sendRest(message, progress);
        if (failure !== undefined) return { type: 'failed', ...failure };
        isDone = true;
        return progress.refused === undefined ? { type: 'sent' } : { type: 'failed', ...progress.refused };
      } finally {
        if (!isDone) halfSent.keep(message.key, progress);
      }
    },
    fetchFile: (sourceRef) => fetchFile(config, sourceRef),
  };
}

/** A message may be worded anew before it goes on, with more files or other buttons: what arrived is known by what it is. */
function nameOf(part: Part): string {
  if ('png' in part) return 'chart';
  return 'path' in part ? part.id : createHash('sha256').update(JSON.stringify(part)).digest('base64url');
}

type Image = { readonly bytes: Uint8Array; readonly mime: 'image/jpeg' | 'image/png' };

/** The chart is the last part: drawn anew for each attempt, it may be missing in one and not in another. */
function partsOf({ reply, files, picture }: OutgoingMessage): readonly Part[] {
  return [...toMessages(reply), ...files, ...(picture === undefined ? [] : [picture])];
}

/** Undefined: there is no such file, or nothing in it. */
async function bytesOf(path: string): Promise<Uint8Array | undefined> {
  try {
    const bytes = await readFile(path);
    return bytes.byteLength === 0 ? undefined : bytes;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
