import type { Jurisdiction } from '../../../core/jurisdiction.js';
import type { ReportQuery, ReportQueryId, Sourced } from '../../../core/report.js';
import { Prisma, type Tx } from '../../client.js';

/** Puts a question to the store, and keeps its text and parameters beside what it found (core/report.ts). */
export async function ask<Row>(tx: Tx, id: ReportQueryId, statement: Prisma.Sql): Promise<Sourced<Row>> {
  return { query: describe(id, statement), rows: await tx.$queryRaw<Row[]>`${statement}` };
}

function describe(id: ReportQueryId, { sql, values }: Prisma.Sql): ReportQuery {
  const parameters = values.map((value) => (typeof value === 'number' ? value : String(value)));
  return { id, sql: sql.replace(/\s+/g, ' ').trim(), parameters };
}

/** The communes of a jurisdiction as an SQL list. */
export const communesOf = ({ level, code }: Jurisdiction) =>
  level === 'commune' ? Prisma.sql`(${code})` : Prisma.sql`(SELECT "code" FROM "Unit" WHERE "provinceCode" = ${code})`;
