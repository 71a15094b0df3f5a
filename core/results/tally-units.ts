import type { UnitCode } from '../ids.js';
import type { SurveyForm } from '../survey-form.js';
import type { PackedResponses, Tally } from './counted.js';
import { mergeTallies } from './merge.js';
import { tallyResponses } from './tally.js';

/** Counts bundle by bundle, so that the answers are never all in memory. A number: the version that is not known. */
export async function tallyUnits(
  bundles: AsyncIterable<PackedResponses>,
  forms: ReadonlyMap<number, SurveyForm>,
  straightFrom: number,
): Promise<ReadonlyMap<UnitCode, Tally> | number> {
  const tallies = new Map<UnitCode, Tally>();
  for await (const responses of bundles) {
    const form = forms.get(responses.formVersion);
    if (form === undefined) return responses.formVersion;
    const more = tallyResponses(responses, form, straightFrom);
    const known = tallies.get(responses.unit);
    tallies.set(responses.unit, known === undefined ? more : mergeTallies([known, more]));
  }
  return tallies;
}
