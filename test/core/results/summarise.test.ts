import { describe, expect, it } from 'vitest';
import type { Results } from '../../../core/results/results.js';
import { surveyForm } from '../../../core/survey-form.js';
import { campaign, form, lines, resultsOf } from './made.js';

const figuresOf = ({ units }: Results, at = 0) => {
  const found = units[at];
  if (found?.type !== 'shown') throw new Error('the unit is not shown');
  return found.figures;
};
const question = (results: Results, id: string, at = 0) =>
  figuresOf(results, at).questions.find((one) => one.id === id);
const wholeQuestion = (results: Results, id: string) => results.whole?.questions.find((one) => one.id === id);
const types = (results: Results) => figuresOf(results).warnings.map(({ type }) => type);

describe('the figures of a commune', () => {
  const results = resultsOf([{ lines: lines([60, 'd;2;b;'], [20, 'a;4;b;'], [20, 'e;?;-;']), population: 1000 }]);

  it('are how many, of how many, and how many were needed', () => {
    expect(figuresOf(results)).toMatchObject({ n: 100, population: 1000, target: 286, rate: 0.1 });
  });

  it('are shares with intervals, grades and means', () => {
    const judged = question(results, 'chung')?.figures;
    expect(judged).toMatchObject({
      answered: 100,
      satisfied: { value: 0.8 },
      grade: { grades: 5, index: { value: 65 } },
    });
    expect(judged?.grade?.mean).toBeCloseTo(3.6, 9);
    expect(judged?.options.map(({ isGood, cell }) => [isGood, cell])).toEqual([
      [false, { type: 'shown', count: 20, share: 0.2 }],
      [false, { type: 'shown', count: 0, share: 0 }],
      [false, { type: 'shown', count: 0, share: 0 }],
      [true, { type: 'shown', count: 60, share: 0.6 }],
      [true, { type: 'shown', count: 20, share: 0.2 }],
    ]);
    expect(question(results, 'lan')?.figures).toMatchObject({ answered: 80, unknown: 20, mean: { value: 2.5 } });
  });

  it('are not sure because all agree', () => {
    const alike = resultsOf([{ lines: lines([5, 'd;2;b;']), population: 1000 }], {
      before: resultsOf([{ lines: lines([9, 'd;5;b;']), population: 1000 }]),
    });
    const { value = 0, low = 0, high = 0 } = question(alike, 'chung')?.figures?.grade?.index ?? {};
    expect([value, low < 50, high > 90, high <= 100]).toEqual([75, true, true, true]);
    expect(question(alike, 'lan')?.figures?.mean).toEqual({ value: 2 });
    expect(question(alike, 'lan')?.change).toBeUndefined();
    expect(question(resultsOf([{ lines: lines([5, 'd;2;b;']), population: 5 }]), 'lan')?.figures?.mean).toEqual({
      value: 2,
      low: 2,
      high: 2,
    });
  });

  it('end on the day on which the campaign was ended', () => {
    const ended = (finishedOn: string) => resultsOf([], { campaign: { ...campaign, finishedOn } }).campaign.closesOn;
    expect(ended('2026-08-15')).toBe('2026-08-15');
    expect(ended('2026-10-02')).toBe('2026-09-30');
  });

  it('count a person once, however many judgements he gives', () => {
    expect(figuresOf(results).satisfied).toMatchObject({ value: 0.8 });
  });

  it('narrow where the population is known, but not by one that cannot be right', () => {
    const width = (population?: number) => {
      const [found] = [
        resultsOf([
          { lines: lines([8, 'd;1;b;'], [2, 'a;1;b;']), ...(population === undefined ? {} : { population }) },
        ]),
      ];
      const { low = 0, high = 1 } = question(found, 'chung')?.figures?.satisfied ?? {};
      return high - low;
    };
    expect(width(12)).toBeLessThan(width());
    expect(width(9)).toBe(width());
    expect(width(10)).toBe(0);
  });
});

describe('warnings', () => {
  const many = lines([100, 'd;2;b;']);
  it.each([
    ['nothing to warn of', { lines: many, population: 110 }, {}, []],
    ['under the target', { lines: many, population: 1000 }, {}, ['under-target']],
    ['nobody said of how many', { lines: many }, {}, ['no-population']],
    ['more than there are', { lines: many, population: 99 }, {}, ['over-population']],
    [
      'whoever wants',
      { lines: many, population: 110 },
      { campaign: { ...campaign, access: 'open' as const } },
      ['self-selected'],
    ],
    ['a burst', { lines: many, population: 110, peak: 20 }, {}, ['burst']],
    ['no burst', { lines: many, population: 110, peak: 19 }, {}, []],
    ['few', { lines: lines([29, 'd;2;b;']), population: 29 }, {}, ['small-n']],
    ['what does not fit', { lines: `${many}\nx`, population: 110 }, {}, ['unreadable']],
  ])('%s', (_, unit, more, expected) => {
    expect(types(resultsOf([unit], more))).toEqual(expected);
  });
});

