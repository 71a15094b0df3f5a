import { createHash, randomBytes } from 'node:crypto';
import type { Case } from '../../core/case.js';
import { channels, type Channel } from '../../core/channel.js';
import type { ChatId, ProvinceCode, UnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { SeatRole } from '../../core/seat.js';
import { Prisma, type Store, type Tx } from '../client.js';
import { findCase } from './cases.js';

// A case on its way to each recipient, and the e-mail addresses and webhooks that communes want their cases at.

export type TargetKind = 'email' | 'webhook';

/** Who gets a jurisdiction's cases. */
export type Recipient =
  | {
      readonly type: 'seat';
      readonly id: string;
      readonly role: SeatRole;
      readonly chat: ChatId;
      readonly channel: Channel;
    }
  | { readonly type: TargetKind; readonly id: string };

/** Names a jurisdiction as the key of a map. */
export const jurisdictionKey = ({ level, code }: Jurisdiction): string => `${level} ${code}`;

type RecipientRow = {
  type: string;
  id: string;
  level: string;
  code: string;
  role: SeatRole | null;
  chat: ChatId | null;
  channel: string | null;
};

/**
 * The recipients of these jurisdictions, by `jurisdictionKey`: living seats in chats that can be reached,
 * and enabled e-mail addresses and webhooks. A jurisdiction without any is absent.
 */
export async function recipientsOf(
  tx: Tx,
  owners: readonly Jurisdiction[],
): Promise<ReadonlyMap<string, readonly Recipient[]>> {
  const codes = [...new Set(owners.map((owner) => owner.code))];
  if (codes.length === 0) return new Map();
  // A commune's code has five digits and a province's two, so the code alone tells targets apart.
  const rows = await tx.$queryRaw<RecipientRow[]>`
    SELECT 'seat' AS "type", s."id", s."level", s."unitCode" AS "code", s."role", s."chatId" AS "chat", c."channel"
    FROM "Seat" s JOIN "Chat" c ON c."id" = s."chatId"
    WHERE s."unitCode" IN (${Prisma.join(codes)}) AND s."endedAt" IS NULL AND NOT c."unreachable"
    UNION ALL
    SELECT t."kind", t."id", CASE LENGTH(t."unitCode") WHEN 2 THEN 'province' ELSE 'commune' END, t."unitCode", NULL, NULL, NULL
    FROM "ForwardTarget" t WHERE t."unitCode" IN (${Prisma.join(codes)}) AND t."enabled"
    ORDER BY 1, 2`;
  const byOwner = new Map<string, Recipient[]>();
  for (const row of rows) {
    const recipient = toRecipient(row);
    const key = `${row.level} ${row.code}`;
    if (recipient !== undefined) byOwner.set(key, [...(byOwner.get(key) ?? []), recipient]);
  }
  return byOwner;
}

function toRecipient(row: RecipientRow): Recipient | undefined {
  if (row.type === 'email' || row.type === 'webhook') return { type: row.type, id: row.id };
  const channel = channels.find((name) => name === row.channel);
  if (channel === undefined || row.chat === null || row.role === null) return undefined;
  return { type: 'seat', id: row.id, role: row.role, chat: row.chat, channel };
}

export type NewForwarding = {
  readonly case: string;
  readonly round: string;
  readonly kind: Recipient['type'];
  readonly recipient: string;
};

/** The same case, round and recipient have the same id for ever: mail servers and webhooks know a repeat by it. */
export function forwardingId({ case: id, round, recipient }: Omit<NewForwarding, 'kind'>): string {
  return `fwd_${createHash('sha256').update(`${id}\n${round}\n${recipient}`).digest('base64url').slice(0, 22)}`;
}

/** Notes forwardings as begun; returns the ids of those that were not begun before. */
export async function insertForwardings(
  tx: Tx,
  rows: readonly NewForwarding[],
  at: number,
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const values = rows.map(
    (row) =>
      Prisma.sql`(${forwardingId(row)}, ${row.case}, ${row.round}, ${row.kind}, ${row.recipient}, 'pending', ${at})`,
  );
  const added = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Forwarding" ("id", "caseId", "round", "kind", "recipient", "state", "createdAt") VALUES ${Prisma.join(values)}
    ON CONFLICT DO NOTHING RETURNING "id"`;
  return new Set(added.map((row) => row.id));
}

export type ForwardTarget = {
  readonly id: string;
  readonly kind: TargetKind;
  readonly jurisdiction: Jurisdiction;
  /** An e-mail address or a URL. */
  readonly address: string;
  /** Key of a webhook's signature. */
  readonly secret: string | undefined;
};

/** `withheld`: forwarding is switched off; `cancelled`: the recipient may not have the case (any more). */
export type ForwardingState = 'pending' | 'sent' | 'failed' | 'withheld' | 'cancelled';

export type OutwardForwarding = {
  readonly id: string;
  readonly round: string;
  readonly state: ForwardingState;
  readonly case: Case;
  /** Absent when it was switched off or removed meanwhile. */
  readonly target: ForwardTarget | undefined;
};

/** A forwarding to an e-mail address or webhook with all that is needed to carry it out. */
export async function readOutwardForwarding(store: Store, id: string): Promise<OutwardForwarding | undefined> {
  const row = await store.db.forwarding.findUnique({ where: { id } });
  if (row === null) return undefined;
  const subject = await findCase(store.db, store.seal, { id: row.caseId });
  const target = await store.db.forwardTarget.findFirst({ where: { id: row.recipient, enabled: true } });
  if (subject === undefined) return undefined;
  return {
    id,
    round: row.round,
    state: row.state as ForwardingState,
    case: subject,
    target: target === null ? undefined : openTarget(store, target),
  };
}

/** Notes how an attempt at a forwarding ended. */
export async function settleForwarding(
  tx: Tx,
  id: string,
  { state, at, error }: { readonly state: ForwardingState; readonly at: number; readonly error?: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Forwarding" SET "state" = ${state}, "attempts" = "attempts" + 1, "lastError" = ${error ?? null},
      "sentAt" = ${state === 'sent' ? at : null}
    WHERE "id" = ${id}`;
}

const addressPurpose = (id: string) => `target address ${id}`;
const secretPurpose = (id: string) => `target secret ${id}`;

/** Adds an e-mail address or webhook at which a commune (or province) gets its cases. Returns its id. */
export async function addForwardTarget(
  store: Store,
  { jurisdiction, kind, address, secret }: Omit<ForwardTarget, 'id'>,
): Promise<string> {
  const id = `tgt_${randomBytes(12).toString('base64url')}`;
  await store.write(async (tx) => {
    await tx.forwardTarget.create({
      data: {
        id,
        unitCode: jurisdiction.code,
        kind,
        address: store.seal.seal(addressPurpose(id), address),
        secret: secret === undefined ? null : store.seal.seal(secretPurpose(id), secret),
      },
    });
  });
  return id;
}

type TargetRow = { id: string; unitCode: string; kind: string; address: Uint8Array; secret: Uint8Array | null };

function openTarget({ seal }: Store, row: TargetRow): ForwardTarget {
  const address = seal.open(addressPurpose(row.id), row.address);
  const secret = row.secret === null ? undefined : seal.open(secretPurpose(row.id), row.secret);
  if (typeof address !== 'string' || (secret !== undefined && typeof secret !== 'string'))
    throw new Error('a forward target is not readable');
  return {
    id: row.id,
    kind: row.kind === 'email' ? 'email' : 'webhook',
    jurisdiction:
      row.unitCode.length === 2
        ? { level: 'province', code: row.unitCode as ProvinceCode }
        : { level: 'commune', code: row.unitCode as UnitCode },
    address,
    secret,
  };
}

/** What is set up for a jurisdiction. */
export async function forwardTargetsOf(store: Store, { code }: Jurisdiction): Promise<readonly ForwardTarget[]> {
  const rows = await store.db.forwardTarget.findMany({ where: { unitCode: code, enabled: true } });
  return rows.map((row) => openTarget(store, row));
}

/** Takes a target out of use; what was sent to it stays on record. False when there is none. */
export function removeForwardTarget(store: Store, id: string): Promise<boolean> {
  return store.write(async (tx) => {
    const { count } = await tx.forwardTarget.updateMany({ where: { id, enabled: true }, data: { enabled: false } });
    return count > 0;
  });
}
