import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeButton } from '../../core/button.js';
import { applyCaseAction, caseStatuses, type Case, type CaseStatus } from '../../core/case.js';
import { newConversation, readConversation, type Conversation } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import { noFacts, type Env, type Facts } from '../../core/flow.js';
import type { InboundContent } from '../../core/inbound.js';
import type { Labels } from '../../core/labels.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import { replyLimit } from '../../core/reply.js';
import { seatRole, type SeatRole } from '../../core/seat.js';
import { caseButtonStep } from '../../flows/case-turn.js';
import { step } from '../../flows/step.js';
import { startReport } from '../../flows/report/step.js';
import { commune, otherCommune, province, reported, seatAt, surveyComment } from '../support/cases.js';
import { privateEnv } from '../support/env.js';
import { understandAs } from '../support/understand.js';

// People press and say anything in any order. Whatever they do, the conversation stays whole.

const base = privateEnv();
let made = 0;
/** What happened in any of the conversations: proof that they go somewhere. */
const happened = new Set<string>();
const env = (facts: Partial<Facts>, seats: Env['seats'] = []): Env => ({
  ...base,
  chat: { id: 'cht_citizen', kind: 'private' },
  person: 'per_citizen',
  now: reported.createdAt + 86_400_000,
  newId: (prefix) => `${prefix}_${(made += 1).toString()}` as never,
  forms: [],
  seats,
  facts: { ...noFacts, ...facts },
});

/**
 * Something a person may do; a number presses that button of the last message that had any.
 * The first button mostly leads on, so it is pressed often: otherwise hardly anybody would reach the end.
 */
const move = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.nat(7) },
  {
    weight: 8,
    arbitrary: fc.constantFrom<InboundContent>(
      { type: 'text', text: 'Đèn đường hỏng đã hai tuần, xin sửa.' },
      { type: 'text', text: 'x'.repeat(4096) },
      { type: 'text', text: '😀'.repeat(2000) },
      { type: 'text', text: 'hư' },
      { type: 'text', text: '2' },
      { type: 'text', text: 'dong tien' },
      { type: 'text', text: 'Ngọc Thiện' },
      { type: 'text', text: '0912 345 678' },
      { type: 'text', text: 'quay lại' },
      { type: 'text', text: 'dừng' },
      { type: 'text', text: 'gửi phản ánh' },
      { type: 'attachment', file: { kind: 'photo', sourceRef: 'f' }, caption: '' },
      { type: 'attachment', file: { kind: 'voice', sourceRef: 'f' }, caption: 'Chỗ này nguy hiểm' },
      { type: 'location', latitude: 21.3, longitude: 106.1 },
      { type: 'unsupported', what: 'sticker' },
      { type: 'edited' },
      { type: 'button', data: 'p:1:send' },
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }).map((text): InboundContent => ({ type: 'text', text })) },
);
const moves = fc.array(move, { minLength: 2, maxLength: 16, size: 'max' });

const report = { type: 'text', text: 'Đèn đường hỏng đã hai tuần.' } as const;
const photo = { type: 'attachment', file: { kind: 'photo', sourceRef: 'f' }, caption: '' } as const;

const plain = understandAs()('');
/** Looks like a tố cáo, of which the machine cannot tell what it is about. */
const doubtful: Labels = { ...plain, kind: 'to-cao', bypass: true, abstained: true };
/** What the machine may make of the texts that are said; of a long one something else than of a short one. */
const understandings = fc.constantFrom<Labels>(
  plain,
  doubtful,
  { ...plain, kind: 'khieu-nai' },
  { ...plain, abstained: true },
  { ...plain, bypassInDoubt: true },
);
const changeable = (labels: Labels) => (text: string) => (text.length > 4100 ? plain : labels);

/** Sent to the end, and thrown away: always among what is tried. */
const wholeReports: [(number | InboundContent)[], Labels][] = [
  [[report, photo, 0, { type: 'text', text: 'Ngọc Thiện' }, 0, 1, 0], plain],
  [[photo, 1], plain],
  [[report, 0, 0, 1, { type: 'text', text: 'Ngọc Thiện' }, 0, 1, 0], doubtful],
];

