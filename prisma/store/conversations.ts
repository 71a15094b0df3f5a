import { channels, type Channel } from '../../core/channel.js';
import type { Inbound } from '../../core/inbound.js';
import { Prisma, type Store, type Tx } from '../client.js';
import type { Seal } from '../../runtime/seal.js';

// What was said, and to whom an answer goes. All functions take many rows at once: a batch of turns
// costs a handful of statements, however many turns it holds.

/** Names one conversation: a person in a chat. */
export type ConversationKey = { readonly chat: string; readonly person: string };

export const conversationKey = ({ chat, person }: ConversationKey): string => `${chat} ${person}`;

const statePurpose = (key: string) => `conversation ${key}`;
const addressPurpose = (chat: string) => `address ${chat}`;

/**
 * Notes events as received; returns the ids (`channel externalId`) of those never seen before.
 * As the first statement of a transaction it also takes the store's write lock, so that what is read
 * after it cannot change before the commit.
 */
export async function markReceived(tx: Tx, events: readonly Inbound[]): Promise<ReadonlySet<string>> {
  const values = events.map((event) => Prisma.sql`(${event.channel}, ${event.externalId}, ${event.at})`);
  const fresh = await tx.$queryRaw<{ channel: string; externalId: string }[]>`
    INSERT INTO "InboundEvent" ("channel", "externalId", "receivedAt") VALUES ${Prisma.join(values)}
    ON CONFLICT DO NOTHING RETURNING "channel", "externalId"`;
  return new Set(fresh.map((row) => `${row.channel} ${row.externalId}`));
}

/** A stored state (still to be read by core/conversation.ts), and what else counts for answering. */
export type StoredState = {
  readonly state: unknown;
  /** Its chat is known and can be reached. */
  readonly reachable: boolean;
  /** The newest row of the outbox that has not been sent to its chat yet. */
  readonly waiting: number | undefined;
};

type ConversationRow = {
  chatId: string;
  personId: string;
  state: Uint8Array;
  reachable: bigint | null;
  waiting: bigint | null;
};

/** The stored states by conversation key; absent for new conversations. */
export async function loadConversations(
  tx: Tx,
  seal: Seal,
  keys: readonly ConversationKey[],
): Promise<ReadonlyMap<string, StoredState>> {
  const rows = await tx.$queryRaw<ConversationRow[]>`
    SELECT v."chatId", v."personId", v."state", NOT c."unreachable" AS "reachable",
      (SELECT MAX(o."id") FROM "Outbox" o WHERE o."chatId" = v."chatId" AND o."deadAt" IS NULL) AS "waiting"
    FROM "Conversation" v LEFT JOIN "Chat" c ON c."id" = v."chatId"
    WHERE v."chatId" IN (${Prisma.join(keys.map((key) => key.chat))})`;
  return new Map(
    rows.map((row) => {
      const key = conversationKey({ chat: row.chatId, person: row.personId });
      const state = openOrUndefined(seal, key, row.state);
      const waiting = row.waiting === null ? undefined : Number(row.waiting);
      return [key, { state, reachable: Number(row.reachable ?? 0) === 1, waiting }];
    }),
  );
}

/** A state sealed under a lost key must not lock its owner out: it reads as unreadable and the conversation restarts. */
function openOrUndefined(seal: Seal, key: string, state: Uint8Array): unknown {
  try {
    return seal.open(statePurpose(key), state);
  } catch {
    return undefined;
  }
}

export async function saveConversations(
  tx: Tx,
  seal: Seal,
  changed: readonly { readonly key: ConversationKey; readonly state: unknown; readonly at: number }[],
): Promise<void> {
  if (changed.length === 0) return;
  const values = changed.map(
    ({ key, state, at }) =>
      Prisma.sql`(${key.chat}, ${key.person}, ${seal.seal(statePurpose(conversationKey(key)), state)}, ${at})`,
  );
  await tx.$executeRaw`
    INSERT INTO "Conversation" ("chatId", "personId", "state", "updatedAt") VALUES ${Prisma.join(values)}
    ON CONFLICT ("chatId", "personId") DO UPDATE SET "state" = excluded."state", "updatedAt" = excluded."updatedAt"`;
}

/** Keeps the addresses of chats, sealed; a chat that writes again is reachable again. */
export async function rememberChats(tx: Tx, seal: Seal, events: readonly Inbound[]): Promise<void> {
  if (events.length === 0) return;
  const values = events.map(
    ({ chat, channel, at }) =>
      Prisma.sql`(${chat.id}, ${channel}, ${chat.kind}, ${seal.seal(addressPurpose(chat.id), chat.address)}, ${at}, FALSE)`,
  );
  await tx.$executeRaw`
    INSERT INTO "Chat" ("id", "channel", "kind", "address", "createdAt", "unreachable") VALUES ${Prisma.join(values)}
    ON CONFLICT ("id") DO UPDATE SET "unreachable" = FALSE`;
}

export type ChatRecord = {
  readonly channel: Channel;
  readonly kind: string;
  readonly address: string;
  readonly unreachable: boolean;
};

/** A chat and its address, or undefined when it was forgotten. */
export async function readChat(store: Store, id: string): Promise<ChatRecord | undefined> {
  const chat = await store.db.chat.findUnique({ where: { id } });
  if (chat === null || !isChannel(chat.channel)) return undefined;
  const address = store.seal.open(addressPurpose(id), chat.address);
  return typeof address === 'string'
    ? { channel: chat.channel, kind: chat.kind, address, unreachable: chat.unreachable }
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

/** Wipes what was said in a chat; cases that were sent stay. */
export async function forgetChat(tx: Tx, chat: string): Promise<void> {
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
