import { beforeAll, describe, expect, it } from 'vitest';
import { duplicateSettings, isLinkable, sameness, type Report } from '../../core/duplicates.js';
import { countWords, rarityIn, weigh } from '../../core/likeness.js';
import { readLines } from '../../runtime/read-data.js';
import { openDuplicates, type Duplicates } from '../../worker/route/open-duplicates.js';
import { unitCode } from '../support/directory.js';

let known: Duplicates;
beforeAll(async () => {
  known = await (await openDuplicates())();
});

let made = 0;
const report = (text: string, change: Partial<Report> = {}): Report => ({
  id: `cas_${(made += 1)}`,
  source: 'report',
  text,
  unit: unitCode('07351'),
  category: 'giao-thong',
  kind: 'phan-anh',
  aboutOfficial: false,
  bypass: false,
  namesElsewhere: false,
  ...change,
});

/** How sure it is that both are the same, in a commune where nothing else was reported. */
function compare(one: Report, other: Report): number | undefined {
  const ready = [one, other].map((each) => known.comparable(each));
  const rarity = rarityIn(countWords([ready[0]?.words ?? new Set()]), known.background);
  const [a, b] = ready.map((each) => ({ ...each, weighed: weigh(each.words, rarity) }));
  return a === undefined || b === undefined ? undefined : sameness(a, b, known.settings);
}

