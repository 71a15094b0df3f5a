import { isChoice, mayBeUnknown, optionsOf, type Question, type SurveyForm } from '../../core/survey-form.js';
import { questionCount, questionNumber } from '../../core/survey-rules.js';
import { texts } from '../../flows/survey/texts.vi.js';

/** The whole form on paper, as whoever approves it wants to read it: every question, and when it is asked. */
export function preview(form: SurveyForm): string {
  const head = `${form.title}\n${form.id}, version ${form.version}, ${form.source}; ${form.audience}, quarter ${form.quarter}, ${form.partner}`;
  return [head, form.consent, ...form.questions.map((question) => previewQuestion(form, question))].join('\n\n') + '\n';
}

function previewQuestion(form: SurveyForm, question: Question): string {
  const number = questionNumber(form, question.id);
  const marks = [
    question.type,
    ...(question.optional ? ['may be skipped'] : []),
    ...(question.sensitive ? ['sensitive'] : []),
    ...(question.type === 'text' && question.comment ? ['sent on as a comment'] : []),
  ];
  return [
    `${texts.numbered(number, questionCount(form), question.text)}  [${marks.join(', ')}]`,
    ...condition(form, question),
    ...optionsOf(question).map(
      (option, at) => `  ${at + 1}. ${option.label}${isSatisfied(question, option.id) ? '  +' : ''}`,
    ),
    ...(question.type === 'number' ? [`  ${question.min}–${question.max} ${question.measure}`] : []),
    ...(mayBeUnknown(question) ? [`  – ${texts.buttons.unknown}`] : []),
  ].join('\n');
}

function condition(form: SurveyForm, { when }: Question): readonly string[] {
  const asked = form.questions.find(({ id }) => id === when?.question);
  if (when === undefined || asked === undefined) return [];
  const labels = optionsOf(asked).flatMap(({ id, label }) => (when.answers.includes(id) ? [`“${label}”`] : []));
  return [`  (only when ${questionNumber(form, asked.id)} is ${labels.join(' or ')})`];
}

const isSatisfied = (question: Question, option: string): boolean =>
  isChoice(question) && question.satisfied?.includes(option) === true;
