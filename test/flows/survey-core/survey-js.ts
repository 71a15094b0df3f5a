import { Model } from 'survey-core';
import type { Answer, Question, SurveyForm } from '../../../core/survey-form.js';

/** A form of ours written for SurveyJS (survey-core, headless), answered one question at a time. */
export type SurveyJs = {
  /** Forgets all answers: to make the form anew takes 25 ms. */
  readonly clear: () => void;
  /** Names of the questions it shows, in order. */
  readonly shown: () => readonly string[];
  /** Gives an answer; false, and nothing changed, when it does not take it. */
  readonly give: (id: string, answer: Answer) => boolean;
  readonly answers: () => Readonly<Record<string, unknown>>;
};

// Values of ours that SurveyJS has no question for: it keeps them as choices.
const unknown = 'khong-biet';

export function openSurveyJs(form: SurveyForm): SurveyJs {
  const model = new Model({
    elements: form.questions.map(toElement),
    clearInvisibleValues: 'onHidden',
    textUpdateMode: 'onTyping',
  });
  return {
    clear: () => {
      model.clear(true);
    },
    shown: () =>
      model
        .getAllQuestions()
        .filter((question) => question.isVisible)
        .map(({ name }) => name),
    give: (id, answer) => {
      const question = model.getQuestionByName(id);
      // An answer that is refused may have hidden others for a moment, and lost them.
      const before = { ...(model.data as Record<string, unknown>) };
      model.setValue(id, toValue(answer));
      const comment = answer.type === 'single' ? (answer.other ?? '') : '';
      // It thinks everything over again at each change, also when nothing changes.
      if (model.getComment(id) !== comment) model.setComment(id, comment);
      if (question.validate(false)) return true;
      model.data = before;
      return false;
    },
    answers: () => model.data as Record<string, unknown>,
  };
}

function toElement(question: Question): object {
  const common = {
    name: question.id,
    title: question.text,
    isRequired: !question.optional,
    ...(question.when === undefined
      ? {}
      : {
          visibleIf: question.when.answers
            .map((answer) => `{${question.when?.question ?? ''}} = '${answer}'`)
            .join(' or '),
        }),
  };
  switch (question.type) {
    case 'single':
    case 'scale':
      return {
        ...common,
        type: 'radiogroup',
        choices: [
          ...question.options.map(({ id, label }) => ({ value: id, text: label })),
          ...(question.unknown ? [unknown] : []),
        ],
      };
    case 'multiple':
      return {
        ...common,
        type: 'checkbox',
        choices: question.options.map(({ id, label }) => ({ value: id, text: label })),
      };
    case 'number':
      return {
        ...common,
        type: 'text',
        validators: [
          {
            type: 'expression',
            expression: `{${question.id}} = '${unknown}' or ({${question.id}} >= ${question.min} and {${question.id}} <= ${question.max})`,
          },
        ],
      };
    case 'text':
      return { ...common, type: 'comment', validators: [{ type: 'text', maxLength: question.maxLength }] };
  }
}

/** What SurveyJS keeps of an answer; nothing for what was passed over. */
export function toValue(answer: Answer): unknown {
  switch (answer.type) {
    case 'single':
      return answer.option;
    case 'multiple':
      return answer.options;
    case 'number':
      return answer.value;
    case 'text':
      return answer.text;
    case 'unknown':
      return unknown;
    case 'skipped':
      return undefined;
  }
}
