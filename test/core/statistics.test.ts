import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeOf,
  isBounded,
  meanInterval,
  meanShare,
  rankRanges,
  sampleSize,
  wilson,
  type Estimate,
  type Unbounded,
} from '../../core/statistics.js';
import { tQuantile } from '../../core/statistics/student.js';

const some = (estimate: Estimate | Unbounded | undefined): Estimate => {
  if (estimate === undefined || !isBounded(estimate)) throw new Error('there is no estimate');
  return estimate;
};
/** A fraction of people, and perhaps how many there are. */
const counts = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([n, part]) => ({ n, successes: Math.round(n * part) }));

describe('sampleSize', () => {
  // Yamane's formula; 9,629 people: a commune of some size.
  it.each([
    [9629, 0.05, 385],
    [1000, 0.05, 286],
    [2000, 0.05, 334],
    [10_000, 0.05, 385],
    [100_000, 0.05, 399],
    [400, 0.05, 200],
    [10_000, 0.1, 100],
    [1, 0.05, 1],
    [0, 0.05, 0],
  ])('of %i people at %f is %i', (population, margin, expected) => {
    expect(sampleSize(population, margin)).toBe(expected);
  });
});

describe('wilson', () => {
  // Newcombe 1998 (single proportion), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i', (successes, n, low, high) => {
    const interval = some(wilson(successes, n));
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('says nothing of nobody, and is sure of everybody', () => {
    expect(wilson(0, 0)).toBeUndefined();
    expect(wilson(3, 4, { population: 4 })).toEqual({ value: 0.75, low: 0.75, high: 0.75 });
    expect(wilson(3, 4, { population: 3 })).toEqual({ value: 0.75, low: 0.75, high: 0.75 });
  });

  it('with a population is the interval of n(N−1)/(N−n) people', () => {
    const [n, population] = [200, 1000];
    const effective = (n * (population - 1)) / (population - n);
    expect(some(wilson(50, n, { population })).low).toBeCloseTo(some(wilson(effective / 4, effective)).low, 12);
  });

  it('contains the share, stays within 0 and 1, and narrows with people and with the population known', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 10_000 }), ({ n, successes }, more) => {
        const { value, low, high } = some(wilson(successes, n));
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(1);
        const finite = some(wilson(successes, n, { population: n + more }));
        expect(finite.high - finite.low).toBeLessThanOrEqual(high - low + 1e-12);
        const twice = some(wilson(2 * successes, 2 * n));
        expect(twice.high - twice.low).toBeLessThan(high - low);
      }),
    );
  });
});

describe('tQuantile', () => {
  it.each([
    [1, 12.706],
    [2, 4.303],
    [5, 2.571],
    [10, 2.228],
    [12, 2.179],
    [13, 2.16],
    [15, 2.131],
    [20, 2.086],
    [30, 2.042],
    [60, 2],
    [120, 1.98],
    [1_000_000, 1.96],
  ])('for %i degrees of freedom is %f', (degrees, expected) => {
    expect(tQuantile(degrees)).toBeCloseTo(expected, 3);
  });
});

describe('meanInterval', () => {
  it('is mean ± t·s/√n, with √(1 − n/N)', () => {
    // 2, 4, 6: mean 4, s = 2, t(2) = 4.3027.
    const { value, low, high } = some(meanInterval(3, 12, 56));
    expect(value).toBe(4);
    expect(high - 4).toBeCloseTo((4.30265 * 2) / Math.sqrt(3), 4);
    expect(4 - low).toBeCloseTo(high - 4, 12);
    expect(some(meanInterval(3, 12, 56, { population: 12 })).high - 4).toBeCloseTo((high - 4) * Math.sqrt(0.75), 10);
  });

  it('has no bounds when all are the same, unless they are everybody', () => {
    expect(meanInterval(5, 10, 20)).toEqual({ value: 2 });
    expect(meanInterval(3, 0.3, 3 * 0.1 ** 2)?.high).toBeUndefined();
    expect(meanInterval(5, 0, 0, { population: 6 })).toEqual({ value: 0 });
    expect(meanInterval(5, 10, 20, { population: 5 })).toEqual({ value: 2, low: 2, high: 2 });
    expect(meanInterval(5, 11, 25)?.high).toBeGreaterThan(2.2);
  });

  it('says nothing of one, unless he is everybody', () => {
    expect(meanInterval(0, 0, 0)).toBeUndefined();
    expect(meanInterval(1, 7, 49)).toBeUndefined();
    expect(meanInterval(1, 7, 49, { population: 1 })).toEqual({ value: 7, low: 7, high: 7 });
  });
});

