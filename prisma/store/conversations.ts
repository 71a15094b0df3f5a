import { createHash } from 'node:crypto';
import { channels, type Channel } from '../../core/channel.js';
import type { Conversation } from '../../core/conversation.js';
import type { ChatId, PersonId } from '../../core/ids.js';
import type { Inbound } from '../../core/inbound.js';
import { lookAgainAt } from '../../core/left-alone.js';
import type { Store, Tx } from '../client.js';
import { leaveGroup } from './chat-links.js';
import { forgetPhonesOf } from './phone-links.js';
import type { Seal } from '../../runtime/seal.js';

// What was said, and to whom an answer goes. All functions take the rows of a whole batch of turns.

/** Names one conversation: a person in a chat. */
export type ConversationKey = { readonly chat: string; readonly person: string };

export const conversationKey = ({ chat, person }: ConversationKey): string => `${chat} ${person}`;

const statePurpose = (key: string) => `conversation ${key}`;
const addressPurpose = (chat: string) => `address ${chat}`;

/**
 * Notes events as received; returns the ids (`channel externalId`) of those never seen before.
 */
export async function markReceived(tx: Tx, events: readonly Inbound[]): Promise<ReadonlySet<string>> {
  const fresh = new Set<string>();
  for (const event of events) {
    const { channel, externalId, at } = event;
    const added = await tx.$executeRaw`
      INSERT INTO "InboundEvent" ("channel", "externalId", "receivedAt") VALUES (${channel}, ${nameless(event)}, ${at})
      ON CONFLICT DO NOTHING`;
    if (added > 0) fresh.add(`${channel} ${externalId}`);
  }
  return fresh;
}

/**
 * An id that names its chat (our own does) is kept as a digest: how much somebody said, and when, is nobody's business.
 * Others stay as they are: where they count up, each goes next to the one before it, and not to a page of its own.
 */
const nameless = ({ externalId, chat }: Inbound): string =>
  externalId.includes(chat.id) || externalId.includes(chat.address)
    ? createHash('sha256').update(externalId).digest('base64url')
    : externalId;

/** A stored state (still to be read by core/conversation.ts), and what else counts for answering. */
export type StoredState = {
  readonly state: unknown;
  /** Its chat is known and can be reached. */
  readonly reachable: boolean;
  /** Its chat holds a seat, so it is worth asking which. */
  readonly seated: boolean;
  /** The newest row of the outbox that has not been sent to its chat yet. */
  readonly waiting: number | undefined;
};

type ConversationRow = {
  state: Uint8Array;
  reachable: number | null;
  seated: number;
  waiting: number | null;
};

/** The stored states by conversation key; absent for new conversations. */
export async function loadConversations(
  tx: Tx,
  seal: Seal,
  keys: readonly ConversationKey[],
): Promise<ReadonlyMap<string, StoredState>> {
  const stored = new Map<string, StoredState>();
  for (const { chat, person } of keys) {
    const [row] = await tx.$queryRaw<ConversationRow[]>`
      SELECT v."state", NOT c."unreachable" AS "reachable",
        EXISTS (SELECT 1 FROM "Seat" s WHERE s."chatId" = v."chatId" AND s."endedAt" IS NULL) AS "seated",
        (SELECT MAX(o."id") FROM "Outbox" o WHERE o."chatId" = v."chatId" AND o."deadAt" IS NULL) AS "waiting"
      FROM "Conversation" v LEFT JOIN "Chat" c ON c."id" = v."chatId"
      WHERE v."chatId" = ${chat} AND v."personId" = ${person}`;
    if (row === undefined) continue;
    const key = conversationKey({ chat, person });
    stored.set(key, {
      state: openOrUndefined(seal, statePurpose(key), row.state),
      reachable: row.reachable === 1,
      seated: row.seated === 1,
      waiting: row.waiting ?? undefined,
    });
  }
  return stored;
}

/** A state sealed under a lost key must not lock its owner out: it reads as unreadable and the conversation restarts. */
function openOrUndefined(seal: Seal, purpose: string, sealed: Uint8Array): unknown {
  try {
    return seal.open(purpose, sealed);
  } catch {
    return undefined;
  }
}

export async function saveConversations(
  tx: Tx,
  seal: Seal,
  changed: readonly { readonly key: ConversationKey; readonly state: Conversation; readonly at: number }[],
): Promise<void> {
  for (const { key, state, at } of changed) {
    const sealed = seal.seal(statePurpose(conversationKey(key)), state);
    await tx.$executeRaw`
      INSERT INTO "Conversation" ("chatId", "personId", "state", "updatedAt", "lookAgainAt")
      VALUES (${key.chat}, ${key.person}, ${sealed}, ${at}, ${lookAgainAt(state, at) ?? null})
      ON CONFLICT ("chatId", "personId") DO UPDATE SET
        "state" = excluded."state", "updatedAt" = excluded."updatedAt", "lookAgainAt" = excluded."lookAgainAt"`;
  }
}

/** A conversation at which the program has to look again, and where its answers go. */
export type LeftAlone = {
  readonly channel: Channel;
  readonly kind: 'private' | 'group';
  readonly chat: ChatId;
  readonly address: string;
  readonly person: PersonId;
  /** Since when it is due (ms). */
  readonly due: number;
};

