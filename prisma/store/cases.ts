import type { Case, CaseChange, CaseGroup, CaseStatus, Contact, Coordinates } from '../../core/case.js';
import type { Effect } from '../../core/effect.js';
import type {
  AttachmentId,
  CampaignId,
  CaseCode,
  CaseId,
  ChatId,
  PersonId,
  ProvinceCode,
  UnitCode,
} from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Category, LegalKind } from '../../core/labels.js';
import { Prisma, type Tx } from '../client.js';
import { fromChosen } from './labelling.js';
import { locationPurpose, openStatuses, toJurisdiction } from './columns.js';
import { groupOf } from './groups.js';
import type { Seal } from '../../runtime/seal.js';

const contactPurpose = (id: string) => `contact ${id}`;

/** A row as a statement by hand gives it: truth as 0 and 1, times as numbers. */
type CaseRow = {
  readonly [Column in keyof CaseColumns]: CaseColumns[Column] extends boolean | bigint ? number : CaseColumns[Column];
};
type CaseColumns = Prisma.CaseGetPayload<object>;

/** What rides along with a case: the files it shows, what the citizen wrote since, and who reported the same. */
type Riders = {
  readonly attachments: readonly { readonly id: string }[];
  readonly additions: readonly string[];
  readonly group: CaseGroup | undefined;
};

/** A row as the rules know it. Only this store writes the columns, so their values are taken at their word. */
function toCase(seal: Seal, row: CaseRow, { attachments, additions, group }: Riders): Case {
  return {
    id: row.id as CaseId,
    code: row.code as CaseCode,
    source: row.source === 'report' ? 'report' : 'survey-comment',
    text: row.text,
    urgent: Boolean(row.urgent),
    bypass: Boolean(row.bypass),
    ...(row.namesElsewhere ? { namesElsewhere: true as const } : {}),
    status: row.status as CaseStatus,
    attachments: attachments.map(({ id }) => id as AttachmentId),
    additions,
    reopened: Boolean(row.reopened),
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    ...(row.unitCode === null ? {} : { unit: row.unitCode as UnitCode }),
    ...(row.village === null ? {} : { village: row.village }),
    ...toOwner(row),
    ...(row.escalatedTo === null ? {} : { escalatedTo: { level: 'province', code: row.escalatedTo as ProvinceCode } }),
    ...toCategory(row),
    ...(row.kind === null ? {} : { kind: row.kind as LegalKind }),
    ...(row.chatId === null ? {} : { chat: row.chatId as ChatId }),
    ...(row.personId === null ? {} : { person: row.personId as PersonId }),
    ...(row.contact === null ? {} : { contact: seal.open(contactPurpose(row.id), row.contact) as Contact }),
    ...(row.location === null ? {} : { location: seal.open(locationPurpose(row.id), row.location) as Coordinates }),
    ...(row.question === null ? {} : { question: row.question }),
    ...(row.answer === null ? {} : { answer: row.answer }),
    ...(group === undefined ? {} : { group }),
    ...(row.joined ? { joined: true } : {}),
  };
}

/** What the machine guessed without being sure is kept for looking into it, and shown to nobody as a category. */
function toCategory(row: { category: string | null; labelledBy: string | null }): Pick<Case, 'category' | 'unsorted'> {
  if (row.labelledBy === 'nobody') return { unsorted: true };
  return row.category === null ? {} : { category: row.category as Category };
}

function toOwner({ level, ownerCode }: { level: string | null; ownerCode: string | null }): { owner?: Jurisdiction } {
  return level === null || ownerCode === null ? {} : { owner: toJurisdiction(level, ownerCode) };
}

async function complete(tx: Tx, seal: Seal, rows: readonly CaseRow[]): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const row of rows) {
    const attachments = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Attachment" WHERE "caseId" = ${row.id} AND "state" = 'stored' ORDER BY "createdAt"`;
    const events = await tx.$queryRaw<{ detail: string }[]>`
      SELECT "detail" FROM "CaseEvent"
      WHERE "caseId" = ${row.id} AND "type" IN ('add', 'reopen') AND "detail" IS NOT NULL ORDER BY "id"`;
    const group = await groupOf(tx, row);
    cases.push(toCase(seal, row, { attachments, additions: events.map(({ detail }) => detail), group }));
  }
  return cases;
}