describe('meanShare', () => {
  const of = (shares: readonly number[], population?: number) =>
    some(
      meanShare(
        shares.length,
        shares.reduce((sum, share) => sum + share, 0),
        shares.reduce((sum, share) => sum + share ** 2, 0),
        { population },
      ),
    );

  it('is about Wilson’s interval where every share is 0 or 1, and narrower where they differ less', () => {
    const binary = of(Array.from({ length: 400 }, (_, at) => (at < 300 ? 1 : 0)));
    const wilsons = some(wilson(300, 400));
    expect(binary.low).toBeCloseTo(wilsons.low, 2);
    expect(binary.high).toBeCloseTo(wilsons.high, 2);
    const alike = of(Array.from({ length: 400 }, (_, at) => (at < 200 ? 0.7 : 0.8)));
    expect(alike.high - alike.low).toBeLessThan((wilsons.high - wilsons.low) / 3);
  });

  it('is not sure because all agree, and counts no more answers than were given', () => {
    expect(of([1, 1, 1, 1, 1])).toEqual(wilson(5, 5));
    const [sum, squares] = [3, 1.8001];
    const capped = some(meanShare(5, sum, squares, { answersEach: 4 }));
    expect(capped.high - capped.low).toBeCloseTo(some(wilson(12, 20)).high - some(wilson(12, 20)).low, 6);
  });

  it('contains the mean and stays within 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }),
        fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
        (shares, population) => {
          const { value, low, high } = of(shares, population);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(value);
          expect(value).toBeLessThanOrEqual(high);
          expect(high).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('changeOf', () => {
  // Newcombe 1998 (difference of proportions), table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])('of %i/%i − %i/%i', (a, m, b, n, low, high) => {
    const change = changeOf(some(wilson(a, m)), some(wilson(b, n)));
    expect(change.low).toBeCloseTo(low, 4);
    expect(change.high).toBeCloseTo(high, 4);
    expect(change.isClear).toBe(low > 0);
  });

  it('turns round with its sides, and is clear where two intervals do not meet', () => {
    fc.assert(
      fc.property(counts, counts, (one, other) => {
        const [a, b] = [some(wilson(one.successes, one.n)), some(wilson(other.successes, other.n))];
        const [there, back] = [changeOf(a, b), changeOf(b, a)];
        expect(there.low).toBeCloseTo(-back.high, 12);
        expect(there.low).toBeLessThanOrEqual(there.value);
        expect(there.value).toBeLessThanOrEqual(there.high);
        if (a.low > b.high || b.low > a.high) expect(there.isClear).toBe(true);
      }),
    );
  });
});

describe('rankRanges', () => {
  it('orders only what does not overlap', () => {
    const at = (low: number, high: number): Estimate => ({ value: (low + high) / 2, low, high });
    expect(rankRanges([at(0.5, 0.6), at(0.9, 1), at(0.55, 0.7), at(0.1, 0.2)])).toEqual([
      { best: 2, worst: 3 },
      { best: 1, worst: 1 },
      { best: 2, worst: 3 },
      { best: 4, worst: 4 },
    ]);
    expect(rankRanges([at(0, 1), at(0, 0.1), at(0.9, 1)])).toEqual([
      { best: 1, worst: 3 },
      { best: 2, worst: 3 },
      { best: 1, worst: 2 },
    ]);
  });
});
