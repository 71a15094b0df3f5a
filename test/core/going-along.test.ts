import { describe, expect, it } from 'vitest';
import { applyCaseAction, caseRefusal, isLater, type Case, type CaseAction, type CaseStatus } from '../../core/case.js';
import { citizenMay, seatMay, seenInGroup } from '../../core/access.js';
import { forOthers } from '../../core/for-others.js';
import { actionAlong, goesAlong, missedActions } from '../../core/going-along.js';
import { commune, otherCommune, province, reported, seatAt } from '../support/cases.js';
import { unitCode } from '../support/directory.js';

const first: Case = { ...reported, id: 'cas_first', code: 'PA-7K3F-Q1' };
const later = (change: Partial<Case> = {}, of: Case = first): Case => ({
  ...reported,
  id: 'cas_later',
  group: { first: of, others: [], people: 2, along: 0 },
  ...change,
});

describe('a case that is linked to an earlier one', () => {
  it('can join it once and part from it, by its citizen alone', () => {
    expect(applyCaseAction(later(), { type: 'join' })).toEqual({ type: 'changed', change: { joined: true } });
    expect(applyCaseAction(later({ joined: true }), { type: 'join' })).toMatchObject({ because: 'joined-before' });
    expect(applyCaseAction(later({ joined: true }), { type: 'part' })).toEqual({
      type: 'changed',
      change: { joined: false, duplicateOf: null },
    });
    for (const action of ['join', 'part'] as const) {
      expect(caseRefusal(reported, action)).toBe('not-linked');
      expect(caseRefusal({ ...first, group: { first, others: [], people: 2, along: 0 } }, action)).toBe('not-linked');
      expect(caseRefusal(later({ status: 'answered' }), action)).toBe('already-answered');
      expect(citizenMay(['cht_citizen'], action, later())).toBe(true);
      expect(citizenMay(['cht_other'], action, later())).toBe(false);
      expect(seatMay(seatAt(commune), action, later())).toBe(false);
    }
  });

  it.each<[boolean, CaseStatus, boolean]>([
    [true, 'forwarded', true],
    [true, 'acknowledged', true],
    [true, 'answered', false],
    [true, 'closed', false],
    [false, 'forwarded', false],
  ])('joined: %s, the first %s: goes along: %s', (joined, status, goes) => {
    const subject = later(joined ? { joined } : {}, { ...first, status });
    expect(goesAlong(subject)).toBe(goes);
    expect(isLater(subject)).toBe(true);
  });

  it('goes along when the first is taken, answered or handed on, and with nothing else', () => {
    const all: readonly CaseAction[] = [
      { type: 'acknowledge' },
      { type: 'answer', text: 'Chào ông Tám, đã vá.' },
      { type: 'transfer', to: otherCommune },
      { type: 'ask', question: 'Ở đâu?' },
      { type: 'relabel', category: 'xay-dung' },
      { type: 'add', text: 'Thêm' },
      { type: 'confirm' },
      { type: 'reopen', reason: 'Chưa' },
      { type: 'join' },
      { type: 'part' },
    ];
    expect(all.flatMap((action) => actionAlong(action, later()) ?? [])).toEqual([
      { type: 'acknowledge' },
      { type: 'answer', text: 'Chào ông …, đã vá.' },
      { type: 'transfer', to: otherCommune },
    ]);
    expect(actionAlong({ type: 'transfer', to: otherCommune }, later({ bypass: true }))).toBeUndefined();
  });

  it.each<[string, Partial<Case>, readonly CaseAction[]]>([
    ['nothing', {}, []],
    ['that it was taken', { status: 'acknowledged' }, [{ type: 'acknowledge' }]],
    ['that its citizen was asked', { status: 'asked', question: 'Ở đâu?' }, [{ type: 'acknowledge' }]],
    ['its answer', { status: 'closed', answer: 'Đã vá.' }, [{ type: 'answer', text: 'Đã vá.' }]],
    ['where it went', { owner: province }, [{ type: 'transfer', to: province, unit: unitCode('07351') }]],
    [
      'where it went, and that it was taken there',
      { owner: province, status: 'acknowledged' },
      [{ type: 'transfer', to: province, unit: unitCode('07351') }, { type: 'acknowledge' }],
    ],
    [
      'only the answer, wherever it came from',
      { owner: province, status: 'answered', answer: 'Đã vá.' },
      [{ type: 'answer', text: 'Đã vá.' }],
    ],
  ])('makes up for what the first has before it: %s', (_what, change, actions) => {
    expect(missedActions(later({ joined: true }), { ...first, ...change })).toEqual(actions);
  });

  it('shows a desk the codes of those cases only that it may see', () => {
    const elsewhere = { ...first, owner: otherCommune };
    const other: Case = { ...reported, code: 'PA-7K3F-Q3' };
    const group = { first: elsewhere, others: [other], people: 3, along: 0 };
    expect(seenInGroup(commune, group)).toEqual({ first: undefined, others: ['PA-7K3F-Q3'] });
    expect(seenInGroup(otherCommune, group)).toEqual({ first: 'PA-7K3F-Q1', others: [] });
  });
});

describe('an answer for others than the one to whom it was written', () => {
  it.each([
    ['Chào ông Nguyễn Văn Tám, xã đã vá.', 'Chào ông …, xã đã vá.'],
    ['Kính gửi Bà Lan và anh Nguyễn Văn A: xã đã vá.', 'Kính gửi Bà … và anh …: xã đã vá.'],
    ['Công dân: Trần Thị B phản ánh đúng.', 'Công dân: … phản ánh đúng.'],
    ['Đã nói với hộ Lê Hùng. Gọi 0912 345 678.', 'Đã nói với hộ …. Gọi [số điện thoại].'],
    ['Đường Bà Triệu và xã Anh Sơn sẽ sửa.', 'Đường Bà Triệu và xã Anh Sơn sẽ sửa.'],
    ['Kính gửi ông/bà, UBND xã Tân Yên đã vá đường.', 'Kính gửi ông/bà, UBND xã Tân Yên đã vá đường.'],
    ['Chào chị. Đường thôn Đông vá xong ngày 20/11.', 'Chào chị. Đường thôn Đông vá xong ngày 20/11.'],
    ['', ''],
  ])('%s', (text, shown) => {
    expect(forOthers(text)).toBe(shown);
    expect(forOthers(text.normalize('NFD'))).toBe(shown);
  });
});
