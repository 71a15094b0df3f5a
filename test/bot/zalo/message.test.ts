import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf, toMessages, withLine, type ZaloMessage } from '../../../bot/zalo/message.js';
import { beginningOf, splitText } from '../../../bot/zalo/split-text.js';
import { texts } from '../../../bot/zalo/texts.vi.js';
import { encodeButton } from '../../../core/button.js';
import type { Button, Reply } from '../../../core/reply.js';

const prompt = (label: string): Button => ({
  label,
  data: encodeButton({ type: 'prompt', prompt: 7, choice: `c${label.length}` }),
});
const ofCase = (label: string): Button => ({
  label,
  data: encodeButton({ type: 'case', code: 'PA-7K3F-Q2', action: 'take' }),
});
const column = (...labels: readonly string[]) => labels.map((label) => [prompt(label)]);

const titlesOf = ({ attachment }: ZaloMessage): readonly string[] =>
  attachment !== undefined && 'buttons' in attachment.payload
    ? attachment.payload.buttons.map(({ title }) => title)
    : [];
const seen = (reply: Reply) => toMessages(reply).map((message) => ({ text: message.text, titles: titlesOf(message) }));

describe('the choices of a reply', () => {
  it('are buttons that say what they carry, hidden, when a tap types it', () => {
    const [button] = [prompt('Có')];
    expect(toMessages({ text: 'Đồng ý?', buttons: [[button]] })).toStrictEqual([
      {
        text: 'Đồng ý?',
        attachment: {
          type: 'template',
          payload: { buttons: [{ title: 'Có', type: 'oa.query.hide', payload: button.data }] },
        },
      },
    ]);
    expect(toMessages({ text: 'Cảm ơn.' })).toStrictEqual([{ text: 'Cảm ơn.' }]);
  });

  it('are all buttons up to five', () => {
    const buttons = [...column('A', 'B', 'C'), [prompt('D'), prompt('E')]];
    expect(seen({ text: 'Câu 1', buttons })).toStrictEqual([{ text: 'Câu 1', titles: ['A', 'B', 'C', 'D', 'E'] }]);
  });

  it('are written for typing after the fifth, where the options are few', () => {
    const buttons = [...column('A', 'B', 'C', 'D', 'E'), [prompt('Quay lại'), prompt('Hủy')]];
    expect(seen({ text: 'Câu 1', buttons })).toStrictEqual([
      { text: 'Câu 1\n\nHoặc gõ: Quay lại · Hủy', titles: ['A', 'B', 'C', 'D', 'E'] },
    ]);
  });

  it('are numbered where six or more are options, and what goes with all questions stays buttons', () => {
    const buttons = [...column('A', 'B', 'C', 'D', 'E', 'F'), [prompt('Quay lại'), prompt('Hủy')]];
    expect(seen({ text: 'Câu 2', buttons })).toStrictEqual([
      { text: 'Câu 2\n\n1. A\n2. B\n3. C\n4. D\n5. E\n6. F\n\nXin gõ số.', titles: ['Quay lại', 'Hủy'] },
    ]);
  });

  it('are not numbered where a number would be an answer', () => {
    const buttons = [...column('A', 'B', 'C', 'D', 'E', 'F'), [prompt('Quay lại'), prompt('Hủy')]];
    expect(seen({ text: 'Thôn nào?', buttons, expectsText: true })).toStrictEqual([
      {
        text: 'Thôn nào?\n\n• A\n• B\n• C\n• D\n• E\n• F\n\nXin gõ đúng chữ của lựa chọn.',
        titles: ['Quay lại', 'Hủy'],
      },
    ]);
  });

  it('are typed beyond five also beside a list', () => {
    const rest = ['G', 'H', 'I', 'J', 'K', 'L', 'M'].map(prompt);
    const buttons = [...column('A', 'B', 'C', 'D', 'E', 'F'), rest];
    const [message] = seen({ text: 'Câu 2', buttons });
    expect(message?.titles).toStrictEqual(['G', 'H', 'I', 'J', 'K']);
    expect(message?.text).toMatch(/^Câu 2\n\n1\. A\n.*6\. F\n\nXin gõ số\.\n\nHoặc gõ: L · M$/s);
  });

  it('of cases go along in messages of their own: nobody can type them', () => {
    const buttons = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'].map((label) => [ofCase(label)]);
    expect(seen({ text: 'Việc đang chờ', buttons })).toStrictEqual([
      { text: 'Việc đang chờ', titles: ['1', '2', '3', '4', '5'] },
      { text: texts.moreChoices, titles: ['6', '7', '8', '9', '10'] },
      { text: texts.moreChoices, titles: ['11'] },
    ]);
  });

  it('are asked for where nothing else is said', () => {
    expect(seen({ text: ' ', buttons: column('A') })).toStrictEqual([{ text: texts.choose, titles: ['A'] }]);
  });

  it.each([
    ['no data', { label: 'A', data: '' }],
    ['too much data', { label: 'A', data: 'x'.repeat(1001) }],
    ['no label', { label: ' ', data: 'x' }],
  ])('cannot have %s', (_what, button) => {
    expect(faultOf({ text: 'x', buttons: [[button]] })).toBeDefined();
    expect(faultOf({ text: 'x', buttons: [[{ label: 'A', data: 'x'.repeat(1000) }]] })).toBeUndefined();
  });

  it.each([
    ['stay whole up to a hundred characters', 'x'.repeat(100), 'x'.repeat(100)],
    ['are cut above', 'x'.repeat(101), `${'x'.repeat(99)}…`],
    ['are not cut in an emoji', `${'x'.repeat(98)}👍🏽👍🏽`, `${'x'.repeat(98)}…`],
    ['are not cut before a mark', `${'x'.repeat(98)}e\u0323\u0302${'x'.repeat(9)}`, `${'x'.repeat(98)}…`],
  ])('%s', (_what, label, title) => {
    expect(seen({ text: 'x', buttons: [[prompt(label)]] })[0]?.titles).toStrictEqual([title]);
  });
});

