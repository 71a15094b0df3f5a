import { codeQuotaMs, phoneClaimMs } from '../../core/linking.js';
import type { Retention } from '../../core/retention.js';
import type { Store } from '../client.js';

const dayMs = 24 * 3_600_000;
/** No channel lets a program write to somebody who has done nothing for longer. */
const longestWindowDays = 7;

/** Deletes what is older than its time; returns how many rows of each went. */
export function deleteExpired(
  store: Store,
  { days }: Retention,
  now: number,
): Promise<Readonly<Record<string, number>>> {
  const before = (kept: number) => BigInt(now - Math.round(kept * dayMs));
  return store.write(async (tx) => {
    // Of a card that is thrown away below: nobody will see it any more, and nothing shall wait for that.
    await tx.$executeRaw`
      UPDATE "Forwarding" SET "state" = 'failed', "lastError" = 'the official did not write for too long'
      WHERE "state" = 'pending' AND "kind" = 'seat' AND "createdAt" < ${before(days.waitingMessages)}`;
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
