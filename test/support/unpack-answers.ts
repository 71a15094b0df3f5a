import { fieldEnd, packed, type WrittenAnswers } from '../../core/packed-answers.js';
import { optionsOf, type Answer, type Answers, type Question, type SurveyForm } from '../../core/survey-form.js';

/** Reads back what packAnswers wrote. The program itself never looks at one response. */
export function unpackAnswers(form: SurveyForm, line: string, written: WrittenAnswers = {}): Answers {
  const fields = line.split(fieldEnd);
  if (fields.length !== form.questions.length) throw new Error(`${fields.length} fields for ${form.questions.length}`);
  return Object.fromEntries(
    form.questions.flatMap((question, at): readonly (readonly [string, Answer])[] => {
      const field = fields[at] ?? '';
      return field === '' ? [] : [[question.id, readField(question, field, written[question.id])]];
    }),
  );
}

function readField(question: Question, field: string, written: string | undefined): Answer {
  if (field === packed.unknown) return { type: 'unknown' };
  if (field === packed.skipped) return { type: 'skipped' };
  if (question.type === 'number') return { type: 'number', value: Number(field) };
  if (question.type === 'text') return { type: 'text', text: written ?? '' };
  const options = Array.from(field, (letter) => optionsOf(question)[letter.charCodeAt(0) - 97]?.id ?? '');
  if (question.type === 'multiple') return { type: 'multiple', options };
  return { type: 'single', option: options[0] ?? '', ...(written === undefined ? {} : { other: written }) };
}