it('a place is asked for with a hint at the end', () => {
  expect(toMessages({ text: 'Ở đâu?', expectsLocation: true })).toStrictEqual([
    { text: `Ở đâu?\n\n${texts.howToShareLocation}` },
  ]);
});

it('one more line goes along where it fits', () => {
  expect(withLine({ text: 'A' }, 'B')).toStrictEqual({ text: 'A\n\nB' });
  expect(withLine({ text: 'x'.repeat(1997) }, 'B').text).toHaveLength(2000);
  expect(withLine({ text: 'x'.repeat(1998) }, 'B').text).toHaveLength(1998);
});

describe('a long text', () => {
  const a = (length: number) => 'a'.repeat(length);

  it.each([
    ['between paragraphs', `${a(30)}. ${a(30)}\n${a(10)}\n\n${a(60)}`, [`${a(30)}. ${a(30)}\n${a(10)}`, a(60)]],
    ['between lines', `${a(60)}\n${a(10)}. ${a(60)}`, [a(60), `${a(10)}. ${a(60)}`]],
    ['between sentences', `${a(60)}. ${a(20)} ${a(60)}`, [`${a(60)}.`, `${a(20)} ${a(60)}`]],
    ['between words', `${a(20)} ${a(120)}`, [a(20), a(100), a(20)]],
    ['in a word that fills it', a(250), [a(100), a(100), a(50)]],
    [
      'rather late than at a paragraph at the beginning',
      `${a(5)}\n\n${a(60)} ${a(60)}`,
      [`${a(5)}\n\n${a(60)}`, a(60)],
    ],
    ['after a word that just fits', `${a(100)} ${a(9)}`, [a(100), a(9)]],
    ['before an emoji', `${a(99)}👍`, [a(99), '👍']],
  ])('is cut %s', (_where, text, parts) => {
    expect(splitText(text, 100)).toStrictEqual(parts);
  });

  it('keeps its buttons with its last part', () => {
    const buttons = column('A', 'B');
    const messages = seen({ text: `${a(1900)}\n${a(1900)}`, buttons });
    expect(messages).toStrictEqual([
      { text: a(1900), titles: [] },
      { text: a(1900), titles: ['A', 'B'] },
    ]);
  });
});

