import type { Case, CaseChange, CaseStatus, Contact, Coordinates } from '../../core/case.js';
import type { Effect } from '../../core/effect.js';
import type { AttachmentId, CaseCode, CaseId, ChatId, PersonId, ProvinceCode, UnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Category, LegalKind } from '../../core/labels.js';
import { Prisma, type Tx } from '../client.js';
import type { Seal } from '../../runtime/seal.js';

const contactPurpose = (id: string) => `contact ${id}`;
const locationPurpose = (id: string) => `location ${id}`;

/** What rides along with a case: the files it shows, and what the citizen wrote since. */
const withAll = {
  attachments: { where: { state: 'stored' }, select: { id: true }, orderBy: { createdAt: 'asc' } },
  events: {
    where: { type: { in: ['add', 'reopen'] }, detail: { not: null } },
    select: { detail: true },
    orderBy: { id: 'asc' },
  },
} satisfies Prisma.CaseInclude;

/** A row as Prisma's client reads it, or as a statement by hand does. */
type CaseRow = {
  readonly [Column in keyof CaseColumns]: CaseColumns[Column] extends boolean | bigint
    ? CaseColumns[Column] | number
    : CaseColumns[Column];
} & {
  readonly attachments: readonly { readonly id: string }[];
  readonly events: readonly { readonly detail: string | null }[];
};
type CaseColumns = Prisma.CaseGetPayload<object>;

/** A row as the rules know it. Only this store writes the columns, so their values are taken at their word. */
function toCase(seal: Seal, row: CaseRow): Case {
  return {
    id: row.id as CaseId,
    code: row.code as CaseCode,
    source: row.source === 'report' ? 'report' : 'survey-comment',
    text: row.text,
    urgent: Boolean(row.urgent),
    bypass: Boolean(row.bypass),
    status: row.status as CaseStatus,
    attachments: row.attachments.map((attachment) => attachment.id as AttachmentId),
    additions: row.events.flatMap(({ detail }) => (detail === null ? [] : [detail])),
    reopened: Boolean(row.reopened),
    version: row.version,
    createdAt: Number(row.createdAt),
    updatedAt: Number(row.updatedAt),
    ...(row.unitCode === null ? {} : { unit: row.unitCode as UnitCode }),
    ...(row.village === null ? {} : { village: row.village }),
    ...toOwner(row),
    ...(row.escalatedTo === null ? {} : { escalatedTo: { level: 'province', code: row.escalatedTo as ProvinceCode } }),
    ...(row.category === null ? {} : { category: row.category as Category }),
    ...(row.kind === null ? {} : { kind: row.kind as LegalKind }),
    ...(row.chatId === null ? {} : { chat: row.chatId as ChatId }),
    ...(row.personId === null ? {} : { person: row.personId as PersonId }),
    ...(row.contact === null ? {} : { contact: seal.open(contactPurpose(row.id), row.contact) as Contact }),
    ...(row.location === null ? {} : { location: seal.open(locationPurpose(row.id), row.location) as Coordinates }),
    ...(row.question === null ? {} : { question: row.question }),
    ...(row.answer === null ? {} : { answer: row.answer }),
  };
}

function toOwner(row: { level: string | null; ownerCode: string | null }): { owner?: Jurisdiction } {
  if (row.ownerCode === null || row.level === null) return {};
  return row.level === 'commune'
    ? { owner: { level: 'commune', code: row.ownerCode as UnitCode } }
    : { owner: { level: 'province', code: row.ownerCode as ProvinceCode } };
}

export async function findCase(tx: Tx, seal: Seal, by: { id: string } | { code: string }): Promise<Case | undefined> {
  // By hand, because it is asked for with every message about a case.
  const [row] =
    'id' in by
      ? await tx.$queryRaw<CaseRow[]>`SELECT * FROM "Case" WHERE "id" = ${by.id}`
      : await tx.$queryRaw<CaseRow[]>`SELECT * FROM "Case" WHERE "code" = ${by.code}`;
  if (row === undefined) return undefined;
  const attachments = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Attachment" WHERE "caseId" = ${row.id} AND "state" = 'stored' ORDER BY "createdAt"`;
  const events = await tx.$queryRaw<{ detail: string }[]>`
    SELECT "detail" FROM "CaseEvent"
    WHERE "caseId" = ${row.id} AND "type" IN ('add', 'reopen') AND "detail" IS NOT NULL ORDER BY "id"`;
  return toCase(seal, { ...row, attachments, events });
}

const openStatuses: CaseStatus[] = ['received', 'forwarded', 'acknowledged', 'asked'];

