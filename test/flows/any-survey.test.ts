import { openCampaign } from '../support/campaign.js';
import { unpackAnswers } from '../support/unpack-answers.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeButton } from '../../core/button.js';
import { newConversation, readConversation, type Conversation } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import { noFacts, type Env } from '../../core/flow.js';
import type { InboundContent } from '../../core/inbound.js';
import { replyLimit } from '../../core/reply.js';
import { fittingAnswers, nextQuestion } from '../../core/survey-rules.js';
import { lookups, step } from '../../flows/step.js';
import { privateEnv } from '../support/env.js';

// Whatever a citizen presses and says on the way through a survey, in any order, what is sent is a whole survey.

const base = privateEnv();
const { forms } = base;
let ids = 0;
const env = (voted: boolean): Env => ({
  ...base,
  newId: (prefix) => `${prefix}_${(ids += 1)}` as never,
  facts: { ...noFacts, voted },
});

const words =
  `1;2;99;1,3;binh thuong;nam;co;ko;dung;xong;gui;sua;4a;câu 2;bỏ qua;quay lại;dừng;tiếp tục;huỷ;menu;trợ giúp;
khảo sát;phản ánh;tra cứu;ngoc thien;đồng tiến;xã Kép;PA-7K3F-Q2;Xin góp ý thêm một việc nhỏ`.split(/;\s*/);
/** A number presses that button of the last message that had any; the first mostly leads on. */
const move = fc.oneof(
  { weight: 12, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.nat(9) },
  { weight: 4, arbitrary: fc.constantFrom(...words).map((text): InboundContent => ({ type: 'text', text })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<InboundContent>(
      { type: 'start', parameter: '' },
      { type: 'start', parameter: '07351-pks05' },
      { type: 'start', parameter: '07339-pks03' },
      { type: 'text', text: 'x'.repeat(1001) },
      { type: 'text', text: '' },
      { type: 'unsupported', what: 'sticker' },
      { type: 'edited' },
      { type: 'button', data: 'p:1:send' },
    ),
  },
);
/** Answers whatever is asked; on the summary "1" asks the first question again. */
const toTheEnd = [...Array.from({ length: 25 }, () => ['1', 'xong']).flat(), 'gui', '1', 'gui'].map(
  (text) => ({ type: 'text', text }) as const,
);

it.each(forms.map(({ id }) => id))(
  'sends only whole surveys, and always answers with something that can be sent: %s',
  (id) => {
    let sent = 0;
    fc.assert(
      fc.property(fc.array(move, { maxLength: 80, size: 'max' }), fc.boolean(), (moves, voted) => {
        let state: Conversation = newConversation;
        let buttons: readonly string[] = [];
        for (const input of [{ type: 'start', parameter: `07351-${id}` } as const, ...moves]) {
          const content: InboundContent =
            typeof input === 'number'
              ? { type: 'button', data: buttons[input % Math.max(buttons.length, 1)] ?? '' }
              : input;
          const before = env(voted);
          const asked = lookups(state, content, before).find((lookup) => lookup.type === 'campaign');
          const campaign = asked === undefined ? {} : { campaign: openCampaign(asked.form) };
          const turn = step(state, content, { ...before, facts: { ...before.facts, ...campaign } });
          expect(readConversation(JSON.parse(JSON.stringify(turn.state)))).toEqual({
            type: 'known',
            conversation: turn.state,
          });
          expectSendable(turn.effects);
          if (expectWhole(turn.effects)) {
            sent += 1;
            expect(voted).toBe(false);
          }
          state = turn.state;
          const shown = buttonsOf(turn.effects);
          if (shown.length > 0) buttons = shown;
        }
      }),
      {
        numRuns: 100,
        examples: [
          [toTheEnd, false],
          [toTheEnd, true],
        ],
      },
    );
    expect(sent).toBeGreaterThan(0);
  },
);

function expectSendable(effects: readonly Effect[]): void {
  const replies = effects.flatMap((effect) => (effect.type === 'reply' ? [effect.reply] : []));
  expect(replies.length).toBeGreaterThan(0);
  for (const { text } of replies) {
    expect(text.trim()).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(replyLimit);
  }
  for (const data of buttonsOf(effects)) {
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(decodeButton(data)).toBeDefined();
  }
}

/** A response holds an answer to every question that was asked, but for the comment, which goes apart from them. */
function expectWhole(effects: readonly Effect[]): boolean {
  const record = effects.find((effect) => effect.type === 'record-response');
  if (record === undefined) return false;
  const form = forms.find(({ id }) => id === record.campaign.form);
  if (form === undefined) throw new Error(`no form ${record.campaign.form}`);
  const answers = unpackAnswers(form, record.answers, record.written);
  expect(fittingAnswers(form, answers)).toEqual(answers);
  expect(nextQuestion(form, answers)?.id).toBe(record.comment === undefined ? undefined : 'y-kien');
  expect(effects).toContainEqual({ type: 'forget-passing' });
  return true;
}

function buttonsOf(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) =>
    effect.type === 'reply' ? (effect.reply.buttons ?? []).flat().map(({ data }) => data) : [],
  );
}
