import type { OpenInvite } from '../../core/flow.js';
import type { ChatId, SeatId } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import { seatRole, type Seat } from '../../core/seat.js';
import { Prisma, type Tx } from '../client.js';
import { toJurisdiction } from './columns.js';

// Officials' chats and the invitations that bind them.

type SeatRow = {
  id: string;
  chatId: string;
  level: string;
  unitCode: string;
  role: string;
  demo: boolean | number;
};

const toSeat = (row: SeatRow): Seat => ({
  id: row.id as SeatId,
  chat: row.chatId as ChatId,
  jurisdiction: toJurisdiction(row.level, row.unitCode),
  role: seatRole.parse(row.role),
  demo: Boolean(row.demo),
});

/** The living seats bound to these chats, by chat. */
export async function seatsOfChats(tx: Tx, chats: readonly string[]): Promise<ReadonlyMap<string, readonly Seat[]>> {
  if (chats.length === 0) return new Map();
  const rows = await tx.$queryRaw<SeatRow[]>`
    SELECT "id", "chatId", "level", "unitCode", "role", "demo" FROM "Seat"
    WHERE "chatId" IN (${Prisma.join([...chats])}) AND "endedAt" IS NULL`;
  const byChat = new Map<string, Seat[]>();
  for (const seat of rows.map(toSeat)) byChat.set(seat.chat, [...(byChat.get(seat.chat) ?? []), seat]);
  return byChat;
}

/** The living seats of a jurisdiction. */
export async function seatsOf(tx: Tx, { level, code }: Jurisdiction): Promise<readonly Seat[]> {
  const rows = await tx.seat.findMany({
    where: { level, unitCode: code, endedAt: null },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(toSeat);
}

/** All living seats. */
export async function livingSeats(tx: Tx): Promise<readonly Seat[]> {
  const rows = await tx.seat.findMany({ where: { endedAt: null }, orderBy: { createdAt: 'asc' } });
  return rows.map(toSeat);
}

export async function findSeat(tx: Tx, id: string): Promise<Seat | undefined> {
  const [row] = await tx.$queryRaw<SeatRow[]>`
    SELECT "id", "chatId", "level", "unitCode", "role", "demo" FROM "Seat" WHERE "id" = ${id} AND "endedAt" IS NULL`;
  return row === undefined ? undefined : toSeat(row);
}

/**
 * Uses up an invitation and binds a chat; false when somebody else was quicker or it is over.
 * The first real seat anywhere ends all demo seats: try-out officials exist only while no real one does.
 */
export async function takeSeat(
  tx: Tx,
  taken: {
    readonly seat: SeatId;
    readonly inviteHash: string;
    readonly jurisdiction: Jurisdiction;
    readonly role: string;
    readonly demo: boolean;
  },
  chat: string,
  at: number,
): Promise<boolean> {
  const { count } = await tx.invite.updateMany({
    where: { codeHash: taken.inviteHash, usedAt: null, expiresAt: { gt: at } },
    data: { usedAt: at },
  });
  if (count === 0) return false;
  if (!taken.demo) await tx.seat.updateMany({ where: { demo: true, endedAt: null }, data: { endedAt: at } });
  await tx.seat.updateMany({
    where: { chatId: chat, level: taken.jurisdiction.level, unitCode: taken.jurisdiction.code, endedAt: null },
    data: { endedAt: at },
  });
  await tx.seat.create({
    data: {
      id: taken.seat,
      chatId: chat,
      level: taken.jurisdiction.level,
      unitCode: taken.jurisdiction.code,
      role: taken.role,
      demo: taken.demo,
      createdAt: at,
    },
  });
  return true;
}

export async function leaveSeat(tx: Tx, seat: string, chat: string, at: number): Promise<void> {
  await tx.seat.updateMany({ where: { id: seat, chatId: chat, endedAt: null }, data: { endedAt: at } });
}

/** A chat that cannot be reached holds no seats. */
export async function endSeatsOfChat(tx: Tx, chat: string, at: number): Promise<void> {
  await tx.seat.updateMany({ where: { chatId: chat, endedAt: null }, data: { endedAt: at } });
}

/** The invitation with this hash, if it can still be used. A demo one is void once a real official exists. */
export async function findOpenInvite(tx: Tx, hash: string, at: number): Promise<OpenInvite | undefined> {
  const row = await tx.invite.findFirst({ where: { codeHash: hash, usedAt: null, expiresAt: { gt: at } } });
  if (row === null || (row.demo && (await realSeatExists(tx)))) return undefined;
  return {
    hash,
    jurisdiction: toJurisdiction(row.level, row.unitCode),
    role: seatRole.parse(row.role),
    demo: row.demo,
  };
}

export async function insertInvite(tx: Tx, invite: OpenInvite, at: number, expiresAt: number): Promise<void> {
  await tx.invite.create({
    data: {
      codeHash: invite.hash,
      level: invite.jurisdiction.level,
      unitCode: invite.jurisdiction.code,
      role: invite.role,
      demo: invite.demo,
      createdAt: at,
      expiresAt,
    },
  });
}

export async function realSeatExists(tx: Tx): Promise<boolean> {
  return (await tx.seat.findFirst({ where: { demo: false, endedAt: null }, select: { id: true } })) !== null;
}
