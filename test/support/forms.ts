import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { surveyForm, type SurveyForm } from '../../core/survey-form.js';

/** The PKS05 form as officials have it. */
export function pks05(): SurveyForm {
  return surveyForm.parse(parse(readFileSync(new URL('../../data/forms/pks05.yaml', import.meta.url), 'utf8')));
}
