import type { SurveyForm } from '../../core/survey-form.js';
import type { Tx } from '../client.js';

// The forms as they were asked. What is to be asked now is in data/forms.

export async function readFormVersion(tx: Tx, form: string, version: number): Promise<unknown> {
  const [row] = await tx.$queryRaw<{ definition: string }[]>`
    SELECT "definition" FROM "FormVersion" WHERE "form" = ${form} AND "version" = ${version}`;
  return row === undefined ? undefined : JSON.parse(row.definition);
}

export async function keepFormVersion(tx: Tx, form: SurveyForm): Promise<void> {
  const definition = JSON.stringify(form);
  await tx.$executeRaw`
    INSERT INTO "FormVersion" ("form", "version", "definition") VALUES (${form.id}, ${form.version}, ${definition})
    ON CONFLICT ("form", "version") DO UPDATE SET "definition" = excluded."definition"`;
}

/** Has anybody answered this version? */
export async function isAnswered(tx: Tx, form: string, version: number): Promise<boolean> {
  const answered = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "SurveyResponse" r JOIN "Campaign" c ON c."id" = r."campaignId"
    WHERE c."form" = ${form} AND r."formVersion" = ${version} LIMIT 1`;
  return answered.length > 0;
}
