import { surveyForm, type SurveyForm } from '../core/survey-form.js';
import { listData, readYaml } from './read-data.js';

/** Reads the survey forms that officials edit in data/forms. A wrong one stops the start and names file and field. */
export async function loadForms(): Promise<readonly SurveyForm[]> {
  const names = await listData('forms', '.yaml');
  return Promise.all(names.map((name) => readYaml(`forms/${name}.yaml`, surveyForm)));
}
