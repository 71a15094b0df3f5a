import { createHash, randomBytes } from 'node:crypto';
import type { PrivateChat } from '../../core/effect.js';
import type { ChatId, PersonId } from '../../core/ids.js';
import { phoneClaimMs, codesADay } from '../../core/linking.js';
import type { Tx } from '../client.js';

// Which chats are one person's is decided here and nowhere else: rows of PhoneBinding with the same mark (`phoneHash`)
// and a chat. What makes a mark matters, because anybody can name anybody's number:
// - the number's hash alone: a channel has vouched that the number is the person's (Telegram's own contact).
// - the hash, a full stop and a random end: nobody has vouched; two chats have named the number and one person had both
//   in hand. Such a mark is shared with nobody who has not typed a code, so whoever names somebody else's number in two
//   chats of his own has linked these two and is not a step nearer to the number's owner.
// A row without a chat counts for the ballot only (ballots.ts): of those who were vouched for the same number nobody
// sees what another has sent before he has typed a code. Numbers get new owners.

const isVouched = (mark: string) => !mark.includes('.');

/** Every mark of a number stands between these two. */
const rangeOf = (phoneHash: string) => ({ from: `${phoneHash}.`, to: `${phoneHash}/` });

async function markOf(tx: Tx, person: string): Promise<{ readonly mark: string; readonly chat: string | null }> {
  const [row] = await tx.$queryRaw<{ mark: string; chat: string | null }[]>`
    SELECT "phoneHash" AS "mark", "chatId" AS "chat" FROM "PhoneBinding" WHERE "personId" = ${person}`;
  return row ?? { mark: '', chat: null };
}

/** Gives a person a mark; whoever is linked with him goes along. */
async function mark(tx: Tx, person: string, chat: string | null, to: string): Promise<void> {
  const before = await markOf(tx, person);
  if (before.chat !== null) {
    await tx.$executeRaw`
      UPDATE "PhoneBinding" SET "phoneHash" = ${to} WHERE "phoneHash" = ${before.mark} AND "chatId" IS NOT NULL`;
  }
  await tx.$executeRaw`
    INSERT INTO "PhoneBinding" ("personId", "phoneHash", "chatId") VALUES (${person}, ${to}, ${chat})
    ON CONFLICT ("personId") DO UPDATE SET "phoneHash" = excluded."phoneHash", "chatId" = excluded."chatId"`;
}

/** Remembers that a channel vouches for this number being this person's. */
export async function bindPhone(tx: Tx, person: string, phoneHash: string, chat: string | null = null): Promise<void> {
  const before = await markOf(tx, person);
  if (before.mark === phoneHash && before.chat !== null) return;
  // Whoever had the number before stays the same voter, and sees nothing of the new owner's.
  await tx.$executeRaw`UPDATE "PhoneBinding" SET "chatId" = NULL WHERE "phoneHash" = ${phoneHash}`;
  await mark(tx, person, chat, phoneHash);
}