// Letters with marks of their own, emoji of several parts, and what else comes from keyboards.
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('xã', 'e\u0323\u0302', '👍🏽', '👨‍👩‍👧', 'đường.', 'ổ', 'gà!', '🇻🇳', '\u0301') },
  { weight: 3, arbitrary: fc.constantFrom(' ', '\n', '\n\n', '. ') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.nat({ max: 150 }).map((length) => 'x'.repeat(length)) },
);
const anyText = fc.array(piece, { maxLength: 300 }).map((pieces) => pieces.join(''));
const anyLabel = fc
  .array(piece, { minLength: 1, maxLength: 12 })
  .map((pieces) =>
    pieces
      .join('')
      .slice(0, 150)
      .replace(/\p{Cs}/gu, '')
      .trim(),
  )
  .filter((label) => label !== '');
const anyReply: fc.Arbitrary<Reply> = fc
  .record({
    text: anyText,
    buttons: fc.array(fc.array(fc.tuple(anyLabel, fc.boolean()), { maxLength: 4 }), { maxLength: 14 }),
    allPrompts: fc.boolean(),
    expectsText: fc.boolean(),
    expectsLocation: fc.boolean(),
  })
  .map(({ text, buttons, allPrompts, expectsText, expectsLocation }) => ({
    text,
    buttons: buttons.map((row) => row.map(([label, other]) => (allPrompts || other ? prompt(label) : ofCase(label)))),
    ...(expectsText ? { expectsText: true as const } : {}),
    ...(expectsLocation ? { expectsLocation: true as const } : {}),
  }));

const dense = (text: string) => text.replace(/\s/g, '');
/** Without half a surrogate pair. */
const isWhole = (text: string) => !/\p{Cs}/u.test(text);

describe('whatever is replied', () => {
  it('stays within the limits of Zalo, and nothing is lost', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const messages = toMessages(reply);
        const buttons = (reply.buttons ?? []).flat();
        for (const message of messages) {
          const titles = titlesOf(message);
          expect(message.text?.length).toBeLessThanOrEqual(2000);
          expect(message.text?.trim()).not.toBe('');
          expect(titles.length).toBeLessThanOrEqual(5);
          expect(message.attachment !== undefined && titles.length === 0).toBe(false);
          for (const title of titles) {
            expect(title.length).toBeLessThanOrEqual(100);
            expect(isWhole(title)).toBe(true);
          }
        }
        const said = dense(messages.map(({ text }) => text).join(''));
        expect(said).toContain(dense(reply.text));
        const titles = messages.flatMap(titlesOf);
        for (const { label } of buttons) {
          const shown = titles.some((title) =>
            title.length === label.length
              ? title === label
              : title.endsWith('…') && label.startsWith(title.slice(0, -1)),
          );
          expect(shown || said.includes(dense(label))).toBe(true);
        }
        const data = messages.flatMap(({ attachment }) =>
          attachment !== undefined && 'buttons' in attachment.payload
            ? attachment.payload.buttons.map(({ payload }) => payload)
            : [],
        );
        expect(data.every((one) => buttons.some((button) => button.data === one))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is never cut within a letter', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 40, max: 200 }), (text, limit) => {
        const parts = splitText(text, limit);
        expect(dense(parts.join(''))).toBe(dense(text));
        for (const [index, part] of parts.entries()) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(isWhole(part) || !isWhole(text)).toBe(true);
          if (index > 0) expect(part).not.toMatch(/^\p{M}/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is cut somewhere even where one letter is longer than a message', () => {
    const heap = `e${'\u0301'.repeat(5000)}${'😀'.repeat(3)}`;
    const parts = splitText(heap, 2000);
    expect(parts.join('')).toBe(heap);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(2000);
    expect(isWhole(beginningOf(`\u{1F468}${'\u{E0100}'.repeat(100)}`, 99))).toBe(true);
  });
});
