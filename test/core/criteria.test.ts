import { beforeAll, describe, expect, it } from 'vitest';
import { criteriaOf, criteriaSet, type CriteriaSet } from '../../core/criteria.js';
import { assess } from '../../core/criteria/assess.js';
import { communeTable } from '../../core/criteria/commune-table.js';
import { checkScores, type Score } from '../../core/criteria/scores.js';
import { pointsFor, proposeSurveyPoints, type SurveyScore } from '../../core/criteria/survey-points.js';
import { readYaml } from '../../runtime/read-data.js';
import { unitCode } from '../support/directory.js';

let set: CriteriaSet;
beforeAll(async () => {
  set = await readYaml('criteria.yaml', criteriaSet);
});

const full = (): readonly Score[] =>
  criteriaOf(set).map(({ id, points }) => ({ criterion: id, score: points, evidence: '' }));
const survey = (form: string, value: number, more: Partial<SurveyScore> = {}): SurveyScore => ({
  form,
  campaign: `${form}-2026`,
  n: 400,
  target: 385,
  satisfied: { value, low: value - 0.05, high: value + 0.05 },
  ...more,
});

describe('data/criteria.yaml', () => {
  it('has the five parts of 20, 25, 20, 15 and 20 points, a target and no threshold', () => {
    expect(set.parts.map(({ points }) => points)).toEqual([20, 25, 20, 15, 20]);
    expect(set).toMatchObject({ target: 60, threshold: null, verified: false });
    expect(set.parts[4]?.criteria.map(({ form }) => form)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `pks0${n}`));
  });

  it('is refused when points do not add up, or an id is used twice', () => {
    const faults = (changed: unknown) =>
      criteriaSet.safeParse(changed).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    const parts = structuredClone(set.parts);
    const [first] = parts;
    if (first === undefined) throw new Error('no parts');
    first.points = 21;
    expect(faults({ ...set, parts })).toEqual([
      'parts.0.points: the criteria add up to 20, not 21',
      'parts: the parts add up to 101, not 100',
    ]);
    first.points = 20;
    first.criteria = first.criteria.map((one) => (one.id === '1.2' ? { ...one, id: '2.1' } : one));
    expect(faults({ ...set, parts })).toEqual([
      'parts.0.criteria.1.id: must begin with "1."',
      'parts.1.criteria.0.id: "2.1" is used twice',
    ]);
    expect(faults({ ...set, survey: { ...set.survey, zeroAt: 0.9 } })).toEqual([
      'survey: "zeroAt" must be less than "fullAt"',
    ]);
  });
});

describe('scores that a commune gives itself', () => {
  it('are taken', () => {
    const written = [
      { row: 2, criterion: '1.1', score: 3.5, evidence: 'Kế hoạch năm' },
      { row: 3, criterion: '1.2', score: 0, evidence: '' },
    ];
    expect(checkScores(set, written)).toEqual({
      type: 'scores',
      scores: [
        { criterion: '1.1', score: 3.5, evidence: 'Kế hoạch năm' },
        { criterion: '1.2', score: 0, evidence: '' },
      ],
    });
  });

  it('are refused all together, each with its reason and where it stood', () => {
    const written = [
      { row: 2, criterion: '1.1', score: 4, evidence: '' },
      { row: 3, criterion: '1.2', score: 5.5, evidence: '' },
      { row: 4, criterion: '9.9', score: 1, evidence: '' },
      { row: 5, criterion: '1.3', score: -1, evidence: '' },
      { row: 6, criterion: '1.1', score: 1, evidence: '' },
      { row: 7, criterion: '1.4', score: 'ba', evidence: '' },
      { row: 8, criterion: '1.5', score: Number.NaN, evidence: '' },
    ];
    expect(checkScores(set, written)).toEqual({
      type: 'faults',
      faults: [
        { row: 3, because: 'above-maximum', criterion: '1.2', score: 5.5, maximum: 5 },
        { row: 4, because: 'unknown-criterion', criterion: '9.9' },
        { row: 5, because: 'below-zero', criterion: '1.3', score: -1 },
        { row: 6, because: 'given-twice', criterion: '1.1' },
        { row: 7, because: 'not-a-number', criterion: '1.4', found: 'ba' },
        { row: 8, because: 'not-a-number', criterion: '1.5', found: 'NaN' },
      ],
    });
  });
});

