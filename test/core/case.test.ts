import { describe, expect, it } from 'vitest';
import { applyCaseAction, caseRefusal, caseStatuses, type CaseAction, type CaseStatus } from '../../core/case.js';
import { commune, otherCommune, province, reported, surveyComment } from '../support/cases.js';

const actions: readonly CaseAction[] = [
  { type: 'acknowledge' },
  { type: 'answer', text: 'Đã thay đèn.' },
  { type: 'ask', question: 'Ở ngõ nào?' },
  { type: 'transfer', to: province },
  { type: 'relabel', category: 'an-ninh' },
  { type: 'add', text: 'Ở ngõ 3.' },
  { type: 'confirm' },
  { type: 'reopen', reason: 'Đèn vẫn hỏng.' },
];

/** What becomes of the status, or why not, in the order of `actions`. "=" leaves it as it is. */
const table: Readonly<Record<CaseStatus, readonly string[]>> = {
  received: ['acknowledged', 'answered', 'asked', 'forwarded', '=', '=', '!not-answered', '!not-answered'],
  forwarded: ['acknowledged', 'answered', 'asked', 'forwarded', '=', '=', '!not-answered', '!not-answered'],
  acknowledged: ['!already-acknowledged', 'answered', 'asked', 'forwarded', '=', '=', '!not-answered', '!not-answered'],
  asked: [
    '!already-acknowledged',
    'answered',
    'asked',
    'forwarded',
    '=',
    'acknowledged',
    '!not-answered',
    '!not-answered',
  ],
  answered: [
    '!already-answered',
    '!already-answered',
    '!already-answered',
    '!already-answered',
    '!already-answered',
    '!already-answered',
    'closed',
    'forwarded',
  ],
  closed: actions.map(() => '!already-closed'),
};

describe('applyCaseAction', () => {
  const rows = caseStatuses.flatMap((status) =>
    actions.map((action, at) => ({ status, action, type: action.type, outcome: table[status][at] })),
  );

  it.each(rows)('$status, $type: $outcome', ({ status, action, outcome }) => {
    const result = applyCaseAction({ ...reported, status }, action);
    const shown = result.type === 'refused' ? `!${result.because}` : (result.change.status ?? '=');
    expect(shown).toBe(outcome);
    expect(caseRefusal({ ...reported, status }, action.type)).toBe(
      result.type === 'refused' ? result.because : undefined,
    );
  });

  it('clears the question when it was answered, by the citizen or for all', () => {
    const asked = { ...reported, status: 'asked', question: 'Ở ngõ nào?' } as const;
    expect(applyCaseAction(asked, { type: 'add', text: 'Ngõ 3.' })).toEqual({
      type: 'changed',
      change: { status: 'acknowledged', question: null },
    });
    expect(applyCaseAction(asked, { type: 'answer', text: 'Xong.' })).toMatchObject({ change: { question: null } });
  });

  it('ends a survey comment with what was done about it, and asks nobody', () => {
    expect(applyCaseAction(surveyComment, { type: 'answer', text: 'Đã nhắc bộ phận một cửa.' })).toMatchObject({
      change: { status: 'closed' },
    });
    expect(applyCaseAction(surveyComment, { type: 'ask', question: 'Hôm nào?' })).toEqual({
      type: 'refused',
      because: 'nobody-to-ask',
    });
  });

  it('reopens once', () => {
    const answered = { ...reported, status: 'answered' } as const;
    const reopen: CaseAction = { type: 'reopen', reason: 'Đèn vẫn hỏng.' };
    expect(applyCaseAction(answered, reopen)).toEqual({
      type: 'changed',
      change: { status: 'forwarded', reopened: true },
    });
    expect(applyCaseAction({ ...answered, reopened: true }, reopen)).toEqual({
      type: 'refused',
      because: 'reopened-before',
    });
  });

  it('hands a case to somebody else only, and moves it with its new commune', () => {
    expect(applyCaseAction(reported, { type: 'transfer', to: commune })).toEqual({
      type: 'refused',
      because: 'same-owner',
    });
    const to = otherCommune.level === 'commune' ? { to: otherCommune, unit: otherCommune.code } : { to: otherCommune };
    expect(applyCaseAction(reported, { type: 'transfer', ...to })).toEqual({
      type: 'changed',
      change: { status: 'forwarded', owner: otherCommune, unit: '07339', question: null },
    });
  });

  it('puts the category right and nothing else: whoever does so has not taken the case', () => {
    expect(applyCaseAction(reported, { type: 'relabel', category: 'an-ninh' })).toEqual({
      type: 'changed',
      change: { category: 'an-ninh' },
    });
  });
});