const given = { base: reported, owner: commune, bypass: false, reopened: false };
const byOfficial = [{ ...given, status: 'forwarded' }, { at: commune, role: 'can-bo' }, false] as const;
const answered = [{ ...given, status: 'answered' }, { at: commune, role: 'can-bo' }, true] as const;
const received = [{ ...given, status: 'received' }, { at: commune, role: 'can-bo' }, true] as const;
type Attempt = [
  { base: Case; owner: Jurisdiction; bypass: boolean; reopened: boolean; status: CaseStatus },
  { at: Jurisdiction; role: SeatRole },
  boolean,
  string,
  (number | InboundContent)[],
];

/** Everything that can be done with a case, done by who may: always among what is tried. */
const everyAction: Attempt[] = [
  [...byOfficial, 'acknowledge', []],
  [...byOfficial, 'answer', [report, 0]],
  [...byOfficial, 'ask', [report, 0]],
  [...byOfficial, 'transfer', [0, 0]],
  [...byOfficial, 'relabel', [0]],
  [...received, 'add', [report]],
  [...answered, 'confirm', []],
  [...answered, 'reopen', [report]],
];

type Turn = { readonly state: Conversation; readonly effects: readonly Effect[] };

function play(
  begin: Turn,
  inputs: readonly (number | InboundContent)[],
  around: Env,
  after: (turn: Turn) => void,
): void {
  let { state } = begin;
  let buttons = buttonsOf(begin.effects);
  after(begin);
  for (const input of inputs) {
    const content: InboundContent =
      typeof input === 'number' ? { type: 'button', data: buttons[input % Math.max(buttons.length, 1)] ?? '' } : input;
    const turn = step(state, content, around);
    after(turn);
    const stored = readConversation(JSON.parse(JSON.stringify(turn.state)));
    expect(stored).toEqual({ type: 'known', conversation: turn.state });
    state = turn.state;
    const shown = buttonsOf(turn.effects);
    if (shown.length > 0) buttons = shown;
  }
}

function buttonsOf(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) =>
    effect.type === 'reply' ? (effect.reply.buttons ?? []).flat().map(({ data }) => data) : [],
  );
}

function expectSendable({ effects }: Turn): void {
  expect(effects.some(({ type }) => type === 'reply')).toBe(true);
  for (const effect of effects) {
    happened.add(effect.type === 'change-case' ? effect.action.type : effect.type);
    if (effect.type !== 'reply') continue;
    expect(effect.reply.text).not.toBe('');
    expect(effect.reply.text.length).toBeLessThanOrEqual(replyLimit);
    for (const data of buttonsOf([effect])) {
      expect(decodeButton(data)).toBeDefined();
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    }
  }
}

