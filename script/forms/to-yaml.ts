import { stringify } from 'yaml';
import type { SurveyForm } from '../../core/survey-form.js';

/** A form as the file in data/forms: what is as usual is left out. `comment`: lines that stand above it. */
export function toYaml(form: SurveyForm, comment = ''): string {
  const { questions, ...head } = form;
  const plain = questions.map((question) =>
    Object.fromEntries(Object.entries(question).filter(([name, value]) => value !== false && !isUsual(name, value))),
  );
  return comment + stringify({ ...head, questions: plain }, { lineWidth: 0, aliasDuplicateObjects: false });
}

const isUsual = (name: string, value: unknown): boolean => name === 'maxLength' && value === 1000;

/** The comment at the beginning of a file. */
export const commentOf = (yaml: string): string => /^(?:#.*\n)*/.exec(yaml)?.[0] ?? '';
