import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { surveyForm, type SurveyForm } from '../../core/survey-form.js';

const folder = new URL('../../data/forms/', import.meta.url);

const read = (file: string): SurveyForm => surveyForm.parse(parse(readFileSync(new URL(file, folder), 'utf8')));

/** The PKS05 form as officials have it. */
export const pks05 = (): SurveyForm => read('pks05.yaml');

/** All forms as officials have them. */
export const allForms = (): readonly SurveyForm[] => readdirSync(folder).sort().map(read);