describe('a conversation, whatever is said in it', () => {
  it('links two apps with the code and with nothing else', () => {
    const otherChats = [{ chat: 'cht_other', person: 'per_other' }] as const;
    const said = fc.constantFrom<InboundContent>(
      ...['liên kết', '0912345678', '+84 912 345 678', '123456', '123 456', '12345', '1234567', '654321', 'thôi'].map(
        (text): InboundContent => ({ type: 'text', text }),
      ),
      { type: 'own-phone', phone: '0912345678' },
      { type: 'button', data: 'p:1:again' },
    );
    const around = env({ otherChats });
    fc.assert(
      fc.property(fc.array(fc.oneof(said, move), { maxLength: 12, size: 'max' }), (inputs) => {
        let before: Conversation = newConversation;
        let typed: number | InboundContent | undefined;
        const watched = inputs.entries();
        play(step(newConversation, { type: 'text', text: 'liên kết' }, around), inputs, around, (turn) => {
          expectSendable(turn);
          const isCode =
            typeof typed === 'object' && typed.type === 'text' && typed.text.replace(/\s/g, '') === '123456';
          const wasAsked = before.activity.type === 'link' && before.activity.at.step === 'code';
          expect(turn.effects.some(({ type }) => type === 'link-chats')).toBe(isCode && wasAsked);
          before = turn.state;
          typed = watched.next().value?.[1];
        });
      }),
      {
        numRuns: 300,
        examples: [[['0912345678', '123 456'].map((text): InboundContent => ({ type: 'text', text }))]],
      },
    );
    for (const type of ['claim-phone', 'send-link-code', 'link-chats']) expect(happened).toContain(type);
  });

  it('takes a report: always answers, within the limits, and accounts for every photo once', () => {
    fc.assert(
      fc.property(moves, understandings, (inputs, labels) => {
        const around: Env = { ...env({}), understand: changeable(labels) };
        const kept = new Set<string>();
        const settled: string[] = [];
        let last: Conversation = newConversation;
        play(startReport(newConversation, around), inputs, around, (turn) => {
          expectSendable(turn);
          last = turn.state;
          for (const effect of turn.effects) {
            if (effect.type === 'keep-attachment') kept.add(effect.id);
            if (effect.type === 'drop-attachments') settled.push(...effect.ids);
            if (effect.type !== 'open-case') continue;
            settled.push(...effect.attachments);
            expect(effect.text.length).toBeGreaterThanOrEqual(5);
            // Nothing that the citizen had to be asked goes out unasked, and nothing is told of what he was not asked.
            const { kind, abstained } = changeable(labels)(effect.text);
            expect(effect.chosen?.kind !== undefined).toBe(kind !== 'phan-anh');
            expect(effect.chosen?.category !== undefined).toBe(abstained);
            expect(effect.attachments.length).toBeLessThanOrEqual(5);
            expect(effect.reporter).toEqual({ chat: 'cht_citizen', person: 'per_citizen' });
            if (effect.contact !== undefined) expect(effect.contact.phone).toMatch(/^0\d{9,10}$/);
          }
        });
        const drafts = [last.paused.report, last.activity.type === 'report' ? last.activity.draft : undefined];
        settled.push(...drafts.flatMap((draft) => (draft?.attachments ?? []).map(({ id }) => id)));
        expect(settled.toSorted()).toEqual([...kept].toSorted());
      }),
      { numRuns: 300, examples: wholeReports },
    );
    for (const type of ['keep-attachment', 'drop-attachments', 'open-case']) expect(happened).toContain(type);
  });

  it('never changes a case against its rules, and never shows one to a seat that may not see it', () => {
    const subject = fc.record({
      base: fc.constantFrom(reported, surveyComment),
      owner: fc.constantFrom(commune, otherCommune, province),
      bypass: fc.boolean(),
      reopened: fc.boolean(),
      status: fc.constantFrom(...caseStatuses),
    });
    const seats = fc.record({ at: fc.constantFrom(commune, province), role: fc.constantFrom(...seatRole.options) });
    const action = fc.constantFrom(
      'show',
      'acknowledge',
      'answer',
      'ask',
      'transfer',
      'relabel',
      'as-an-ninh',
      'add',
      'confirm',
      'reopen',
    );
    fc.assert(
      fc.property(
        subject,
        seats,
        fc.boolean(),
        action,
        moves,
        ({ base, ...rest }, { at, role }, own, first, inputs) => {
          const shown: Case = { ...base, ...rest, text: 'bí mật', ...(own ? {} : { chat: 'cht_stranger' }) };
          const seat = seatAt(at, role);
          const around = env({ cases: [shown], openCases: [shown] }, [seat]);
          const sees = shown.owner === at && !(shown.bypass && at.level === 'commune');
          play(caseButtonStep(newConversation, shown.code, first, around), inputs, around, (turn) => {
            expectSendable(turn);
            for (const effect of turn.effects) {
              if (effect.type === 'reply' && !sees) expect(effect.reply.text).not.toContain('bí mật');
              if (effect.type !== 'change-case') continue;
              expect(applyCaseAction(shown, effect.action)).toEqual({ type: 'changed', change: effect.change });
              expect(effect.version).toBe(shown.version);
              if (effect.actor.type === 'seat') {
                expect(sees && role !== 'lanh-dao').toBe(true);
                expect(shown.bypass && effect.change.owner?.level === 'commune').toBe(false);
              } else {
                expect(shown.chat).toBe('cht_citizen');
              }
            }
          });
        },
      ),
      { numRuns: 300, examples: everyAction },
    );
    for (const [, , , type] of everyAction) expect(happened).toContain(type);
  });
});
