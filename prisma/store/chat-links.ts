import { randomBytes } from 'node:crypto';
import type { Channel } from '../../core/channel.js';
import type { PrivateChat } from '../../core/effect.js';
import type { ChatId } from '../../core/ids.js';
import { Prisma, type Tx } from '../client.js';

// Which chats are one person's: those of one group, under a random name. Only a code makes somebody a member
// (flows/link), whatever numbers were named; members see each other's cases and have one ballot (ballots.ts).

type Links = {
  /** The chats in other apps that are this person's. */
  readonly linkedChats: readonly ChatId[];
  /** When the last member joined; absent without any. */
  readonly lastLinkedAt?: number;
};

/** With which chats this one is linked; in a group with none: there its person is one of many. */
export async function linksOf(
  tx: Tx,
  { chat, person }: { readonly chat: string; readonly person: string },
): Promise<Links> {
  const rows = await tx.$queryRaw<{ chat: ChatId; person: string; joinedAt: number | bigint }[]>`
    SELECT b."chatId" AS "chat", b."personId" AS "person", b."joinedAt" FROM "ChatLink" a
    JOIN "ChatLink" b ON b."groupId" = a."groupId"
    WHERE a."personId" = ${person} AND a."chatId" = ${chat} ORDER BY b."joinedAt", b."chatId"`;
  if (rows.length === 0) return { linkedChats: [] };
  return {
    linkedChats: rows.flatMap((row) => (row.person === person ? [] : row.chat)),
    lastLinkedAt: Math.max(...rows.map(({ joinedAt }) => Number(joinedAt))),
  };
}

/** A chat of the same person on another channel where he can be reached, the one linked last; undefined without one. */
export async function linkedChatOn(tx: Tx, chat: string, channel: Channel): Promise<ChatId | undefined> {
  const [row] = await tx.$queryRaw<{ id: ChatId }[]>`
    SELECT c."id" FROM "ChatLink" a
    JOIN "ChatLink" b ON b."groupId" = a."groupId" AND b."chatId" <> a."chatId"
    JOIN "Chat" c ON c."id" = b."chatId"
    WHERE a."chatId" = ${chat} AND c."channel" = ${channel} AND NOT c."unreachable"
    ORDER BY b."joinedAt" DESC, c."id" LIMIT 1`;
  return row?.id;
}

/** Whether two chats are one person's. */
export async function areLinked(tx: Tx, one: string, other: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "ChatLink" a JOIN "ChatLink" b ON b."groupId" = a."groupId"
    WHERE a."chatId" = ${one} AND b."chatId" = ${other} LIMIT 1`;
  return found.length > 0;
}

async function groupOf(tx: Tx, person: string): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "groupId" AS "id" FROM "ChatLink" WHERE "personId" = ${person}`;
  return rows[0]?.id;
}

/**
 * Both chats are one person's, with whatever else each of them is linked with. Tells to which chats this is news, besides
 * the one in which it happens.
 */
export async function linkChats(
  tx: Tx,
  here: PrivateChat,
  there: PrivateChat,
  phoneHash: string,
  at: number,
): Promise<readonly ChatId[]> {
  const [mine, theirs] = [await groupOf(tx, here.person), await groupOf(tx, there.person)];
  if (mine !== undefined && mine === theirs) return [];
  const group = theirs ?? mine ?? randomBytes(12).toString('base64url');
  // Who comes along joins too: for so long as it is fresh, each can undo it.
  if (mine !== undefined && mine !== group)
    await tx.$executeRaw`UPDATE "ChatLink" SET "groupId" = ${group}, "joinedAt" = ${at} WHERE "groupId" = ${mine}`;
  for (const { chat, person } of [there, here]) {
    await tx.$executeRaw`
      INSERT INTO "ChatLink" ("personId", "chatId", "groupId", "phoneHash", "joinedAt")
      VALUES (${person}, ${chat}, ${group}, ${phoneHash}, ${at})
      ON CONFLICT ("personId") DO NOTHING`;
  }
  // Found by the number named last, the one that was there before by the one of its own linking.
  await tx.$executeRaw`UPDATE "ChatLink" SET "phoneHash" = ${phoneHash} WHERE "personId" = ${here.person}`;
  return (await linksOf(tx, here)).linkedChats;
}

/** Takes a chat out of its group, or its group apart. Tells who was linked with it, and how many of them still are. */
export async function unlinkChat(
  tx: Tx,
  here: PrivateChat,
  whole: boolean,
): Promise<{ readonly others: readonly ChatId[]; readonly left: number }> {
  const { linkedChats: others } = await linksOf(tx, here);
  if (whole)
    await tx.$executeRaw`
      DELETE FROM "ChatLink" WHERE "groupId" = (SELECT "groupId" FROM "ChatLink" WHERE "personId" = ${here.person})`;
  else await leaveGroup(tx, here);
  return { others, left: whole || others.length < 2 ? 0 : others.length };
}

/** Takes a chat out of its group; whoever would stay alone in it is in none any more. */
export async function leaveGroup(tx: Tx, { chat }: { readonly chat: string }): Promise<void> {
  const left = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM "ChatLink" WHERE "chatId" = ${chat} RETURNING "groupId" AS "id"`;
  if (left.length === 0) return;
  const groups = Prisma.join(left.map(({ id }) => id));
  await tx.$executeRaw`
    DELETE FROM "ChatLink" WHERE "groupId" IN (
      SELECT "groupId" FROM "ChatLink" WHERE "groupId" IN (${groups}) GROUP BY "groupId" HAVING COUNT(*) = 1)`;
}
