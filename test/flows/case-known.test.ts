import { describe, expect, it } from 'vitest';
import { decodeButton } from '../../core/button.js';
import type { Case } from '../../core/case.js';
import type { Notice } from '../../core/notice.js';
import { replyLimit } from '../../core/reply.js';
import { renderNotice } from '../../flows/notices/render.js';
import { commune, reported } from '../support/cases.js';
import { nationalDirectory } from '../support/directory.js';

const directory = nationalDirectory();
const first: Case = {
  ...reported,
  id: 'cas_first',
  code: 'PA-7K3F-Q1',
  text: 'Bí mật của người trước',
  owner: commune,
};
const notice: Notice = { type: 'case-known', case: reported.id };

const tell = (of: Partial<Case> = {}, change: Partial<Case> = {}, people = 3) =>
  renderNotice(notice, {
    case: { ...reported, group: { first: { ...first, ...of }, others: [], people, along: 0 }, ...change },
    now: reported.createdAt,
    directory,
    forms: [],
  });

describe('the notice that a thing is known', () => {
  it.each([
    ['received', {}, 'đang chờ tiếp nhận'],
    ['forwarded', {}, 'đang chờ tiếp nhận'],
    ['acknowledged', {}, 'đang xử lý'],
    ['asked', { question: 'Nhà ông ở đâu?' }, 'đang xử lý'],
    [
      'answered',
      { answer: 'Đã thay đèn, cảm ơn ông Lê Văn Tám, 0912345678.' },
      'Đã thay đèn, cảm ơn ông …, [số điện thoại].',
    ],
    ['closed', { answer: 'Đã thay đèn.' }, 'Đã thay đèn.'],
  ] as const)('tells how far it has come (%s), and nothing of the others', (status, more, piece) => {
    const reply = tell({ status, ...more });
    expect(reply?.text).toContain(`hồ sơ ${reported.code}`);
    expect(reply?.text).toContain('đã có 2 người báo');
    expect(reply?.text).toContain(piece);
    for (const secret of [first.code, first.text, 'Tám', '0912345678', 'Nhà ông ở đâu']) {
      expect(reply?.text).not.toContain(secret);
    }
    expect((reply?.buttons ?? []).flat().map(({ data }) => decodeButton(data))).toEqual([
      { type: 'case', code: reported.code, action: 'join' },
      { type: 'case', code: reported.code, action: 'part' },
    ]);
  });

  it('fits one message, however long the answer is', () => {
    const reply = tell({ status: 'answered', answer: 'Rất dài. '.repeat(400) });
    expect(reply?.text.length).toBeLessThanOrEqual(replyLimit);
    expect(reply?.text).toMatch(/hồ sơ được xử lý riêng\.$/);
  });

  it.each<[string, Partial<Case>]>([
    ['he has said that it is', { joined: true }],
    ['his own was answered', { status: 'answered', answer: 'Đã thay.' }],
    ['his own is the first', { id: 'cas_first' }],
  ])('is not given when %s', (_what, change) => {
    expect(tell({}, change)).toBeUndefined();
  });

  it('is not given when he has said that it is another thing, or to nobody', () => {
    const { chat: _chat, ...nobody } = reported;
    const group = { first, others: [], people: 2, along: 0 };
    for (const subject of [reported, { ...nobody, group }]) {
      expect(renderNotice(notice, { case: subject, now: 0, directory, forms: [] })).toBeUndefined();
    }
    expect(renderNotice(notice, { now: 0, directory, forms: [] })).toBeUndefined();
  });
});
