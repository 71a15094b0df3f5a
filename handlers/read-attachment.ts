import { maySee } from '../core/access.js';
import type { AttachmentId, ChatId } from '../core/ids.js';
import type { Store } from '../prisma/client.js';
import { findAttachments } from '../prisma/store/attachments.js';
import { findCase } from '../prisma/store/cases.js';
import { seatsOfChats } from '../prisma/store/seats.js';
import { attachmentPath } from './deliveries.js';

/** Undefined: there is no such file, or this chat may not see it. */
export type ReadAttachment = (
  chat: ChatId,
  id: AttachmentId,
) => Promise<{ readonly path: string; readonly mime: string } | undefined>;

/** A file is shown to the chat it came from, and to the officials who may see its case. */
export function createReadAttachment(store: Store, dataDir: string): ReadAttachment {
  return async (chat, id) => {
    const [attachment] = await findAttachments(store.db, [id]);
    if (attachment?.state !== 'stored') return undefined;
    const shown = { path: attachmentPath(dataDir, attachment.id), mime: attachment.mime };
    if (attachment.chat === chat) return shown;
    if (attachment.case === undefined) return undefined;
    const subject = await findCase(store.db, store.seal, { id: attachment.case });
    const seats = (await seatsOfChats(store.db, [chat])).get(chat) ?? [];
    return subject !== undefined && seats.some((seat) => maySee(seat, subject)) ? shown : undefined;
  };
}