/** Conversations that have been left alone for too long, the longest first. */
export async function conversationsLeftAlone(store: Store, now: number, limit: number): Promise<readonly LeftAlone[]> {
  const rows = await store.db.$queryRaw<
    { chatId: ChatId; personId: PersonId; due: number; channel: string; kind: string; address: Uint8Array }[]
  >`SELECT v."chatId", v."personId", v."lookAgainAt" AS "due", c."channel", c."kind", c."address"
    FROM "Conversation" v JOIN "Chat" c ON c."id" = v."chatId"
    WHERE v."lookAgainAt" <= ${now} AND NOT c."unreachable" ORDER BY v."lookAgainAt" LIMIT ${limit}`;
  return rows.flatMap(({ chatId, personId, due, channel, kind, address }) => {
    // One that is sealed under a lost key must not keep the others waiting.
    const opened = openOrUndefined(store.seal, addressPurpose(chatId), address);
    return isChannel(channel) && typeof opened === 'string'
      ? [
          {
            channel,
            kind: kind === 'group' ? 'group' : 'private',
            chat: chatId,
            address: opened,
            person: personId,
            due,
          },
        ]
      : [];
  });
}

/** What waits half-done in chats that cannot be reached: nobody can be reminded of it, so it goes at once. */
export async function dropUnreachable(tx: Tx, now: number): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "Conversation" WHERE "lookAgainAt" <= ${now}
      AND "chatId" IN (SELECT "id" FROM "Chat" WHERE "unreachable")`;
}

/** Keeps the addresses of chats, sealed; a chat that writes again is reachable again. */
export async function rememberChats(tx: Tx, seal: Seal, events: readonly Inbound[]): Promise<void> {
  for (const { chat, channel, at } of events) {
    const address = seal.seal(addressPurpose(chat.id), chat.address);
    await tx.$executeRaw`
      INSERT INTO "Chat" ("id", "channel", "kind", "address", "createdAt", "unreachable")
      VALUES (${chat.id}, ${channel}, ${chat.kind}, ${address}, ${at}, FALSE)
      ON CONFLICT ("id") DO UPDATE SET "unreachable" = FALSE`;
  }
}

export type ChatRecord = {
  readonly channel: Channel;
  readonly kind: string;
  readonly address: string;
  readonly unreachable: boolean;
};

/** A chat and its address, or undefined when it was forgotten. */
export async function readChat(store: Store, id: string): Promise<ChatRecord | undefined> {
  const [chat] = await store.db.$queryRaw<
    { channel: string; kind: string; address: Uint8Array; unreachable: number }[]
  >`SELECT "channel", "kind", "address", "unreachable" FROM "Chat" WHERE "id" = ${id}`;
  if (chat === undefined || !isChannel(chat.channel)) return undefined;
  const address = store.seal.open(addressPurpose(id), chat.address);
  return typeof address === 'string'
    ? { channel: chat.channel, kind: chat.kind, address, unreachable: chat.unreachable === 1 }
    : undefined;
}

/** The person blocked the bot: nothing more is sent there until he writes again. */
export async function markUnreachable(tx: Tx, chat: string): Promise<void> {
  await tx.chat.updateMany({ where: { id: chat }, data: { unreachable: true } });
}

/** A group got a new address, and with it a new id: seats and cases follow. */
export async function moveChat(tx: Tx, seal: Seal, chat: string, channel: Channel, address: string): Promise<void> {
  const id = seal.chatId(channel, address);
  const known = await tx.chat.findUnique({ where: { id: chat } });
  if (known === null || id === chat) return;
  const sealed = seal.seal(addressPurpose(id), address);
  await tx.chat.upsert({
    where: { id },
    create: { ...known, id, address: sealed, unreachable: false },
    update: { address: sealed },
  });
  await tx.seat.updateMany({ where: { chatId: chat }, data: { chatId: id } });
  await tx.case.updateMany({ where: { chatId: chat }, data: { chatId: id } });
  await tx.chat.delete({ where: { id: chat } });
}

/** Wipes what was said in a chat, and with which others it is linked; cases that were sent stay. */
export async function forgetChat(tx: Tx, chat: string): Promise<void> {
  // First what goes by the person: who speaks here is known from the conversations.
  await forgetPhonesOf(tx, chat);
  await leaveGroup(tx, { chat });
  await tx.conversation.deleteMany({ where: { chatId: chat } });
  await tx.webMessage.deleteMany({ where: { chatId: chat } });
  await tx.outbox.deleteMany({ where: { chatId: chat } });
}

/** The channel of each of these chats; absent for forgotten ones. */
export async function channelsOf(tx: Tx, chats: readonly string[]): Promise<ReadonlyMap<string, Channel>> {
  if (chats.length === 0) return new Map();
  const rows = await tx.chat.findMany({ where: { id: { in: [...chats] } }, select: { id: true, channel: true } });
  return new Map(rows.flatMap(({ id, channel }) => (isChannel(channel) ? [[id, channel] as const] : [])));
}

const isChannel = (text: string): text is Channel => (channels as readonly string[]).includes(text);