/** Cases that these jurisdictions still have to answer, or were escalated to them: urgent first, then oldest first. */
export async function findOpenCases(
  tx: Tx,
  seal: Seal,
  owners: readonly Jurisdiction[],
  limit: number,
): Promise<readonly Case[]> {
  const rows = await tx.case.findMany({
    where: {
      status: { in: openStatuses },
      OR: owners.flatMap(({ level, code }) => [
        { level, ownerCode: code },
        ...(level === 'province' ? [{ escalatedTo: code }] : []),
      ]),
    },
    include: withAll,
    orderBy: [{ urgent: 'desc' }, { createdAt: 'asc' }],
    take: limit,
  });
  return rows.map((row) => toCase(seal, row));
}

/** The cases sent from a chat, newest first. */
export async function findOwnCases(tx: Tx, seal: Seal, chat: string, limit: number): Promise<readonly Case[]> {
  const rows = await tx.case.findMany({
    where: { chatId: chat },
    include: withAll,
    orderBy: { createdAt: 'desc' },
    take: limit,
  });
  return rows.map((row) => toCase(seal, row));
}

/** Stores a new case, not yet categorized or routed. */
export async function insertCase(
  tx: Tx,
  seal: Seal,
  opened: Extract<Effect, { type: 'open-case' }>,
  at: number,
): Promise<void> {
  const { id, code, source, text, unit = null, village = null, reporter } = opened;
  const contact = opened.contact === undefined ? null : seal.seal(contactPurpose(id), opened.contact);
  const location = opened.location === undefined ? null : seal.seal(locationPurpose(id), opened.location);
  await tx.$executeRaw`
    INSERT INTO "Case" ("id", "code", "source", "text", "unitCode", "village", "status", "chatId", "personId", "contact",
      "location", "createdAt", "updatedAt")
    VALUES (${id}, ${code}, ${source}, ${text}, ${unit}, ${village}, 'received', ${reporter?.chat ?? null},
      ${reporter?.person ?? null}, ${contact}, ${location}, ${at}, ${at})`;
  if (opened.reporter !== undefined) await attachToCase(tx, opened.id, opened.reporter.chat, opened.attachments);
}

/** Puts files with a case. Only files of the same chat: an invented id must not pull in somebody else's photo. */
export async function attachToCase(tx: Tx, id: string, chat: string, attachments: readonly string[]): Promise<void> {
  if (attachments.length === 0) return;
  await tx.attachment.updateMany({
    where: { id: { in: [...attachments] }, chatId: chat, caseId: null },
    data: { caseId: id },
  });
}

export type CaseEventRow = {
  readonly key: string;
  readonly type: string;
  readonly at: number;
  readonly seat?: string;
  readonly detail?: string;
};

/**
 * Changes a case that is still at `version`, and writes its history. False when it has moved on meanwhile:
 * nothing is changed then.
 */
export async function updateCase(
  tx: Tx,
  id: string,
  version: number,
  change: CaseChange & { readonly escalateAt?: number | null; readonly escalationStep?: number },
  event: CaseEventRow,
): Promise<boolean> {
  const { owner, unit, escalateAt, ...plain } = change;
  const { count } = await tx.case.updateMany({
    where: { id, version },
    data: {
      ...plain,
      ...(owner === undefined ? {} : { level: owner.level, ownerCode: owner.code }),
      ...(unit === undefined ? {} : { unitCode: unit }),
      ...(escalateAt === undefined ? {} : { escalateAt: escalateAt === null ? null : BigInt(escalateAt) }),
      version: version + 1,
      updatedAt: event.at,
    },
  });
  if (count === 0) return false;
  await insertCaseEvent(tx, id, event);
  return true;
}

/** Adds to a case's history; the same key twice counts once. */
export async function insertCaseEvent(tx: Tx, id: string, event: CaseEventRow): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "CaseEvent" ("caseId", "key", "type", "at", "seatId", "detail")
    VALUES (${id}, ${event.key}, ${event.type}, ${event.at}, ${event.seat ?? null}, ${event.detail ?? null})
    ON CONFLICT ("caseId", "key") DO NOTHING`;
}

/** Adds to the history of many cases in one statement; the same key twice counts once. */
export async function insertCaseEvents(
  tx: Tx,
  events: readonly (Omit<CaseEventRow, 'seat'> & { readonly case: string })[],
): Promise<void> {
  if (events.length === 0) return;
  const values = events.map(
    (event) => Prisma.sql`(${event.case}, ${event.key}, ${event.type}, ${event.at}, ${event.detail ?? null})`,
  );
  await tx.$executeRaw`
    INSERT INTO "CaseEvent" ("caseId", "key", "type", "at", "detail") VALUES ${Prisma.join(values)}
    ON CONFLICT ("caseId", "key") DO NOTHING`;
}