describe('reports of the same thing', () => {
  it.each([
    ['the same words', 'Đường vào thôn nhiều ổ gà, đi lại khó', 'Đường vào thôn nhiều ổ gà, đi lại khó'],
    [
      'without diacritics',
      'Đường vào thôn nhiều ổ gà, trời mưa đi lại rất khó.',
      'duong vao thon nhieu o ga troi mua di lai rat kho',
    ],
    [
      'without diacritics, in other words',
      'Đường vào thôn nhiều ổ gà, trời mưa đi lại rất khó.',
      'duong vao thon toan o ga, mua xuong la kho di lai',
    ],
    ['teencode', 'Nước máy đục ngầu ba ngày nay, không dùng được', 'nc may duc ngau may hom nay ko dung dc ak'],
    ['drains', 'Cống thoát nước trước chợ bị tắc, mưa là ngập', 'cong truoc cho tac nuoc k thoat dc, he mua la ngap'],
    [
      'lamps',
      'Đèn đường thôn Đông hỏng hai tuần nay, buổi tối đi lại nguy hiểm',
      'den duong thon dong bi hong, toi k thay gi, nguy hiem lam',
    ],
    [
      'rubbish',
      'Bãi rác đầu làng bốc mùi hôi thối, ruồi nhặng nhiều',
      'Rác đầu làng chất đống hôi thối quá, ruồi nhặng bay đầy',
    ],
    [
      'lorries',
      'Xe tải chở đất chạy suốt ngày làm nát đường liên thôn',
      'Đường liên thôn nát hết vì xe tải chở đất chạy cả ngày lẫn đêm',
    ],
    ['a pole', 'Cột điện trong ngõ nghiêng sắp đổ', 'cột điện ngõ tôi bị nghiêng, sợ đổ vào nhà dân'],
    ['dogs', 'Chó thả rông cắn trẻ em ở xóm 5', 'xóm 5 chó thả rông nhiều, vừa cắn một cháu bé'],
  ])('are linked: %s', (_what, one, other) => {
    expect(compare(report(one), report(other))).toBeGreaterThanOrEqual(known.settings.threshold);
    expect(compare(report(other), report(one))).toBeGreaterThanOrEqual(known.settings.threshold);
  });

  const quieter = [
    'Quán karaoke hát đến 1 giờ sáng, ồn không ngủ được',
    'Quán karaoke cạnh nhà văn hóa hát ầm ĩ tới khuya, cả xóm đều mất ngủ',
  ] as const;
  it('the same village tips the scales, however it is written', () => {
    const [one, other] = quieter;
    expect(compare(report(one), report(other))).toBeUndefined();
    expect(compare(report(one, { village: 'Thôn Đông' }), report(other, { village: 'thon dong' }))).toBeDefined();
    expect(compare(report(one, { village: 'Đông' }), report(other, { village: 'xóm Đông, gần chợ' }))).toBeDefined();
  });

  const here = { latitude: 21.35, longitude: 106.12 };
  it('so does a place within some hundred metres', () => {
    const [one, other] = quieter;
    const near = { latitude: 21.3505, longitude: 106.1203 };
    expect(compare(report(one, { location: here }), report(other, { location: near }))).toBeDefined();
  });

  const pothole = 'Đường vào thôn nhiều ổ gà, trời mưa đi lại rất khó.';
  it.each([
    ['another village', pothole, 'Đường vào thôn toàn ổ gà, mưa rất khó đi lại', { village: 'Thôn Đoài' }],
    [
      'a place far away',
      pothole,
      'Đường vào thôn toàn ổ gà, mưa rất khó đi lại',
      { location: { latitude: 21.37, longitude: 106.12 } },
    ],
    ['another lane by its number', 'Ngõ 3 ngập nước mỗi khi mưa, cống tắc', 'Ngõ 7 ngập nước khi mưa do cống tắc', {}],
    ['another thing in the same category', pothole, 'Ô tô đỗ kín hai bên đường trước cổng trường', {}],
    [
      'another thing with the same place',
      'Đường vào thôn Đông nhiều ổ gà',
      'Đường vào nghĩa trang chưa đổ bê tông',
      {},
    ],
    ['another lack of water', 'Nước máy đục ngầu ba ngày nay', 'Nước máy mất cả tuần không có giọt nào', {}],
    ['another rubbish', 'Bãi rác tự phát cạnh trường tiểu học', 'Lò gạch xả khói đen cả ngày đêm', {}],
    ['another bridge', 'Cầu thôn Tân lan can gãy', 'Cầu thôn Tân hẹp quá, đề nghị mở rộng', {}],
    ['too few words to tell', 'ổ gà', 'ổ gà', {}],
  ])('are not linked: %s', (_what, one, other, change: Partial<Report>) => {
    expect(compare(report(one, { village: 'Thôn Đông', location: here }), report(other, change))).toBeUndefined();
  });

  it.each<[string, Partial<Report>, boolean]>([
    ['phản ánh', {}, true],
    ['kiến nghị', { kind: 'kien-nghi' }, true],
    ['khiếu nại', { kind: 'khieu-nai' }, false],
    ['tố cáo', { kind: 'to-cao' }, false],
    ['hỏi đáp', { kind: 'hoi-dap' }, false],
    ['khen ngợi', { kind: 'khen-ngoi' }, false],
    ['what goes past the commune', { bypass: true }, false],
    ['what is about an official', { aboutOfficial: true }, false],
    ['what mostly concerns one person', { category: 'an-sinh' }, false],
    ['a comment of a survey', { source: 'survey-comment' }, false],
  ])('may be linked at all: %s', (_what, change, may) => {
    expect(isLinkable(report(pothole, change), known.settings)).toBe(may);
  });

  it('may not be linked without a commune or a category', () => {
    const { unit: _unit, ...nowhere } = report(pothole);
    const { category: _category, ...unsorted } = report(pothole);
    expect([nowhere, unsorted].map((one) => isLinkable(one, known.settings))).toEqual([false, false]);
  });

  it('settings out of bounds are refused', () => {
    expect(duplicateSettings.safeParse({ ...known.settings, threshold: 2 }).success).toBe(false);
  });

  it('one among 500 open ones takes less than 20 ms', async () => {
    const names = ['giao-thong', 'xay-dung', 'moi-truong'];
    const lines = (await Promise.all(names.map((name) => readLines(`training/${name}.txt`)))).flat();
    const open = lines.slice(0, 500).map((line) => report(line.slice(line.indexOf('|') + 1)));
    expect(open).toHaveLength(500);
    const one = report('Đường vào thôn nhiều ổ gà lắm rồi, đề nghị xã sửa');
    const times = Array.from({ length: 5 }, () => {
      const startedAt = performance.now();
      const ready = open.map((each) => known.comparable(each));
      const rarity = rarityIn(countWords(ready.map(({ words }) => words)), known.background);
      const mine = known.comparable(one);
      const weighed = { ...mine, weighed: weigh(mine.words, rarity) };
      for (const each of ready) sameness(weighed, { ...each, weighed: weigh(each.words, rarity) }, known.settings);
      return performance.now() - startedAt;
    });
    // The texts themselves are read once: the first time takes longest.
    expect(Math.min(...times)).toBeLessThan(20);
  });
});
