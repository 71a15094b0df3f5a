import type { Day } from '../../core/campaign.js';
import type { Dialogue } from '../../core/dialogue.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import { Prisma, type Tx } from '../client.js';
import { toJurisdiction } from './columns.js';

/** A dialogue with the number by which it is removed. */
export type StoredDialogue = Dialogue & { readonly id: number };

export type DialogueRow = {
  readonly id: number;
  readonly level: string;
  readonly ownerCode: string;
  readonly heldOn: Day;
  readonly topic: string;
  readonly people: number;
  readonly raised: number;
  readonly answered: number;
  readonly note: string | null;
};

/** Stores a dialogue; resolves with its number. */
export async function addDialogue(tx: Tx, dialogue: Dialogue): Promise<number> {
  const { owner, heldOn, topic, people, raised, answered, note = null } = dialogue;
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    INSERT INTO "Dialogue" ("level", "ownerCode", "heldOn", "topic", "people", "raised", "answered", "note")
    VALUES (${owner.level}, ${owner.code}, ${heldOn}, ${topic}, ${people}, ${raised}, ${answered}, ${note})
    RETURNING "id"`;
  if (row === undefined) throw new Error('a dialogue was stored without a number');
  return row.id;
}

/** All dialogues, or those of one commune or province alone; oldest first. */
export async function listDialogues(tx: Tx, owner?: Jurisdiction): Promise<readonly StoredDialogue[]> {
  const whose =
    owner === undefined ? Prisma.sql`1 = 1` : Prisma.sql`"level" = ${owner.level} AND "ownerCode" = ${owner.code}`;
  const rows = await tx.$queryRaw<DialogueRow[]>`SELECT * FROM "Dialogue" WHERE ${whose} ORDER BY "heldOn", "id"`;
  return rows.map(toDialogue);
}

/** False when there was none with this number. */
export async function removeDialogue(tx: Tx, id: number): Promise<boolean> {
  return (await tx.$executeRaw`DELETE FROM "Dialogue" WHERE "id" = ${id}`) > 0;
}

export function toDialogue({ level, ownerCode, note, ...row }: DialogueRow): StoredDialogue {
  return { ...row, owner: toJurisdiction(level, ownerCode), ...(note === null ? {} : { note }) };
}
