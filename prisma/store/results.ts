import { setImmediate } from 'node:timers/promises';
import type { CampaignId, ProvinceCode, UnitCode } from '../../core/ids.js';
import type { Category } from '../../core/labels.js';
import type { Comment } from '../../core/results/comments.js';
import type { PackedResponses } from '../../core/results/counted.js';
import { surveyForm, type SurveyForm } from '../../core/survey-form.js';
import type { Tx } from '../client.js';
import { toJurisdiction } from './columns.js';

// What the results of a campaign are counted from. Reads only.

/** Responses that are read at a time: some 3 MB, far from the longest text there can be, and 40 ms of the thread. */
const atOnce = 100_000;

/** Whose responses are wanted; both left out: all. */
type Wanted = { readonly unit?: UnitCode; readonly within?: ReadonlySet<UnitCode> };

/**
 * The responses of a campaign, or of some communes in it, a bundle of one commune and one version after the other. In
 * between others get their turn: a million of them take half a second in all.
 */
export async function* readResponses(
  db: Tx,
  campaign: string,
  { unit, within }: Wanted,
): AsyncGenerator<PackedResponses> {
  if (unit !== undefined) {
    if (within?.has(unit) !== false) yield* readUnit(db, campaign, unit);
    return;
  }
  for (let next = await unitAfter(db, campaign, ''); next !== undefined; next = await unitAfter(db, campaign, next))
    if (within?.has(next) !== false) yield* readUnit(db, campaign, next);
}

async function unitAfter(db: Tx, campaign: string, unit: string): Promise<UnitCode | undefined> {
  const [row] = await db.$queryRaw<{ unit: UnitCode }[]>`
    SELECT "unitCode" AS "unit" FROM "SurveyResponse"
    WHERE "campaignId" = ${campaign} AND "unitCode" > ${unit} ORDER BY "unitCode" LIMIT 1`;
  return row?.unit;
}

async function* readUnit(db: Tx, campaign: string, unit: UnitCode): AsyncGenerator<PackedResponses> {
  for (let after = ''; ;) {
    // Grouped by version at once, SQLite would sort all answers first, which takes twice as long; there is mostly one.
    const [bundle] = await db.$queryRaw<Bundle[]>`
      SELECT MIN("formVersion") AS "formVersion", MAX("formVersion") AS "newest", MAX("id") AS "last",
             GROUP_CONCAT("answers", CHAR(10)) AS "lines"
      FROM (SELECT "formVersion", "id", "answers" FROM "SurveyResponse"
            WHERE "campaignId" = ${campaign} AND "unitCode" = ${unit} AND "id" > ${after}
            ORDER BY "id" LIMIT ${atOnce})`;
    if (bundle === undefined || bundle.lines === null || bundle.last === null) return;
    const { formVersion, newest, last, lines } = bundle;
    if (formVersion === newest) yield { unit, formVersion, lines };
    else
      for (const one of await db.$queryRaw<{ formVersion: number; lines: string }[]>`
        SELECT "formVersion", GROUP_CONCAT("answers", CHAR(10)) AS "lines" FROM "SurveyResponse"
        WHERE "campaignId" = ${campaign} AND "unitCode" = ${unit} AND "id" > ${after} AND "id" <= ${last}
        GROUP BY "formVersion"`)
        yield { unit, ...one };
    after = last;
    await setImmediate();
  }
}

/** Empty when nothing is left to read. */
type Bundle = {
  readonly formVersion: number;
  readonly newest: number;
  readonly last: string | null;
  readonly lines: string | null;
};

/** The communes of a province. */
export async function provinceUnits(db: Tx, province: ProvinceCode): Promise<ReadonlySet<UnitCode>> {
  const rows = await db.$queryRaw<{ code: UnitCode }[]>`SELECT "code" FROM "Unit" WHERE "provinceCode" = ${province}`;
  return new Set(rows.map(({ code }) => code));
}

/** The versions of a form that people were asked. Throws when one that is stored is no form. */
export async function readFormVersions(db: Tx, form: string): Promise<ReadonlyMap<number, SurveyForm>> {
  const rows = await db.$queryRaw<{ version: number; definition: string }[]>`
    SELECT "version", "definition" FROM "FormVersion" WHERE "form" = ${form} ORDER BY "version"`;
  return new Map(rows.map(({ version, definition }) => [version, surveyForm.parse(JSON.parse(definition))]));
}

/** The most responses that each commune got within ten minutes: kept apart once the campaign is finished. */
export async function readPeaks(db: Tx, campaign: CampaignId): Promise<ReadonlyMap<UnitCode, number>> {
  const rows = await db.$queryRaw<{ unit: UnitCode; peak: number }[]>`
    SELECT "unitCode" AS "unit", MAX("count") AS "peak" FROM "CampaignCount"
    WHERE "campaignId" = ${campaign} AND "kind" IN ('peak', 'minutes') GROUP BY "unitCode"`;
  return new Map(rows.map(({ unit, peak }) => [unit, peak]));
}

type CommentRow = {
  readonly text: string;
  readonly category: string | null;
  readonly labelledBy: string | null;
  readonly bypass: number;
  readonly unitCode: string | null;
  readonly level: string | null;
  readonly ownerCode: string | null;
  readonly escalatedTo: string | null;
};

/** The comments that were written in a campaign and have become cases. */
export async function readComments(db: Tx, campaign: CampaignId): Promise<readonly Comment[]> {
  const rows = await db.$queryRaw<CommentRow[]>`
    SELECT "text", "category", "labelledBy", "bypass", "unitCode", "level", "ownerCode", "escalatedTo" FROM "Case"
    WHERE "campaignId" = ${campaign} ORDER BY "id"`;
  return rows.map(({ text, category, labelledBy, bypass, unitCode, level, ownerCode, escalatedTo }) => ({
    text,
    bypass: bypass === 1,
    // What the machine was not sure of is nobody's category.
    ...(category === null || labelledBy === 'nobody' ? {} : { category: category as Category }),
    ...(unitCode === null ? {} : { unit: unitCode as UnitCode }),
    ...(level === null || ownerCode === null ? {} : { owner: toJurisdiction(level, ownerCode) }),
    ...(escalatedTo === null ? {} : { escalatedTo: toJurisdiction('province', escalatedTo) }),
  }));
}
