import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { InputFile, type Api } from 'grammy';
import type { OutgoingFile, OutgoingMessage, OutgoingPicture, Sender, SendFailure } from '../../core/sender.js';
import type { TelegramConfig } from '../../runtime/config.js';
import type { Connection } from './api.js';
import { readFailure } from './failure.js';
import { fetchFile } from './fetch-file.js';
import { faultOf, toTextMessage } from './message.js';
import { createPace, type Pace } from './pace.js';

/** How many half-sent messages are remembered. */
const rememberedMessages = 1000;

/** How much of a message arrived at an earlier attempt, and what was refused for good. */
type Progress = { readonly parts: number; readonly refused: SendFailure | undefined };

/**
 * Sends through Telegram. One message may take several calls: the text with its buttons, then each file, then
 * the chart. A repeated attempt goes on where the last one stopped; only when this process was killed in between is a
 * part sent twice, because Telegram cannot recognise repeats.
 */
export function createTelegramSender(
  config: Pick<TelegramConfig, 'token' | 'apiRoot' | 'messagesPerSecond'>,
  { api, uploads }: Pick<Connection, 'api' | 'uploads'>,
  pace: Pace = createPace(config.messagesPerSecond),
): Sender {
  const halfSent = new Map<string, Progress>();

  async function attempt(address: string, call: () => Promise<unknown>): Promise<SendFailure | undefined> {
    const { type, waitMs } = pace.take(address);
    if (type === 'later') return { because: 'throttled', retryAfterMs: waitMs };
    if (waitMs > 0) await setTimeout(waitMs);
    try {
      await call();
      return undefined;
    } catch (error) {
      const failure = readFailure(error);
      if (failure.because === 'throttled') pace.hold(address, failure.retryAfterMs);
      return failure;
    }
  }

  const sendText = ({ address, reply }: OutgoingMessage) =>
    attempt(address, () => api.raw.sendMessage({ chat_id: address, ...toTextMessage(reply, address) }));

  async function sendFile(address: string, file: OutgoingFile): Promise<SendFailure | undefined> {
    if (!(await exists(file.path))) return { because: 'rejected', detail: 'an attachment is no longer there' };
    const way = wayOf(file);
    if (way === 'document') return attempt(address, () => sendAsDocument(uploads, address, file));
    const failure = await attempt(address, () =>
      way === 'photo'
        ? uploads.raw.sendPhoto({ chat_id: address, photo: toInputFile(file) })
        : uploads.raw.sendVoice({ chat_id: address, voice: toInputFile(file) }),
    );
    // A photo may be too long and narrow, and a person may take no voice messages; a plain file is always taken.
    return failure?.because === 'rejected' ? attempt(address, () => sendAsDocument(uploads, address, file)) : failure;
  }

  /** Without a caption: the text before it says the same. */
  const sendPicture = async (address: string, { png }: OutgoingPicture): Promise<SendFailure | undefined> => {
    const file = () => new InputFile(png, 'bieu-do.png');
    const failure = await attempt(address, () => uploads.raw.sendPhoto({ chat_id: address, photo: file() }));
    // A group may take plain files and no photos.
    return failure?.because === 'rejected'
      ? attempt(address, () => uploads.raw.sendDocument({ chat_id: address, document: file() }))
      : failure;
  };

  /** One part of a message after its text. */
  const sendPart = ({ address }: OutgoingMessage, part: OutgoingFile | OutgoingPicture) =>
    'png' in part ? sendPicture(address, part) : sendFile(address, part);

  function remember(key: string, progress: Progress): void {
    const [oldest] = halfSent.keys();
    if (halfSent.size >= rememberedMessages && oldest !== undefined) halfSent.delete(oldest);
    halfSent.set(key, progress);
  }

  return {
    channel: 'telegram',
    send: async (message) => {
      const fault = faultOf(message.reply);
      if (fault !== undefined) return { type: 'failed', because: 'rejected', detail: fault };
      let { parts, refused } = halfSent.get(message.key) ?? { parts: 0, refused: undefined };
      // The chart is the last part: drawn anew for each attempt, it may be missing in one and not in another.
      const { picture, files } = message;
      for (const part of [undefined, ...files, ...(picture === undefined ? [] : [picture])].slice(parts)) {
        const failure = part === undefined ? await sendText(message) : await sendPart(message, part);
        if (failure?.because === 'rejected' && part !== undefined) {
          refused = failure; // the other files shall still arrive
        } else if (failure !== undefined) {
          if (parts > 0) remember(message.key, { parts, refused });
          return { type: 'failed', ...failure };
        }
        parts += 1;
      }
      halfSent.delete(message.key);
      return refused === undefined ? { type: 'sent' } : { type: 'failed', ...refused };
    },
    fetchFile: (sourceRef) => fetchFile(api, config, sourceRef),
  };
}

/** How Telegram shows a file; formats that it would not show as photo or voice go as plain files. */
function wayOf({ kind, mime }: OutgoingFile): 'photo' | 'voice' | 'document' {
  if (kind === 'photo') return /^image\/(?:jpeg|png|webp)$/.test(mime) ? 'photo' : 'document';
  return /^audio\/(?:ogg|mpeg|mp4|x-m4a)\b/.test(mime) ? 'voice' : 'document';
}

function sendAsDocument(uploads: Api, address: string, file: OutgoingFile): Promise<unknown> {
  return uploads.raw.sendDocument({ chat_id: address, document: toInputFile(file) });
}

/** The name says nothing but the format: the path is ours, and a name given by a person could name the person. */
function toInputFile({ kind, mime, path }: OutgoingFile): InputFile {
  const format = /^[a-z]+\/([a-z0-9]+)/.exec(mime)?.[1] ?? 'bin';
  return new InputFile(path, `${kind}.${format === 'jpeg' ? 'jpg' : format}`);
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
