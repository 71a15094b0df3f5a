import { codeQuotaMs, phoneClaimMs } from '../../core/linking.js';
import type { Retention } from '../../core/retention.js';
import type { Seal } from '../../runtime/seal.js';
import type { Store, Tx } from '../client.js';
import { settleForwarding } from './forwardings.js';
import { readOutboxRows } from './outbox.js';

const dayMs = 24 * 3_600_000;
/** No channel lets a program write to somebody who has done nothing for longer. */
const longestWindowDays = 7;

/** Of cards that are about to be thrown away: nobody will see them any more, and nothing shall wait for that. */
async function giveUpCards(tx: Tx, seal: Seal, createdBefore: number, now: number): Promise<void> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT "id" FROM "Outbox" WHERE "keptBackAt" IS NOT NULL AND "deadAt" IS NULL AND "createdAt" < ${createdBefore}`;
  for (const { id } of rows) {
    const forwarding = await forwardingOf(tx, seal, id);
    if (forwarding === undefined) continue;
    const error = 'the official did not write for too long';
    await settleForwarding(tx, forwarding, { state: 'failed', error, at: now });
  }
}

/** The forwarding that a message carries out; of one sealed under a lost key nobody can tell, and it goes as well. */
async function forwardingOf(tx: Tx, seal: Seal, id: number): Promise<string | undefined> {
  try {
    const [row] = await readOutboxRows(tx, seal, [id]);
    const notice = row?.payload.type === 'notice' ? row.payload.notice : undefined;
    return notice?.type === 'case-card' ? notice.forwarding : undefined;
  } catch {
    return undefined;
  }
}

/** Deletes what is older than its time; returns how many rows of each went. */
export function deleteExpired(
  store: Store,
  { days }: Retention,
  now: number,
): Promise<Readonly<Record<string, number>>> {
  const before = (kept: number) => BigInt(now - Math.round(kept * dayMs));
  return store.write(async (tx) => {
    await giveUpCards(tx, store.seal, Number(before(days.waitingMessages)), now);
    const [events, messages, conversations, attachments, invites, claims, codes, waiting, unknown, windows] = [
      await tx.inboundEvent.deleteMany({ where: { receivedAt: { lt: before(days.inboundEvents) } } }),
      await tx.webMessage.deleteMany({ where: { createdAt: { lt: before(days.webMessages) } } }),
      await tx.conversation.deleteMany({ where: { updatedAt: { lt: before(days.idleConversations) } } }),
      await tx.attachment.deleteMany({ where: { caseId: null, createdAt: { lt: before(days.unsentAttachments) } } }),
      await tx.invite.deleteMany({ where: { expiresAt: { lt: before(days.invites) } } }),
      await tx.phoneClaim.deleteMany({ where: { claimedAt: { lt: BigInt(now - phoneClaimMs) } } }),
      await tx.linkCode.deleteMany({ where: { sentAt: { lt: BigInt(now - codeQuotaMs) } } }),
      await tx.outbox.deleteMany({
        where: {
          queue: { startsWith: 'deliver-' },
          deadAt: null,
          createdAt: { lt: before(days.waitingMessages) },
          keptBackAt: { not: null },
        },
      }),
      await tx.unknownEvent.deleteMany({ where: { receivedAt: { lt: before(days.unknownEvents) } } }),
      await tx.sendingWindow.deleteMany({ where: { openedAt: { lt: before(longestWindowDays) } } }),
    ];
    return {
      inboundEvents: events.count,
      webMessages: messages.count,
      idleConversations: conversations.count,
      unsentAttachments: attachments.count,
      invites: invites.count,
      phoneClaims: claims.count,
      linkCodes: codes.count,
      waitingMessages: waiting.count,
      unknownEvents: unknown.count,
      sendingWindows: windows.count,
    };
  });
}
