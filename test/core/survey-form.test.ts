import { describe, expect, it } from 'vitest';
import { surveyForm } from '../../core/survey-form.js';
import { askedQuestions, questionCount, questionNumber } from '../../core/survey-rules.js';
import { pks05 } from '../support/forms.js';

const yes = { id: 'co', label: 'Có' };
const no = { id: 'khong', label: 'Không' };
const first = { id: 'mot', type: 'single', text: 'Một?', options: [yes, no] };
const form = (...questions: readonly unknown[]) => ({
  id: 'pks01',
  version: 1,
  source: 'du-thao',
  title: 'Thử',
  audience: 'nguoi-dan',
  offered: 'menu',
  quarter: 1,
  partner: 'Tỉnh đoàn',
  consent: 'Đồng ý?',
  questions,
});
const faults = (value: unknown) => surveyForm.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

describe('a form', () => {
  it('is accepted', () => {
    expect(faults(form(first, { id: 'hai', type: 'text', text: 'Hai?' }))).toEqual([]);
  });

  it.each([
    ['satisfied with no answer of it', form({ ...first, satisfied: ['co-the'] }), 'which is no answer of'],
    [
      'a number with no room',
      form({ id: 'n', type: 'number', text: '?', min: 3, max: 3, measure: 'lần' }),
      'must be less than',
    ],
    ['an id used twice', form(first, first), 'used twice'],
    ['an option id used twice', form({ ...first, options: [yes, yes] }), 'option id is used twice'],
    [
      'a condition on a later question',
      form({ ...first, when: { question: 'hai', answers: ['co'] } }),
      'must name an earlier',
    ],
    [
      'a condition on a text',
      form({ id: 'o', type: 'text', text: '?' }, { ...first, when: { question: 'o', answers: ['co'] } }),
      'must name an earlier question',
    ],
    [
      'a condition on an answer that is none',
      form(first, { id: 'hai', type: 'text', text: '?', when: { question: 'mot', answers: ['co-the'] } }),
      'is no answer of',
    ],
    [
      'two comments',
      form({ id: 'a', type: 'text', text: '?', comment: true }, { id: 'b', type: 'text', text: '?', comment: true }),
      'only one question',
    ],
    ['one option', form({ ...first, options: [yes] }), 'Too small'],
    ['a field that nobody reads', form({ ...first, wheen: 1 }), 'Unrecognized key'],
    ['an id that is no button data', form({ ...first, id: 'Câu 1' }), 'lower-case letters'],
    ['no questions', form(), 'Too small'],
  ])('with %s is refused, with the reason', (_, value, reason) => {
    expect(faults(value).join('\n')).toContain(reason);
  });
});

describe('PKS05', () => {
  const pks = pks05();

  it('has ten questions, with a sub-question to three of them', () => {
    expect(questionCount(pks)).toBe(10);
    const subs = pks.questions.filter((question) => question.when !== undefined);
    expect(subs.map((question) => [questionNumber(pks, question.id), question.type])).toEqual([
      ['4a', 'multiple'],
      ['8a', 'single'],
      ['9a', 'single'],
    ]);
  });

  it('asks nobody a sub-question without cause', () => {
    expect(askedQuestions(pks, {}).map((question) => questionNumber(pks, question.id))).toEqual(
      Array.from({ length: 10 }, (_, at) => String(at + 1)),
    );
  });

  it('treats what touches bribery with care, and lets it be passed over', () => {
    const sensitive = pks.questions.filter((question) => question.sensitive);
    expect(sensitive.map((question) => question.id)).toEqual(['chi-them', 'chi-them-o-dau']);
    expect(sensitive.every((question) => question.optional)).toBe(true);
  });

  it('ends with a free comment', () => {
    expect(pks.questions.at(-1)).toMatchObject({ type: 'text', comment: true, optional: true });
  });

  it('is a draft, and says how it keeps people anonymous', () => {
    expect(pks.source).toBe('du-thao');
    expect(pks.consent).toContain('ẩn danh');
  });
});
