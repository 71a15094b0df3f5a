import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mayBeUnknown,
  optionsOf,
  surveyForm,
  type Answer,
  type Answers,
  type Question,
} from '../../core/survey-form.js';
import {
  askedQuestions,
  fits,
  fittingAnswers,
  nextQuestion,
  previousQuestion,
  questionNumber,
  splitComment,
  withAnswer,
} from '../../core/survey-rules.js';
import { allForms, pks05 } from '../support/forms.js';

const form = pks05();
const single = (option: string, other?: string): Answer =>
  other === undefined ? { type: 'single', option } : { type: 'single', option, other };

describe('sub-questions', () => {
  const late = withAnswer(form, {}, 'tra-ket-qua', single('tre'));

  it('come with the answer that asks for them', () => {
    expect(askedQuestions(form, late).map(({ id }) => id)).toContain('bao-tre');
  });

  it('go with it, and their answers too', () => {
    const told = withAnswer(form, late, 'bao-tre', single('co'));
    expect(Object.keys(withAnswer(form, told, 'tra-ket-qua', single('tre')))).toEqual(['tra-ket-qua', 'bao-tre']);
    expect(withAnswer(form, told, 'tra-ket-qua', single('dung'))).toEqual({ 'tra-ket-qua': single('dung') });
  });

  it('of a sub-question go with it', () => {
    const yesNo = [
      { id: 'co', label: 'Có' },
      { id: 'khong', label: 'Không' },
    ];
    const when = (question: string) => ({ question, answers: ['co'] });
    const nested = surveyForm.parse({
      ...form,
      questions: [
        { id: 'a', type: 'single', text: 'A', options: yesNo },
        { id: 'b', type: 'single', text: 'B', options: yesNo, when: when('a') },
        { id: 'c', type: 'text', text: 'C', when: when('b') },
      ],
    });
    expect(['a', 'b', 'c'].map((id) => questionNumber(nested, id))).toEqual(['1', '1a', '1b']);
    const all: Answers = { a: single('co'), b: single('co'), c: { type: 'text', text: 'x' } };
    expect(askedQuestions(nested, all)).toHaveLength(3);
    expect(withAnswer(nested, all, 'a', single('khong'))).toEqual({ a: single('khong') });
  });
});

describe('the way through', () => {
  it('goes to the first question without an answer, and back to the one before', () => {
    const answers = { tuoi: single('duoi-25'), 'gioi-tinh': single('nam') };
    expect(nextQuestion(form, answers)?.id).toBe('linh-vuc');
    expect(previousQuestion(form, answers, 'linh-vuc')?.id).toBe('gioi-tinh');
    expect(previousQuestion(form, answers, 'tuoi')).toBeUndefined();
  });

  it.each(allForms())('ends, whatever is answered: $id', (form) => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 25, maxLength: 25 }), (choices) => {
        let answers: Answers = {};
        for (let asked = 0; asked <= form.questions.length; asked += 1) {
          const question = nextQuestion(form, answers);
          if (question === undefined) break;
          const pick = choices[asked] ?? 0;
          const given = anyAnswer(question, pick);
          answers = withAnswer(form, answers, question.id, given);
          expect(answers[question.id]).toEqual(given);
        }
        expect(nextQuestion(form, answers)).toBeUndefined();
        expect(fittingAnswers(form, answers)).toEqual(answers);
      }),
    );
  });
});

describe('what fits a question', () => {
  const question = (id: string) => {
    const found = form.questions.find((item) => item.id === id);
    if (found === undefined) throw new Error(`no question ${id}`);
    return found;
  };

  it.each<[string, Answer, boolean]>([
    ['tuoi', single('duoi-25'), true],
    ['tuoi', single('muoi-tam'), false],
    ['tuoi', { type: 'skipped' }, false],
    ['tuoi', { type: 'text', text: '20' }, false],
    ['tuoi', single('duoi-25', 'khác'), false],
    ['linh-vuc', single('khac', 'Vay vốn'), true],
    ['linh-vuc', single('khac', 'x'.repeat(201)), false],
    ['linh-vuc', single('dat-dai', 'Vay vốn'), false],
    ['vi-sao-lau', { type: 'multiple', options: ['ruom-ra', 'xu-ly-cham'] }, true],
    ['vi-sao-lau', { type: 'multiple', options: [] }, false],
    ['vi-sao-lau', { type: 'multiple', options: ['ruom-ra', 'trời mưa'] }, false],
    ['vi-sao-lau', single('ruom-ra'), false],
    ['chi-them', { type: 'skipped' }, true],
    ['y-kien', { type: 'text', text: 'x'.repeat(1000) }, true],
    ['y-kien', { type: 'text', text: 'x'.repeat(1001) }, false],
  ])('%s: %j is %s', (id, answer, expected) => {
    expect(fits(question(id), answer)).toBe(expected);
  });
});

describe('the free comment', () => {
  const rest: Answers = { tuoi: single('duoi-25') };

  it('is taken out of the answers, so that it leads back to none of them', () => {
    const split = splitComment(form, { ...rest, 'y-kien': { type: 'text', text: 'Nên có ghế.' } });
    expect(split).toEqual({ answers: rest, comment: 'Nên có ghế.' });
  });

  it('that was passed over stays an answer', () => {
    const answers: Answers = { ...rest, 'y-kien': { type: 'skipped' } };
    expect(splitComment(form, answers)).toEqual({ answers });
  });
});

function anyAnswer(question: Question, pick: number): Answer {
  const options = optionsOf(question);
  const option = options[pick % Math.max(options.length, 1)]?.id ?? '';
  if (mayBeUnknown(question) && pick % 5 === 0) return { type: 'unknown' };
  switch (question.type) {
    case 'single':
    case 'scale':
      return single(option);
    case 'multiple':
      return { type: 'multiple', options: [option] };
    case 'number':
      return { type: 'number', value: Math.max(question.min, Math.min(pick, question.max)) };
    case 'text':
      return { type: 'text', text: 'x' };
  }
}
