import type { Conversation } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import type { EnvBeforeFacts, StepResult } from '../../core/flow.js';
import { pages } from '../../core/excerpt.js';
import { replyLimit } from '../../core/reply.js';
import { mayBeUnknown, optionsOf, type Answer, type Question as FormQuestion } from '../../core/survey-form.js';
import { askedQuestions, otherLimit, questionCount, questionNumber } from '../../core/survey-rules.js';
import { placeName } from '../commune/place-name.js';
import { ask, type Choice, type Question } from '../prompt.js';
import type { OpenSurvey } from './open-survey.js';
import { texts } from './texts.vi.js';

/** Asks what the draft is at; `before` stands above it in the same message. */
export function askSurvey(
  state: Conversation,
  { draft, ...survey }: OpenSurvey,
  env: EnvBeforeFacts,
  before?: string,
  effects: readonly Effect[] = [],
): StepResult {
  const question = surveyQuestion(state, { draft, ...survey }, env);
  const text = before === undefined ? question.text : `${before}\n\n${question.text}`;
  // Only a long summary does not fit one message.
  const parts = pages(text, replyLimit);
  const earlier = parts.slice(0, -1).map((part): Effect => ({ type: 'reply', reply: { text: part, passing: true } }));
  return ask(state, { type: 'survey', draft }, { ...question, text: parts.at(-1) ?? '', passing: true }, [
    ...effects,
    ...earlier,
  ]);
}

/** The present question of a survey with its buttons. */
export function surveyQuestion(state: Conversation, survey: OpenSurvey, env: EnvBeforeFacts): Question {
  const { draft, form } = survey;
  const { at } = draft;
  switch (at.step) {
    case 'code':
      return {
        text: texts.askCode(form.title, placeName(survey.unit, env.directory)),
        choices: [[{ label: texts.buttons.leave, choice: 'leave' }]],
        expectsText: true,
      };
    case 'consent':
      return consentQuestion(state, survey, env);
    case 'question': {
      const question = form.questions.find((item) => item.id === at.id);
      return question === undefined
        ? { text: texts.pressButton, choices: [[back], [stop]] }
        : formQuestion(survey, question);
    }
    case 'other': {
      const question = form.questions.find((item) => item.id === at.id);
      const label = question?.type === 'single' ? (question.options.at(-1)?.label ?? '') : '';
      return {
        text: `${texts.whichOther(label)} ${texts.typeText(otherLimit)}`,
        choices: [[back, skip], [stop]],
        expectsText: true,
      };
    }
    case 'summary':
      return {
        text: [texts.summary, ...summaryLines(survey), '', texts.summaryEnd].join('\n'),
        choices: [
          [{ label: texts.buttons.send, choice: 'send', tone: 'primary' }],
          [{ label: texts.buttons.change, choice: 'change' }],
          [stop],
        ],
      };
    case 'change': {
      const asked = askedQuestions(form, draft.answers);
      const choices = asked.map((question): readonly Choice[] => [
        { label: `${questionNumber(form, question.id)}. ${nameOf(question)}`, choice: `q-${question.id}` },
      ]);
      return { text: texts.whichChange, choices: [...choices, [back]] };
    }
  }
}

function consentQuestion(state: Conversation, { form, unit }: OpenSurvey, env: EnvBeforeFacts): Question {
  const paused = state.paused.survey;
  const unfinished = env.forms.find((item) => item.id === paused?.form);
  const where = paused === undefined ? undefined : env.directory.unit(paused.unit);
  const isReplaced = unfinished !== undefined && where !== undefined;
  return {
    text: [
      form.title,
      texts.place(placeName(unit, env.directory)),
      form.consent,
      ...(isReplaced ? [texts.replaces(unfinished.title, env.directory.title(where))] : []),
    ].join('\n\n'),
    choices: [
      [{ label: texts.buttons.begin, choice: 'begin', tone: 'primary' }],
      ...(isReplaced ? [[{ label: texts.buttons.resumeOther, choice: 'resume-other' }]] : []),
      [
        { label: texts.buttons.otherCommune, choice: 'other-commune' },
        { label: texts.buttons.leave, choice: 'leave' },
      ],
    ],
  };
}

function formQuestion({ draft, form }: OpenSurvey, question: FormQuestion): Question {
  const number = questionNumber(form, question.id);
  const given = draft.answers[question.id];
  const text = [
    texts.numbered(number, questionCount(form), question.text),
    ...(given === undefined || given.type === 'skipped' ? [] : [texts.chosen(answerText(question, given))]),
    ...hints(question, number),
  ].join('\n\n');
  const steering = [
    ...(mayBeUnknown(question) ? [[{ label: texts.buttons.unknown, choice: 'unknown' }]] : []),
    ...(question.optional ? [[back, skip], [stop]] : [[back, stop]]),
  ];
  switch (question.type) {
    case 'single':
    case 'scale':
      return {
        text,
        choices: [...question.options.map(({ id, label }) => [{ label, choice: `o-${id}` }]), ...steering],
      };
    case 'multiple': {
      const boxes = question.options.map(({ id, label }) => [
        { label: draft.ticked.includes(id) ? texts.ticked(label) : texts.unticked(label), choice: `o-${id}` },
      ]);
      const done: Choice = { label: texts.buttons.done, choice: 'done', tone: 'primary' };
      return { text, choices: [...boxes, [done], ...steering] };
    }
    case 'number':
    case 'text':
      return { text, choices: steering, expectsText: true };
  }
}

function hints(question: FormQuestion, number: string): readonly string[] {
  if (question.type === 'multiple') return [texts.howToTick];
  if (question.type === 'text') return [texts.typeText(question.maxLength)];
  if (question.type === 'number') return [texts.typeNumber(question.min, question.max, question.measure)];
  return number === '1' ? [texts.howToAnswer] : [];
}

function summaryLines({ draft, form }: OpenSurvey): readonly string[] {
  return askedQuestions(form, draft.answers).map((question) => {
    const answer = draft.answers[question.id];
    return texts.line(
      questionNumber(form, question.id),
      nameOf(question),
      answer === undefined ? texts.skipped : answerText(question, answer),
    );
  });
}

function nameOf(question: FormQuestion): string {
  return question.short ?? question.text;
}

/** An answer in the words of its question. */
function answerText(question: FormQuestion, answer: Answer): string {
  const label = (id: string) => optionsOf(question).find((option) => option.id === id)?.label ?? id;
  switch (answer.type) {
    case 'single':
      return answer.other === undefined ? label(answer.option) : texts.other(label(answer.option), answer.other);
    case 'multiple':
      return answer.options.map(label).join('; ');
    case 'number':
      return question.type === 'number' ? texts.counted(answer.value, question.measure) : String(answer.value);
    case 'text':
      return answer.text;
    case 'unknown':
      return texts.buttons.unknown;
    case 'skipped':
      return texts.skipped;
  }
}

const back: Choice = { label: texts.buttons.back, choice: 'back' };
const skip: Choice = { label: texts.buttons.skip, choice: 'skip' };
const stop: Choice = { label: texts.buttons.stop, choice: 'stop' };