describe('points from surveys', () => {
  it('lie on a line between the two bounds', () => {
    const rule = { ...set.survey, zeroAt: 0.5, fullAt: 0.9, step: 0.1 };
    expect([0, 0.5, 0.6, 0.7, 0.85, 0.9, 1].map((share) => pointsFor(rule, share, 4))).toEqual([0, 0, 1, 2, 3.5, 4, 4]);
    expect(pointsFor(rule, 0.76, 4)).toBe(2.6);
    expect(pointsFor({ ...rule, step: 0.7 }, 1, 2)).toBe(2);
  });

  it('are proposed with their range, or not at all and with the reason', () => {
    const { satisfied: _, ...unknown } = survey('pks04', 0.9);
    const proposals = proposeSurveyPoints(set, [
      survey('pks01', 0.7),
      survey('pks02', 0.8, { n: 100 }),
      survey('pks03', 0.9, { n: 29 }),
      unknown,
    ]);
    expect(proposals).toHaveLength(7);
    expect(proposals[0]).toMatchObject({ criterion: '5.1', type: 'proposed', points: 1, between: [0.8, 1.3] });
    expect(proposals[0]).not.toHaveProperty('caution');
    expect(proposals[1]).toMatchObject({ type: 'proposed', caution: 'under-target' });
    expect(proposals[2]).toMatchObject({ type: 'too-few', n: 29, minimum: 30 });
    expect(proposals[3]).toMatchObject({ type: 'no-share', n: 400 });
    expect(proposals[4]).toMatchObject({ criterion: '5.5', type: 'no-survey' });
  });

  it('can be taken from the lower bound', () => {
    const strict = { ...set, survey: { ...set.survey, counts: 'low' as const } };
    expect(proposeSurveyPoints(strict, [survey('pks01', 0.7)])[0]).toMatchObject({ points: 0.8 });
  });
});

describe('a commune’s assessment', () => {
  it('takes surveys where the commune has given nothing, and its own points before them', () => {
    const own = full().filter(({ criterion }) => criterion !== '5.1' && criterion !== '5.2');
    const proposals = proposeSurveyPoints(set, [survey('pks01', 0.7), survey('pks07', 0.6)]);
    const { parts, total, missing, standing } = assess(set, own, proposals);
    expect(parts.map((part) => part.total)).toEqual([20, 25, 20, 15, 16]);
    expect(parts[4]?.given.map(({ by }) => by)).toEqual(['survey', 'nobody', 'self', 'self', 'self', 'self', 'self']);
    expect(parts[4]?.given[6]).toMatchObject({ points: 4, survey: { type: 'proposed', points: 1 } });
    expect({ total, missing, standing }).toEqual({ total: 96, missing: 1, standing: 'no-threshold' });
  });

  it('is reached or not only with a threshold and every criterion', () => {
    const strict = { ...set, threshold: 80 };
    expect(assess(strict, full()).standing).toBe('reached');
    expect(
      assess(
        strict,
        full().map((one) => ({ ...one, score: one.score * 0.7 })),
      ).standing,
    ).toBe('not-reached');
    expect(assess(strict, full().slice(1)).standing).toBe('incomplete');
    expect(assess(set, full()).standing).toBe('no-threshold');
  });

  it('without any points has no total: nothing is not zero', () => {
    expect(assess(set, [])).toMatchObject({ total: undefined, missing: criteriaOf(set).length });
    expect(assess(set, [{ criterion: '1.1', score: 0, evidence: '' }])).toMatchObject({ total: 0 });
  });
});

describe('the communes against the target', () => {
  const communes = () => [
    { unit: unitCode('07351'), scores: full() },
    { unit: unitCode('07339'), scores: full().slice(1) },
    { unit: unitCode('07306'), scores: [] },
    { unit: unitCode('07399'), scores: [], registered: true },
  ];

  it('counts who registered, and who reached, of all', () => {
    const table = communeTable({ ...set, threshold: 80 }, communes());
    expect(table.registered.map(({ unit }) => unit)).toEqual(['07351', '07339', '07399']);
    expect(table).toMatchObject({ communes: 4, reached: 1, incomplete: 2, percent: 25, target: 60 });
    const [best] = communes();
    expect(communeTable({ ...set, threshold: 80 }, best === undefined ? [] : [best]).targetMet).toBe('met');
  });

  const judged = (...shares: readonly (number | undefined)[]) =>
    communeTable(
      { ...set, threshold: 80 },
      shares.map((share, at) => ({
        unit: unitCode(String(10_000 + at)),
        scores: share === undefined ? [] : full().map((one) => ({ ...one, score: one.score * share })),
      })),
    );

  it('misses the target only when those of whom nothing is known could not meet it either', () => {
    expect(judged(1, 1, 0.5).targetMet).toBe('met');
    expect(judged(1, undefined, 0.5).targetMet).toBe('unknown');
    expect(judged(1, 0.5, 0.5).targetMet).toBe('not-met');
    expect(judged(undefined, 0.5, 0.5).targetMet).toBe('not-met');
    const [some] = full();
    const started = { unit: unitCode('07351'), scores: some === undefined ? [] : [some] };
    expect(communeTable({ ...set, threshold: 80 }, [started])).toMatchObject({ incomplete: 1, targetMet: 'unknown' });
  });

  it('reached nothing that can be told while nothing is entered', () => {
    expect(judged(undefined, undefined)).toMatchObject({
      reached: undefined,
      percent: undefined,
      targetMet: 'unknown',
    });
    const said = [{ unit: unitCode('07399'), scores: [], registered: true }];
    expect(communeTable({ ...set, threshold: 80 }, said)).toMatchObject({ reached: undefined, percent: undefined });
  });

  it('cannot be told without a threshold', () => {
    expect(communeTable(set, communes())).toMatchObject({
      reached: undefined,
      percent: undefined,
      targetMet: 'unknown',
    });
  });
});
