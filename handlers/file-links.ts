import { timingSafeEqual } from 'node:crypto';
import type { AttachmentId } from '../core/ids.js';
import type { Store } from '../prisma/client.js';
import { findAttachments } from '../prisma/store/attachments.js';
import type { Seal } from '../runtime/seal.js';
import { attachmentPath } from './deliveries.js';

/** The address under which a file can be opened for a week from `now` (ms), by whoever has it. */
type FileLinks = (id: AttachmentId, now: number) => string;

/** The parts of such an address, as a stranger may have written them. */
export type FileLink = { readonly id: string; readonly until: string; readonly key: string };

/** Undefined: the link was not made by us, is too old, or the file is not there. */
export type ReadByLink = (
  link: FileLink,
  now: number,
) => Promise<{ readonly path: string; readonly mime: string } | undefined>;

const lifeMs = 7 * 24 * 3_600_000;

/** Links to files for channels that cannot carry them. Who may see a file is decided before its link is sent. */
export function createFileLinks({ seal, base }: { seal: Pick<Seal, 'fileKey'>; base: string }): FileLinks {
  return (id, now) => {
    const until = now + lifeMs;
    return `${base}/tep/${id}/${until.toString(36)}/${seal.fileKey(id, until)}`;
  };
}

/** Opens what `createFileLinks` leads to. The store is asked only for links that are ours. */
export function createReadByLink(store: Store, dataDir: string): ReadByLink {
  return async (link, now) => {
    const until = readTime(link.until);
    if (!isAttachmentId(link.id) || until === undefined) return undefined;
    if (!isSame(link.key, store.seal.fileKey(link.id, until)) || now >= until) return undefined;
    const [attachment] = await findAttachments(store.db, [link.id]);
    return attachment?.state === 'stored'
      ? { path: attachmentPath(dataDir, attachment.id), mime: attachment.mime }
      : undefined;
  };
}

function isAttachmentId(text: string): text is AttachmentId {
  return /^att_[\w-]{1,64}$/.test(text);
}

/** Only as we write it, without zeros before it: each link has one address. */
function readTime(text: string): number | undefined {
  return /^[1-9a-z][0-9a-z]{6,8}$/.test(text) ? Number.parseInt(text, 36) : undefined;
}

/** In the same time whatever is wrong. */
function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