/** Remembers for a day that this number was named as this person's, in place of the one named before. */
export async function claimPhone(tx: Tx, { chat, person }: PrivateChat, phoneHash: string, at: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "PhoneClaim" ("personId", "phoneHash", "chatId", "claimedAt")
    VALUES (${person}, ${phoneHash}, ${chat}, ${at})
    ON CONFLICT ("personId") DO UPDATE SET
      "phoneHash" = excluded."phoneHash", "chatId" = excluded."chatId", "claimedAt" = excluded."claimedAt"`;
}

/**
 * The chat to which a code goes when somebody names this number: the one that a channel vouches for, then the one in which
 * it was named last, then one of those linked by it. Claims come before links, so that nobody can keep a number's owner
 * from linking by having linked two chats of his own with it. `only`: that chat, if it is still among them.
 */
export async function findOtherChat(
  tx: Tx,
  asker: { readonly chat: string; readonly person: string },
  phoneHash: string,
  now: number,
  only?: PrivateChat,
): Promise<PrivateChat | undefined> {
  const { from, to } = rangeOf(phoneHash);
  const rows = await tx.$queryRaw<{ chat: ChatId; person: PersonId }[]>`
    SELECT n."chatId" AS "chat", n."personId" AS "person" FROM (
      SELECT "chatId", "personId", 1 AS "rank", 0 AS "at" FROM "PhoneBinding" WHERE "phoneHash" = ${phoneHash}
      UNION ALL
      SELECT "chatId", "personId", 2 AS "rank", "claimedAt" AS "at" FROM "PhoneClaim"
      WHERE "phoneHash" = ${phoneHash} AND "claimedAt" > ${now - phoneClaimMs}
      UNION ALL
      SELECT "chatId", "personId", 3 AS "rank", 0 AS "at" FROM "PhoneBinding"
      WHERE "phoneHash" >= ${from} AND "phoneHash" < ${to}
    ) n
    JOIN "Chat" c ON c."id" = n."chatId" AND NOT c."unreachable"
    LEFT JOIN "Conversation" v ON v."chatId" = n."chatId" AND v."personId" = n."personId"
    WHERE n."personId" <> ${asker.person} AND n."chatId" <> ${asker.chat}
      AND (${only?.person ?? null} IS NULL OR (n."personId" = ${only?.person ?? null} AND n."chatId" = ${only?.chat ?? null}))
    ORDER BY n."rank", n."at" DESC, v."updatedAt" DESC LIMIT 1`;
  return rows[0];
}

/** Both chats are one person's, with whatever else each of them is linked with. */
export async function linkChats(tx: Tx, here: PrivateChat, there: PrivateChat, phoneHash: string): Promise<void> {
  const marks = [await markOf(tx, there.person), await markOf(tx, here.person)].flatMap((before) =>
    before.chat === null ? [] : before.mark,
  );
  const common = marks.find(isVouched) ?? marks[0] ?? `${phoneHash}.${randomBytes(12).toString('base64url')}`;
  for (const { chat, person } of [here, there]) {
    await mark(tx, person, chat, common);
    await tx.$executeRaw`DELETE FROM "PhoneClaim" WHERE "personId" = ${person}`;
  }
}

/** Forgets the number that this person has shown or named. */
export async function unlinkChat(tx: Tx, person: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM "PhoneBinding" WHERE "personId" = ${person}`;
  await tx.$executeRaw`DELETE FROM "PhoneClaim" WHERE "personId" = ${person}`;
}

/** The same for whoever speaks in a chat that is wiped; in a group nobody has a binding. */
export async function forgetLinksOf(tx: Tx, chat: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM "PhoneBinding" WHERE "chatId" = ${chat}`;
  await tx.$executeRaw`DELETE FROM "PhoneClaim" WHERE "chatId" = ${chat}`;
}

/** The chats in other apps that are this person's; none in a group, where he is one of many. */
export async function linkedChats(
  tx: Tx,
  { chat, person }: { readonly chat: string; readonly person: string },
): Promise<readonly ChatId[]> {
  const rows = await tx.$queryRaw<{ chat: ChatId }[]>`
    SELECT b."chatId" AS "chat" FROM "PhoneBinding" a
    JOIN "PhoneBinding" b ON b."phoneHash" = a."phoneHash" AND b."personId" <> a."personId"
    WHERE a."personId" = ${person} AND a."chatId" = ${chat} AND b."chatId" IS NOT NULL`;
  return rows.map((row) => row.chat);
}

/**
 * May one more code go to this chat today? Counted where the codes arrive: whoever asks can come as somebody new each time.
 * Each code is noted like an event, so that it counts once and is swept with them.
 */
export async function takeLinkCode(tx: Tx, chat: string, day: string, at: number): Promise<boolean> {
  for (let count = 1; count <= codesADay; count += 1) {
    const id = createHash('sha256').update(`${chat} ${day} ${count}`).digest('base64url');
    const taken = await tx.$executeRaw`
      INSERT INTO "InboundEvent" ("channel", "externalId", "receivedAt") VALUES ('link-code', ${id}, ${at})
      ON CONFLICT DO NOTHING`;
    if (taken > 0) return true;
  }
  return false;
}
