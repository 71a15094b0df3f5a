import { describe, expect, it } from 'vitest';
import { greeting, report, survey, type Line } from '../../script/havoc/lines.js';
import { judge, type Evidence } from '../../script/havoc/verdict.js';

type Conversation = Evidence['conversations'][number];
type Entry = Conversation['transcript'][number];

const [commune, other] = [
  { code: '07351', name: 'Ngọc Thiện' },
  { code: '07339', name: 'Tân Yên' },
];
const code = 'PA-7K3F-Q2';
const marker = '#web-0-0';
const lines = [greeting, ...report(commune, marker), ...survey(commune, undefined)];

/** An answer that fits what a line expects. */
const answerTo = ({ expect: wanted, submits }: Line): string =>
  submits?.type === 'report' ? `Mã hồ sơ: ${code}` : wanted.source.replace(/[\\^]/g, '');

const turns = lines.map((line, at) => ({ line, ...(line.start === true ? {} : { clientId: `m${at}` }) }));
const transcript: readonly Entry[] = turns.flatMap(({ line, clientId }): readonly Entry[] => [
  ...(clientId === undefined ? [] : [{ author: 'me' as const, text: line.say, clientId }]),
  { author: 'bot', text: answerTo(line) },
]);
const news: Entry = { author: 'bot', text: `Hồ sơ ${code} đã được UBND xã Ngọc Thiện tiếp nhận.` };
const card: Entry = { author: 'bot', text: `HỒ SƠ MỚI\n${code}\nGiao thông` };
const hint: Entry = { author: 'bot', text: `Hồ sơ ${code} đã có đồng nghiệp tiếp nhận.` };
const citizen: Conversation = {
  name: 'web-0',
  channel: 'web',
  turns,
  fault: undefined,
  transcript: [...transcript, news],
};
const official = { name: 'official', serves: [commune.code], taken: new Set([code]), transcript: [card] };
const colleague = { name: 'colleague', serves: [commune.code], taken: new Set<string>(), transcript: [card, hint] };
const stranger = { name: 'stranger', serves: [other.code], taken: new Set<string>(), transcript: [] };
const stored = { code, unit: commune.code, text: `Đèn đường hỏng (${marker}).` };
const mailbox = { name: 'mailbox', unit: commune.code, received: [{ code, key: 'a' }] };

/** A run in which every promise was kept. */
const good: Evidence = {
  conversations: [citizen],
  officials: [official, colleague, stranger],
  outside: [mailbox],
  store: { cases: [stored], held: [], responses: 1, ballots: 1, waiting: 0, dead: 0 },
};

const withCitizen = (change: Partial<Conversation>): Evidence => ({
  ...good,
  conversations: [{ ...citizen, ...change }],
});
const withStore = (change: Partial<Evidence['store']>): Evidence => ({ ...good, store: { ...good.store, ...change } });
const without = (at: number) => citizen.transcript.filter((_, index) => index !== at);
const twice = (at: number) => citizen.transcript.flatMap((entry, index) => (index === at ? [entry, entry] : [entry]));
const swapped = (at: number) => [
  ...without(at).slice(0, at + 1),
  ...citizen.transcript.slice(at, at + 1),
  ...without(at).slice(at + 1),
];