export async function findCase(tx: Tx, seal: Seal, by: { id: string } | { code: string }): Promise<Case | undefined> {
  const rows =
    'id' in by
      ? await tx.$queryRaw<CaseRow[]>`SELECT * FROM "Case" WHERE "id" = ${by.id}`
      : await tx.$queryRaw<CaseRow[]>`SELECT * FROM "Case" WHERE "code" = ${by.code}`;
  return (await complete(tx, seal, rows))[0];
}

/** Cases that these jurisdictions still have to answer, or were escalated to them: urgent first, then oldest first. */
export async function findOpenCases(
  tx: Tx,
  seal: Seal,
  owners: readonly Jurisdiction[],
  limit: number,
): Promise<readonly Case[]> {
  if (owners.length === 0) return [];
  const theirs = owners.map(({ level, code }) =>
    level === 'province'
      ? Prisma.sql`("level" = ${level} AND "ownerCode" = ${code}) OR "escalatedTo" = ${code}`
      : Prisma.sql`("level" = ${level} AND "ownerCode" = ${code})`,
  );
  const rows = await tx.$queryRaw<CaseRow[]>`
    SELECT * FROM "Case"
    WHERE "status" IN ${openStatuses} AND (${Prisma.join(theirs, ' OR ')})
    ORDER BY "urgent" DESC, "createdAt" LIMIT ${limit}`;
  return complete(tx, seal, rows);
}

/** The cases sent from any of a person's chats, newest first. */
export async function findOwnCases(
  tx: Tx,
  seal: Seal,
  chats: readonly string[],
  limit: number,
): Promise<readonly Case[]> {
  const rows = await tx.$queryRaw<CaseRow[]>`
    SELECT * FROM "Case" WHERE "chatId" IN (${Prisma.join([...chats])}) ORDER BY "createdAt" DESC LIMIT ${limit}`;
  return complete(tx, seal, rows);
}

/** Stores a new case, not yet categorized or routed. */
export async function insertCase(
  tx: Tx,
  seal: Seal,
  opened: Extract<Effect, { type: 'open-case' }>,
  at: number,
): Promise<void> {
  const { id, code, source, text, unit = null, village = null, reporter } = opened;
  const { category, kind, labelledBy } = fromChosen(opened.chosen);
  const contact = opened.contact === undefined ? null : seal.seal(contactPurpose(id), opened.contact);
  const location = opened.location === undefined ? null : seal.seal(locationPurpose(id), opened.location);
  await tx.$executeRaw`
    INSERT INTO "Case" ("id", "code", "source", "text", "unitCode", "village", "category", "kind", "labelledBy", "bypass",
      "status", "chatId", "personId", "contact", "location", "createdAt", "updatedAt")
    VALUES (${id}, ${code}, ${source}, ${text}, ${unit}, ${village}, ${category}, ${kind}, ${labelledBy},
      ${opened.pastCommune === true}, 'received', ${reporter.chat}, ${reporter.person}, ${contact}, ${location}, ${at}, ${at})`;
  await attachToCase(tx, id, reporter.chat, opened.attachments);
}

/** Stores the comment of an anonymous survey as a case that leads to nobody. */
export async function insertCommentCase(
  tx: Tx,
  comment: {
    readonly id: CaseId;
    readonly code: CaseCode;
    readonly text: string;
    readonly unit: UnitCode;
    readonly campaign: CampaignId;
    /** The commune must not see it, whatever the machine makes of it. */
    readonly bypass: boolean;
  },
  at: number,
): Promise<void> {
  const { id, code, text, unit, campaign, bypass } = comment;
  await tx.$executeRaw`
    INSERT INTO "Case"
      ("id", "code", "source", "text", "unitCode", "campaignId", "bypass", "status", "createdAt", "updatedAt")
    VALUES (${id}, ${code}, 'survey-comment', ${text}, ${unit}, ${campaign}, ${bypass}, 'received', ${at}, ${at})`;
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
  const { owner, unit, escalateAt, category, ...plain } = change;
  const { count } = await tx.case.updateMany({
    where: { id, version },
    data: {
      ...plain,
      ...(owner === undefined ? {} : { level: owner.level, ownerCode: owner.code }),
      ...(unit === undefined ? {} : { unitCode: unit }),
      ...(category === undefined ? {} : { category, labelledBy: 'official' }),
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