describe('the whole', () => {
  const of = (n: number, population?: number) => ({
    lines: lines([n, 'd;1;b;']),
    ...(population === undefined ? {} : { population }),
  });
  const over = { type: 'over-population', n: 60, population: 50, units: 1 };

  it('has no number of people when that of one commune cannot be right, and says so', () => {
    const { whole } = resultsOf([of(60, 50), of(40, 1000)]);
    expect(whole?.population).toBeUndefined();
    expect(whole?.rate).toBeUndefined();
    expect(whole?.target).toBeUndefined();
    expect(whole?.warnings).toEqual([over]);
    const { low = 0, high = 0 } = whole?.questions[0]?.figures?.satisfied ?? {};
    expect(high - low).toBeGreaterThan(0);
    expect(resultsOf([of(60, 50), of(40)]).whole?.warnings).toEqual([over]);
    expect(resultsOf([of(60, 70), of(40)]).whole?.warnings).toEqual([{ type: 'no-population' }]);
  });
});

describe('few responses', () => {
  const many = { lines: lines([50, 'd;2;b;']), population: 500 };
  const few = { lines: lines([4, 'a;2;a;a']), population: 500 };

  it('show nothing of a commune, and are no part of the whole', () => {
    const results = resultsOf([many, few, { ...many }, { lines: '', population: 500 }]);
    expect(results.units.map(({ type }) => type)).toEqual(['shown', 'suppressed', 'shown', 'suppressed']);
    expect(results.units[1]).toEqual({ type: 'suppressed', unit: '00002' });
    expect(results).toMatchObject({ counted: 2, leftOut: 2, whole: { n: 100, population: 1000 } });
    expect(wholeQuestion(results, 'chung')?.figures?.options[0]?.cell).toMatchObject({ count: 0 });
  });

  it('leave no whole when there is nothing else', () => {
    const results = resultsOf([few, few]);
    expect(results.whole).toBeUndefined();
    expect(results.leftOut).toBe(2);
  });
});

describe('few answers to a sensitive question', () => {
  const cells = (results: Results, at = 0) =>
    question(results, 'tien', at)?.figures?.options.map(({ cell }) => cell.type);
  const asked = (yes: number, no: number) => ({ lines: lines([yes, 'd;1;a;a'], [no, 'd;1;b;']) });

  it.each([
    [0, 50, ['shown', 'shown']],
    [1, 49, ['few', 'withheld']],
    [4, 46, ['few', 'withheld']],
    [5, 45, ['shown', 'shown']],
    [48, 2, ['withheld', 'few']],
    // 7 in all and one side few: the other is 5 or more, so the few are two at most. Nothing is said.
    [1, 6, undefined],
  ])('%i yes, %i no', (yes, no, expected) => {
    expect(cells(resultsOf([asked(yes, no)]))).toEqual(expected);
  });

  it('also hide what only those were asked', () => {
    expect(question(resultsOf([asked(3, 47)]), 'o-dau')?.figures).toBeUndefined();
    expect(question(resultsOf([asked(6, 44)]), 'o-dau')?.figures?.answered).toBe(6);
  });

  it('cannot be found by subtracting the other communes from the whole', () => {
    expect(wholeQuestion(resultsOf([asked(3, 47), asked(0, 50)]), 'tien')?.figures).toBeUndefined();
    expect(wholeQuestion(resultsOf([asked(1, 47), asked(1, 50)]), 'tien')?.figures).toBeUndefined();
    const open = wholeQuestion(resultsOf([asked(3, 47), asked(2, 50), asked(9, 50)]), 'tien')?.figures;
    expect(open?.options[0]?.cell).toEqual({ type: 'shown', count: 14, share: 14 / 161 });
  });

  it('are the whole’s too when there is one commune', () => {
    const results = resultsOf([asked(3, 47), { lines: '' }]);
    expect(wholeQuestion(results, 'tien')).toEqual(question(results, 'tien'));
  });

  describe('cannot be found through the mean of all judgements', () => {
    const grades = [
      { id: 'kem', label: 'Kém' },
      { id: 'thuong', label: 'Thường' },
      { id: 'tot', label: 'Tốt' },
    ];
    const judgement = (id: string, sensitive: boolean) => ({
      ...{ id, text: `${id}?`, type: 'scale', sensitive, optional: true, options: grades, satisfied: ['tot'] },
    });
    const judged = surveyForm.parse({
      ...form,
      questions: [judgement('c', false), judgement('s1', true), judgement('s2', true)],
    });
    const of = (...units: readonly string[]) =>
      resultsOf(
        units.map((one) => ({ lines: one })),
        { form: judged },
      );
    /** In each judgement one bad answer. */
    const oneBad = lines([17, 'c;c;c'], [1, 'a;c;c'], [1, 'c;a;c'], [1, 'c;c;a']);
    const allGood = lines([20, 'c;c;c']);

    it('of which one or several are withheld', () => {
      for (const packed of [oneBad, lines([19, 'c;c;c'], [1, 'c;c;a'])]) {
        const results = of(packed);
        expect(question(results, 's2')?.figures?.satisfied).toBeUndefined();
        expect(question(results, 'c')?.figures?.satisfied).toBeDefined();
        expect(figuresOf(results).satisfied).toBeUndefined();
        expect(results.whole?.satisfied).toBeUndefined();
      }
    });

    it('nor through that of the whole, of which one commune’s or a few persons’ would be left', () => {
      expect(of(oneBad, allGood).whole?.satisfied).toBeUndefined();
      expect(of(allGood, allGood)).toMatchObject({ whole: { satisfied: { value: 1 }, judging: 40 } });
      const silent = lines([9, '-;-;-'], [1, 'a;-;-']);
      expect(of(silent, allGood).whole?.satisfied).toBeUndefined();
      expect(of(silent, silent, allGood).whole?.satisfied).toBeUndefined();
    });

    it('when only a few persons gave any', () => {
      const results = of(lines([9, '-;-;-'], [1, 'a;-;-']));
      expect(figuresOf(results).n).toBe(10);
      expect(figuresOf(results).satisfied).toBeUndefined();
      expect(figuresOf(results).judging).toBeUndefined();
      expect(figuresOf(of(lines([5, '-;-;-'], [5, 'a;-;-'])))).toMatchObject({ n: 10, judging: 5 });
    });
  });

  it('keep the satisfied share when both sides are many', () => {
    const sensitive = {
      ...form,
      questions: form.questions.map((one) => (one.id === 'chung' ? { ...one, sensitive: true } : one)),
    };
    const shown = resultsOf([{ lines: lines([2, 'a;1;b;'], [20, 'b;1;b;'], [30, 'd;1;b;'], [9, 'e;1;b;']) }], {
      form: sensitive,
    });
    const found = question(shown, 'chung')?.figures;
    expect(found?.satisfied?.value).toBeCloseTo(39 / 61, 9);
    expect(found?.grade).toBeUndefined();
    expect(found?.options.map(({ cell }) => cell.type)).toEqual(['few', 'withheld', 'shown', 'shown', 'shown']);
    const hidden = resultsOf([{ lines: lines([2, 'a;1;b;'], [30, 'd;1;b;'], [9, 'e;1;b;']) }], { form: sensitive });
    expect(question(hidden, 'chung')?.figures?.satisfied).toBeUndefined();
    // It is the only judgement: its mean is what was held back.
    expect(figuresOf(hidden).satisfied).toBeUndefined();
  });
});

