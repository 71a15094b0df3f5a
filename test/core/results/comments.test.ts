import { describe, expect, it } from 'vitest';
import { groupComments, type Comment } from '../../../core/results/comments.js';
import { commune, otherCommune, province } from '../../support/cases.js';
import { settings } from './made.js';

const comment = (text: string, more: Partial<Comment> = {}): Comment => ({
  text,
  category: 'thu-tuc',
  bypass: false,
  owner: commune,
  ...more,
});
const many = (count: number, text: (at: number) => string, more: Partial<Comment> = {}) =>
  Array.from({ length: count }, (_, at) => comment(text(at), more));

describe('groupComments', () => {
  it('shows a commune nothing that bypasses it, nor what others handle; the province all', () => {
    const comments = [
      comment('Của xã.'),
      comment('Về lãnh đạo xã.', { bypass: true, owner: province, category: 'can-bo' }),
      comment('Nhầm nơi, mà lách luật.', { bypass: true }),
      comment('Của xã khác.', { owner: otherCommune }),
      comment('Xã chưa nhận, đã báo lên.', { owner: commune, escalatedTo: province }),
    ];
    const count = (of: typeof commune) =>
      groupComments(comments, of, settings).groups.reduce((sum, group) => sum + group.count, 0);
    expect(count(commune)).toBe(2);
    expect(count(province)).toBe(5);
    expect(groupComments([{ text: 'Chưa chuyển.', bypass: false }], commune, settings).groups).toEqual([]);
  });

  it('quotes a few of a group of five, without numbers that lead to a person', () => {
    const [group] = groupComments(
      many(5, (at) => `Ý kiến ${'rất '.repeat(at)}hay,\ngọi 0912 345 678`),
      commune,
      settings,
    ).groups;
    expect(group).toMatchObject({ category: 'thu-tuc', label: 'Thủ tục hành chính', count: 5 });
    expect(group?.examples).toEqual([
      'Ý kiến hay, gọi [số điện thoại]',
      'Ý kiến rất hay, gọi [số điện thoại]',
      'Ý kiến rất rất hay, gọi [số điện thoại]',
    ]);
    expect(
      groupComments(
        many(4, () => 'Ít.'),
        commune,
        settings,
      ).groups[0]?.examples,
    ).toEqual([]);
  });

  it('quotes the same words once, and the largest group comes first', () => {
    const { groups } = groupComments(
      [...many(5, () => 'Chờ lâu.'), ...many(6, (at) => `Đường hỏng ${at}`, { category: 'giao-thong' })],
      commune,
      settings,
    );
    expect(groups.map(({ label, count }) => [label, count])).toEqual([
      ['Giao thông, đường sá', 6],
      ['Thủ tục hành chính', 5],
    ]);
    expect(groups[1]?.examples).toEqual(['Chờ lâu.']);
  });

  it('counts those with the same words, but not short ones', () => {
    const same = [
      'Bộ phận một cửa phục vụ rất tốt',
      'bo phan MOT CUA phuc vu rat tot!',
      'Bộ phận một cửa phục vụ rất tốt.',
    ];
    expect(
      groupComments(
        same.map((text) => comment(text)),
        commune,
        settings,
      ).identical,
    ).toBe(3);
    expect(
      groupComments(
        same.slice(1).map((text) => comment(text)),
        commune,
        settings,
      ).identical,
    ).toBe(0);
    expect(
      groupComments(
        many(9, () => 'Không có.'),
        commune,
        settings,
      ).identical,
    ).toBe(0);
  });
});
