import { createHmac, randomBytes } from 'node:crypto';
import type { Effect } from '../../core/effect.js';
import type { Tx } from '../client.js';

// Answers and ballots. Nothing in one can be led to the other: no shared id, and of time only the day.

/** A campaign until campaigns are planned by hand: one form, one commune, one quarter. */
function campaignId(form: string, unit: string, day: string): string {
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  return `${form}/${unit}/${day.slice(0, 4)}-q${quarter}`;
}

/** The campaign's key; null when it is destroyed, undefined when nobody has voted yet. */
async function readKey(tx: Tx, campaign: string): Promise<Uint8Array | null | undefined> {
  const [row] = await tx.$queryRaw<{ key: Uint8Array | null }[]>`SELECT "key" FROM "Campaign" WHERE "id" = ${campaign}`;
  return row?.key;
}

async function campaignKey(tx: Tx, id: string, form: string, unit: string, day: string): Promise<Uint8Array | null> {
  const known = await readKey(tx, id);
  if (known !== undefined) return known;
  const key = new Uint8Array(randomBytes(32));
  await tx.campaign.create({ data: { id, form, unitCode: unit, key, openedOn: day } });
  return key;
}

const ballotToken = (key: Uint8Array, campaign: string, person: string) =>
  createHmac('sha256', key).update(`${campaign}\n${person}`).digest('base64url');

/** Has this person voted in the campaign under way? */
export async function hasVoted(tx: Tx, form: string, unit: string, day: string, person: string): Promise<boolean> {
  const id = campaignId(form, unit, day);
  const key = await readKey(tx, id);
  if (key == null) return false;
  const cast = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Ballot" WHERE "campaignId" = ${id} AND "token" = ${ballotToken(key, id, person)}`;
  return cast.length > 0;
}

/** Casts the ballot and stores the answers, or neither: false when this person has voted already. */
export async function recordResponse(
  tx: Tx,
  response: Extract<Effect, { type: 'record-response' }>,
  person: string,
  day: string,
): Promise<boolean> {
  const id = campaignId(response.form, response.unit, day);
  const key = await campaignKey(tx, id, response.form, response.unit, day);
  if (key === null) return false;
  const cast = await tx.$queryRaw<unknown[]>`
    INSERT INTO "Ballot" ("campaignId", "token") VALUES (${id}, ${ballotToken(key, id, person)})
    ON CONFLICT DO NOTHING RETURNING "campaignId"`;
  if (cast.length === 0) return false;
  await tx.$executeRaw`
    INSERT INTO "SurveyResponse" ("id", "form", "formVersion", "unitCode", "answers", "answeredOn")
    VALUES (${response.id}, ${response.form}, ${response.formVersion}, ${response.unit},
            ${JSON.stringify(response.answers)}, ${day})`;
  return true;
}
