import type { PrivateChat } from '../../core/effect.js';
import { codeQuotaMs, codesADay, mostClaims, mostGroups, phoneClaimMs } from '../../core/linking.js';
import { Prisma, type Tx } from '../client.js';

// What is known of people's numbers, each as a hash, and to whom codes go when somebody names one. Two facts apart:
// - `PhoneBinding`: a channel vouches that the number is the person's (Telegram's own contact). Persons of one number have
//   one ballot (ballots.ts) and see nothing of each other: numbers get new owners.
// - `PhoneClaim`: somebody has named the number as his, as anybody can with anybody's.
// Neither links anything; that takes a code (chat-links.ts).

/** Remembers that a channel vouches for this number being this person's. Codes go to whoever had it last. */
export async function bindPhone(tx: Tx, person: string, phoneHash: string, chat: string | null = null): Promise<void> {
  await tx.$executeRaw`UPDATE "PhoneBinding" SET "chatId" = NULL WHERE "phoneHash" = ${phoneHash}`;
  await tx.$executeRaw`
    INSERT INTO "PhoneBinding" ("personId", "phoneHash", "chatId") VALUES (${person}, ${phoneHash}, ${chat})
    ON CONFLICT ("personId") DO UPDATE SET "phoneHash" = excluded."phoneHash", "chatId" = excluded."chatId"`;
}

/** Remembers for a day that this number was named as this person's, in place of the one named before. */
export async function claimPhone(tx: Tx, { chat, person }: PrivateChat, phoneHash: string, at: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "PhoneClaim" ("personId", "phoneHash", "chatId", "claimedAt")
    VALUES (${person}, ${phoneHash}, ${chat}, ${at})
    ON CONFLICT ("personId") DO UPDATE SET
      "phoneHash" = excluded."phoneHash", "chatId" = excluded."chatId", "claimedAt" = excluded."claimedAt"`;
}

/** Forgets the number that this person has named. */
export async function dropClaim(tx: Tx, person: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM "PhoneClaim" WHERE "personId" = ${person}`;
}

/**
 * The chats to which codes go when somebody names this number: the one that a channel vouches for, the last in which it
 * was named, and one of each group that was linked by it. Each kind has places of its own: whoever names somebody else's
 * number takes none from its owner.
 */
export async function findOtherChats(
  tx: Tx,
  asker: { readonly chat: string; readonly person: string },
  phoneHash: string,
  now: number,
): Promise<readonly PrivateChat[]> {
  const open = openTo(asker, now);
  const vouched = await tx.$queryRaw<PrivateChat[]>`
    SELECT n."chatId" AS "chat", n."personId" AS "person" FROM "PhoneBinding" n
    ${open([])} AND n."phoneHash" = ${phoneHash} LIMIT 1`;
  const claimed = await tx.$queryRaw<PrivateChat[]>`
    SELECT n."chatId" AS "chat", n."personId" AS "person" FROM "PhoneClaim" n
    ${open(vouched)} AND n."phoneHash" = ${phoneHash} AND n."claimedAt" > ${now - phoneClaimMs}
    ORDER BY n."claimedAt" DESC LIMIT ${mostClaims}`;
  const found = [...vouched, ...claimed];
  const linked = await tx.$queryRaw<PrivateChat[]>`
    SELECT "chat", "person" FROM (
      SELECT n."chatId" AS "chat", n."personId" AS "person", n."joinedAt" AS "at", ROW_NUMBER() OVER (
        PARTITION BY n."groupId" ORDER BY n."joinedAt" DESC, v."updatedAt" DESC) AS "place"
      FROM "ChatLink" n LEFT JOIN "Conversation" v ON v."chatId" = n."chatId" AND v."personId" = n."personId"
      ${open(found)} AND n."groupId" IN (SELECT "groupId" FROM "ChatLink" WHERE "phoneHash" = ${phoneHash})
        AND n."groupId" NOT IN (SELECT "groupId" FROM "ChatLink" WHERE "chatId" IN (${chatsIn(asker, found)}))
    ) WHERE "place" = 1 ORDER BY "at" DESC LIMIT ${mostGroups}`;
  return [...found, ...linked];
}

const chatsIn = (asker: { readonly chat: string }, found: readonly PrivateChat[]) =>
  Prisma.join([asker, ...found].map(({ chat }) => chat));

/**
 * Of the rows `n`, those of chats to which somebody may have a code sent: not his own, nor linked with his, nor one that
 * has had its codes of the day. Counted where the codes arrive: whoever asks can come as somebody new each time.
 */
function openTo(asker: { readonly chat: string; readonly person: string }, now: number) {
  return (found: readonly PrivateChat[]) => Prisma.sql`
    JOIN "Chat" c ON c."id" = n."chatId" AND NOT c."unreachable"
    WHERE n."personId" <> ${asker.person} AND n."chatId" NOT IN (${chatsIn(asker, found)})
      AND n."chatId" NOT IN (
        SELECT b."chatId" FROM "ChatLink" a JOIN "ChatLink" b ON b."groupId" = a."groupId"
        WHERE a."personId" = ${asker.person})
      AND ${codesADay} > (
        SELECT COUNT(*) FROM "LinkCode" k WHERE k."chatId" = n."chatId" AND k."sentAt" > ${now - codeQuotaMs})`;
}

/** Does this chat, to which a code was sent by this number, still go by it? */
export async function goesBy(tx: Tx, { chat, person }: PrivateChat, phoneHash: string, now: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Chat" c WHERE c."id" = ${chat} AND NOT c."unreachable" AND ${person} IN (
      SELECT "personId" FROM "PhoneBinding" WHERE "phoneHash" = ${phoneHash} AND "chatId" = ${chat}
      UNION SELECT "personId" FROM "PhoneClaim"
      WHERE "phoneHash" = ${phoneHash} AND "chatId" = ${chat} AND "claimedAt" > ${now - phoneClaimMs}
      UNION SELECT b."personId" FROM "ChatLink" a JOIN "ChatLink" b ON b."groupId" = a."groupId"
      WHERE a."phoneHash" = ${phoneHash} AND b."chatId" = ${chat})`;
  return rows.length > 0;
}

/** Counts a code towards what this chat gets in a day. */
export async function noteLinkCode(tx: Tx, chat: string, at: number): Promise<void> {
  await tx.$executeRaw`INSERT INTO "LinkCode" ("chatId", "sentAt") VALUES (${chat}, ${at})`;
}

/** Forgets the numbers of whoever speaks in a chat that is wiped, also those that were vouched for before it was noted where. */
export async function forgetPhonesOf(tx: Tx, chat: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "PhoneBinding" WHERE "chatId" = ${chat}
      OR ("chatId" IS NULL AND "personId" IN (SELECT "personId" FROM "Conversation" WHERE "chatId" = ${chat}))`;
  await tx.$executeRaw`DELETE FROM "PhoneClaim" WHERE "chatId" = ${chat}`;
  await tx.$executeRaw`DELETE FROM "LinkCode" WHERE "chatId" = ${chat}`;
}
