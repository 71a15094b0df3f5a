import { expect, it } from 'vitest';
import { newConversation, type Conversation } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { optionsOf } from '../../core/survey-form.js';
import { askedQuestions } from '../../core/survey-rules.js';
import { step } from '../../flows/step.js';
import { openCampaign } from '../support/campaign.js';
import { privateEnv } from '../support/env.js';

const env = privateEnv();
const { forms } = env;

it.each(forms.map((form) => [form.id, form] as const))(
  '%s takes a turn for each question, one more where several answers are ticked, and one to send it',
  (id, form) => {
    const facts = { ...env.facts, campaign: openCampaign(id) };
    const say = (state: Conversation, text: string): StepResult =>
      step(state, { type: 'text', text }, { ...env, facts });
    let { state } = step(newConversation, { type: 'start', parameter: `07351-${id}` }, { ...env, facts });
    ({ state } = say(state, 'bắt đầu'));
    let turns = 0;
    let needed = 0;
    for (let sent = false; !sent && turns < 100; turns += 1) {
      if (state.activity.type !== 'survey') throw new Error(`${id} was left`);
      const { at, answers } = state.activity.draft;
      const asked = askedQuestions(form, answers);
      needed = asked.length + asked.filter(({ type }) => type === 'multiple').length + 1;
      const question = form.questions.find((one) => at.step === 'question' && one.id === at.id);
      // The answer that stands last but one mostly asks nothing further.
      const number = question === undefined ? 1 : Math.max(1, optionsOf(question).length - 1);
      const isTicked = state.activity.draft.ticked.length > 0;
      const typed = question?.type === 'text' ? 'Cần thêm ghế ngồi chờ.' : String(number);
      const result = say(state, question === undefined ? 'gửi' : isTicked ? 'xong' : typed);
      sent = result.effects.some(({ type }) => type === 'record-response');
      state = result.state;
    }
    expect(turns).toBe(needed);
  },
);

it('codes for linking differ from each other, and each links the chat that it was sent to', () => {
  const drawn = ['111111', '111111', '222222', '111111', '222222', '333333'];
  const others = (['a', 'b', 'c'] as const).map((name) => ({ chat: `cht_${name}`, person: `per_${name}` }) as const);
  const around: Env = {
    ...env,
    newLinkCode: () => drawn.shift() ?? '',
    facts: { ...env.facts, otherChats: others },
  };
  const say = (state: Conversation, text: string) => step(state, { type: 'text', text }, around);
  const asked = say(say(newConversation, 'liên kết').state, '0912345678');
  const sent = asked.effects.flatMap((effect) => (effect.type === 'send-link-code' ? [effect] : []));
  expect(sent.map(({ chat, code }) => [chat, code])).toEqual([
    ['cht_a', '111111'],
    ['cht_b', '222222'],
    ['cht_c', '333333'],
  ]);
  for (const [at, { code }] of sent.entries())
    expect(say(asked.state, code).effects).toContainEqual({
      type: 'link-chats',
      phone: '0912345678',
      other: others[at],
    });
});
