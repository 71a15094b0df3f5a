import { describe, expect, it } from 'vitest';
import { addUpFeedback, type FeedbackGroup } from '../../core/report/feedback.js';
import { commune, otherCommune, province } from '../support/cases.js';

const group = (received: number, change: Partial<FeedbackGroup> = {}): FeedbackGroup => ({
  ...{ carried: 0, received, answered: received, open: 0, late: 0, openLate: 0, comments: 0 },
  owner: commune,
  bypass: false,
  category: 'giao-thong',
  ...change,
});

describe('the cases that a report adds up', () => {
  it('are those that its jurisdiction may know of', () => {
    const groups = [
      group(10),
      group(20, { escalatedTo: province }),
      group(40, { owner: province, bypass: true }),
      group(80, { owner: otherCommune }),
      // Never routed so; were it, neither report may show it as the commune's.
      group(160, { bypass: true }),
    ];
    expect(addUpFeedback(commune, groups, 5)?.total.received).toBe(30);
    expect(addUpFeedback(otherCommune, groups, 5)?.total.received).toBe(80);
    expect(addUpFeedback(province, groups, 5)?.total.received).toBe(150);
  });

  it('show few of a category together, with what has no other category', () => {
    const { category: _, ...unsorted } = group(7);
    const groups = [group(4, { category: 'y-te' }), group(3, { category: 'khac' }), unsorted, group(2), group(3)];
    expect(addUpFeedback(commune, groups, 5)?.lines.map(({ category, received }) => [category, received])).toEqual([
      ['giao-thong', 5],
      ['unsorted', 7],
      ['others', 7],
    ]);
  });

  it('are missing, not none, where there is nothing to count', () => {
    expect(addUpFeedback(commune, [], 5)).toBeUndefined();
    expect(addUpFeedback(commune, [group(9, { owner: otherCommune })], 5)).toBeUndefined();
  });
});