describe('the verdict on a run', () => {
  it('finds nothing where every promise was kept, and counts', () => {
    const { breaches, counts } = judge(good);
    expect(breaches).toEqual([]);
    expect(counts).toMatchObject({ 'reports sent': 1, 'surveys sent': 1, 'cards on officials’ desks': 2 });
  });

  it.each<readonly [string, Evidence, RegExp]>([
    ['a report that is not stored', withStore({ cases: [] }), /#web-0-0 is stored 0 times/],
    [
      'a report that is stored twice',
      withStore({ cases: [stored, { ...stored, code: 'PA-AAAA-AA' }] }),
      /stored 2 times/,
    ],
    ['a report under another code', withStore({ cases: [{ ...stored, code: 'PA-AAAA-AA' }] }), /has not the code/],
    ['a report of another commune', withStore({ cases: [{ ...stored, unit: '07339' }] }), /went to 07339/],
    [
      'a case that nobody sent',
      withStore({ cases: [stored, { ...stored, code: 'PA-AAAA-AA', text: 'x' }] }),
      /sent by nobody/,
    ],
    ['a survey that is not stored', withStore({ responses: 0, ballots: 0 }), /0 survey responses, 1 receipts/],
    ['a ballot too many', withStore({ ballots: 2 }), /2 ballots, 1 survey responses/],
    ['a row that never leaves', withStore({ waiting: 1 }), /1 rows left/],
    ['a row that was given up', withStore({ dead: 1 }), /1 rows given up/],
    ['a message that is lost', withCitizen({ transcript: without(1) }), /is not where it was said/],
    [
      'a message that stands there twice',
      withCitizen({ transcript: twice(1) }),
      /messages? (?:is not where|stand there twice)/,
    ],
    ['an answer that is lost', withCitizen({ transcript: without(4) }), /was answered "/],
    ['an answer that comes twice', withCitizen({ transcript: twice(4) }), /was answered "/],
    [
      'the last answer twice',
      withCitizen({ transcript: [...transcript, ...transcript.slice(-1), news] }),
      /1 answers too many/,
    ],
    ['an answer before its question', withCitizen({ transcript: swapped(1) }), /stands before its question/],
    ['a conversation that broke off', withCitizen({ fault: 'no answer' }), /web-0: no answer/],
    ['news that did not come', withCitizen({ transcript }), /web-0 was told 0 times/],
    ['news that came twice', withCitizen({ transcript: [...transcript, news, news] }), /web-0 was told 2 times/],
    ['a card that did not come', { ...good, officials: [{ ...official, transcript: [] }, colleague] }, /lies 0 times/],
    [
      'a card that came twice',
      { ...good, officials: [{ ...official, transcript: [card, card] }, colleague] },
      /lies 2 times/,
    ],
    [
      'a card on a wrong desk',
      { ...good, officials: [official, colleague, { ...stranger, transcript: [card] }] },
      /lies 1 times, not 0/,
    ],
    [
      'a colleague who was not told',
      { ...good, officials: [official, { ...colleague, transcript: [card] }] },
      /colleague was told 0/,
    ],
    ['a mail that did not come', { ...good, outside: [{ ...mailbox, received: [] }] }, /came 0 times, not 1/],
    [
      'two mails of one case',
      {
        ...good,
        outside: [
          {
            ...mailbox,
            received: [
              { code, key: 'a' },
              { code, key: 'b' },
            ],
          },
        ],
      },
      /came 2 times/,
    ],
    ['a mail to another commune', { ...good, outside: [{ ...mailbox, unit: '07339' }] }, /came 1 times, not 0/],
  ])('finds %s', (_what, evidence, wanted) => {
    expect(judge(evidence).breaches.join('\n')).toMatch(wanted);
  });

  it('counts, and forgives, what came again under the key of the first time', () => {
    const again = [...mailbox.received, ...mailbox.received];
    const { breaches, counts } = judge({ ...good, outside: [{ ...mailbox, received: again }] });
    expect(breaches).toEqual([]);
    expect(counts['of them again under the same key']).toBe(1);
  });

  it('counts, and forgives, an answer that Telegram shows again, but no answer that is lost', () => {
    const telegram = { ...citizen, channel: 'telegram' as const, turns: lines.map((line) => ({ line })) };
    const entries = turns.flatMap(({ line }): readonly Entry[] => [
      { author: 'me', text: line.say },
      { author: 'bot', text: answerTo(line) },
    ]);
    const whole = [...entries, news];
    const judged = (shown: readonly Entry[]) => judge({ ...good, conversations: [{ ...telegram, transcript: shown }] });
    const repeated = judged(whole.flatMap((entry, at) => (at === 7 ? [entry, entry] : [entry])));
    expect(repeated.breaches).toEqual([]);
    expect(repeated.counts['answers that Telegram showed again']).toBe(1);
    expect(judged(whole.filter((_, at) => at !== 7)).breaches).not.toEqual([]);
  });
});
