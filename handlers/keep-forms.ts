import { isDeepStrictEqual } from 'node:util';
import { surveyForm, type SurveyForm } from '../core/survey-form.js';
import type { Store } from '../prisma/client.js';
import { isAnswered, keepFormVersion, readFormVersion } from '../prisma/store/forms.js';

/**
 * Keeps each form as people are asked it now: the letters in its answers stand for its options, for ever. Rejects when
 * a version that was answered says something else than before.
 */
export async function keepForms(store: Store, forms: readonly SurveyForm[]): Promise<void> {
  await store.write(async (tx) => {
    for (const form of forms) {
      const kept = await readFormVersion(tx, form.id, form.version);
      if (kept !== undefined && isDeepStrictEqual(surveyForm.parse(kept), form)) continue;
      if (kept !== undefined && (await isAnswered(tx, form.id, form.version)))
        throw new Error(
          `data/forms/${form.id}.yaml was changed, but its version ${form.version} has been answered already: raise "version"`,
        );
      await keepFormVersion(tx, form);
    }
  });
}
