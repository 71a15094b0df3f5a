import type { IncomingFile } from '../../core/inbound.js';
import { channels, type Channel } from '../../core/channel.js';
import type { AttachmentId, ChatId } from '../../core/ids.js';
import type { Store, Tx } from '../client.js';
import type { Seal } from '../../runtime/seal.js';

const refPurpose = (id: string) => `file ${id}`;

/** A photo or voice note; its bytes lie in a file named after `id` once `state` is 'stored'. */
export type Attachment = {
  readonly id: AttachmentId;
  readonly chat: ChatId;
  readonly case: string | undefined;
  readonly kind: IncomingFile['kind'];
  readonly mime: string;
  readonly state: 'pending' | 'stored' | 'failed';
};

export async function insertAttachment(
  tx: Tx,
  seal: Seal,
  chat: string,
  id: AttachmentId,
  file: IncomingFile,
  at: number,
): Promise<void> {
  await tx.attachment.create({
    data: {
      id,
      chatId: chat,
      kind: file.kind,
      sourceRef: seal.seal(refPurpose(id), file.sourceRef),
      mime: file.mime ?? null,
      bytes: file.bytes ?? null,
      state: 'pending',
      createdAt: at,
    },
  });
}

type AttachmentRow = {
  id: string;
  chatId: string;
  caseId: string | null;
  kind: string;
  mime: string | null;
  state: string;
};

const toAttachment = (row: AttachmentRow): Attachment => ({
  id: row.id as AttachmentId,
  chat: row.chatId as ChatId,
  case: row.caseId ?? undefined,
  kind: row.kind === 'photo' ? 'photo' : 'voice',
  mime: row.mime ?? 'application/octet-stream',
  state: row.state === 'stored' ? 'stored' : row.state === 'failed' ? 'failed' : 'pending',
});

export async function findAttachments(tx: Tx, ids: readonly string[]): Promise<readonly Attachment[]> {
  return (await tx.attachment.findMany({ where: { id: { in: [...ids] } } })).map(toAttachment);
}

/** What is needed to fetch the bytes: the channel and its handle of the file. Undefined when it was dropped. */
export async function readSourceRef(
  store: Store,
  id: string,
): Promise<{ attachment: Attachment; channel: Channel; sourceRef: string } | undefined> {
  const row = await store.db.attachment.findUnique({ where: { id } });
  if (row === null) return undefined;
  const chat = await store.db.chat.findUnique({ where: { id: row.chatId } });
  const channel = channels.find((name) => name === chat?.channel);
  const sourceRef = store.seal.open(refPurpose(id), row.sourceRef);
  if (channel === undefined || typeof sourceRef !== 'string') return undefined;
  return { attachment: toAttachment(row), channel, sourceRef };
}

export async function markAttachment(
  tx: Tx,
  id: string,
  result: { state: 'stored'; mime: string; bytes: number } | { state: 'failed' },
): Promise<void> {
  await tx.attachment.updateMany({ where: { id }, data: result });
}

/** Drops files of a draft that was given up; returns the ids whose bytes should be removed. */
export async function dropAttachments(tx: Tx, chat: string, ids: readonly string[]): Promise<void> {
  await tx.attachment.deleteMany({ where: { id: { in: [...ids] }, chatId: chat, caseId: null } });
}