describe('against an earlier campaign', () => {
  const now = [{ lines: lines([90, 'd;2;b;'], [10, 'a;3;b;']) }, { lines: lines([20, 'd;2;b;'], [20, 'a;2;b;']) }];
  const then = [{ lines: lines([50, 'd;4;b;'], [50, 'a;5;b;']) }, { lines: lines([19, 'd;2;b;'], [21, 'a;2;b;']) }];

  it('says what has changed, and whether that is clear', () => {
    const results = resultsOf(now, { before: resultsOf(then) });
    expect(results.before?.id).toBe(campaign.id);
    expect(figuresOf(results).change).toMatchObject({ isClear: true });
    expect(figuresOf(results).change?.value).toBeCloseTo(0.4, 9);
    expect(question(results, 'lan')?.change).toMatchObject({ isClear: true });
    expect(question(results, 'lan')?.change?.value).toBeCloseTo(-2.4, 9);
    expect(question(results, 'chung', 1)?.change).toMatchObject({ isClear: false });
    expect(results.whole?.change).toMatchObject({ isClear: true });
    expect(results.before?.sameUnits).toBe(true);
  });

  it('compares only the same questions, and says when other communes are counted', () => {
    const other = {
      ...form,
      questions: form.questions.map((one) => (one.id === 'chung' ? { ...one, text: 'Khác?' } : one)),
    };
    const results = resultsOf(now, { before: resultsOf(then, { form: other }) });
    expect(question(results, 'chung')?.change).toBeUndefined();
    expect(figuresOf(results).change).toBeUndefined();
    expect(question(results, 'lan')?.change).toBeDefined();
    const fewer = resultsOf(now, { before: resultsOf(then.slice(0, 1)) });
    expect(fewer.before?.sameUnits).toBe(false);
    expect(figuresOf(fewer, 1).change).toBeUndefined();
  });
});

it('ranks only those whose intervals leave one place', () => {
  const at = (good: number) => ({ lines: lines([good, 'd;1;b;'], [100 - good, 'a;1;b;']) });
  const ranks = ({ units }: Results) => units.map((one) => (one.type === 'shown' ? one.rank : 'none'));
  expect(ranks(resultsOf([at(95), at(50), at(55), at(10)]))).toEqual([1, undefined, undefined, 4]);
  expect(ranks(resultsOf([at(95)]))).toEqual([undefined]);
});
