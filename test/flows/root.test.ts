import { understandAs } from '../support/understand.js';
import { describe, expect, it } from 'vitest';
import { standingCampaign } from '../../core/campaign.js';
import { conversation, newConversation, type Conversation } from '../../core/conversation.js';
import type { EnvBeforeFacts, Lookup, StepResult } from '../../core/flow.js';
import type { InboundContent } from '../../core/inbound.js';
import { vietnamDay } from '../../core/vietnam-time.js';
import { apologise, lookups, restartPolitely } from '../../flows/step.js';
import { provinceCode, nationalDirectory, unitCode } from '../support/directory.js';
import { pks05 } from '../support/forms.js';

const env: EnvBeforeFacts = {
  channel: 'web',
  chat: { id: 'cht_here', kind: 'private' },
  person: 'per_here',
  now: Date.UTC(2026, 10, 23, 2, 0),
  newId: () => {
    throw new Error('nothing is made here');
  },
  newCaseCode: () => 'PA-0000-00',
  hashInvite: (code) => `hash-of-${code}`,
  newLinkCode: () => '123456',
  directory: nationalDirectory(),
  homeProvince: provinceCode('24'),
  forms: [pks05()],
  understand: understandAs(),
  seats: [],
};
const group: EnvBeforeFacts = { ...env, chat: { id: 'cht_group', kind: 'group' } };
const official: EnvBeforeFacts = {
  ...env,
  seats: [
    {
      id: 'sea_1',
      chat: 'cht_here',
      jurisdiction: { level: 'commune', code: unitCode('07351') },
      role: 'can-bo',
      demo: false,
    },
  ],
};
const draft = {
  form: 'pks05',
  version: 1,
  unit: '07351',
  answers: {},
  ticked: [],
  at: { step: 'question', id: 'tuoi' },
  changing: false,
} as const;
const during = (activity: unknown): Conversation => conversation.parse({ ...newConversation, activity });
const labels = ({ effects }: StepResult) =>
  effects.flatMap((effect) =>
    effect.type === 'reply' ? (effect.reply.buttons ?? []).flat().map(({ label }) => label) : [],
  );

describe('restartPolitely', () => {
  it('says so and shows the menu; buttons of the lost conversation are void', () => {
    const result = restartPolitely(env);
    expect(JSON.stringify(result.effects)).toContain('nâng cấp');
    expect(labels(result)).toContain('Gửi phản ánh, kiến nghị');
    expect(result.state.prompt).toBeGreaterThan(1000);
    expect(conversation.parse(result.state)).toEqual(result.state);
  });

  it('is silent in a group', () => {
    expect(restartPolitely(group).effects).toEqual([]);
  });
});

describe('apologise', () => {
  it('keeps what was half-done where it can be taken up again', () => {
    const result = apologise(during({ type: 'survey', draft: { ...draft, answers: { tuoi: { type: 'skipped' } } } }));
    expect(result.state.activity).toEqual({ type: 'idle' });
    expect(result.state.paused.survey?.answers).toEqual({ tuoi: { type: 'skipped' } });
    expect(labels(result)).toEqual(['Mở menu']);
  });
});

describe('lookups', () => {
  const say = (text: string): InboundContent => ({ type: 'text', text });
  const start = (parameter: string): InboundContent => ({ type: 'start', parameter });
  const tap = (choice: string): InboundContent => ({ type: 'button', data: `p:0:${choice}` });
  const standing = standingCampaign({ id: 'pks05', partner: 'Tỉnh đoàn' }, vietnamDay(env.now));
  const campaign: Lookup = { type: 'campaign', form: 'pks05', unit: unitCode('07351'), standing };
  const theCase: Lookup = { type: 'case', code: 'PA-7K3F-Q2' };
  const idle = newConversation;
  const choosing = during({ type: 'choosing-commune', form: 'pks05' });
  const paused: Conversation = { ...newConversation, paused: { survey: { ...draft, ticked: [] } } };
  const writing = during({ type: 'official-writing', case: 'PA-7K3F-Q2', action: 'answer' });

  it.each<[string, Conversation, InboundContent, EnvBeforeFacts, readonly Lookup[]]>([
    ['nothing for a menu', idle, say('menu'), env, []],
    ['nothing for an answer', during({ type: 'survey', draft }), say('2'), env, []],
    ['nothing for a stale button', idle, { type: 'button', data: 'p:5:look-up' }, env, []],
    ['the campaign for a link to a survey', idle, start('07351-pks05'), env, [campaign]],
    ['nothing for a link to nowhere', idle, start('99999-pks05'), env, []],
    ['the campaign for a commune', choosing, say('song van'), env, [campaign]],
    ['the campaign for a commune’s button', choosing, tap('unit-07351'), env, [campaign]],
    ['nothing for several communes', choosing, say('đồng tiến'), env, []],
    ['the campaign to go on', paused, say('tiep tuc'), env, [campaign]],
    ['the campaign to go on from the menu', paused, tap('resume-survey'), env, [campaign]],
    [
      'the campaign before sending',
      during({ type: 'survey', draft: { ...draft, at: { step: 'summary' } } }),
      say('gui'),
      env,
      [campaign],
    ],
    ['a case by its code', idle, say('pa 7k3f q2'), env, [theCase]],
    ['a case by a link', idle, start('PA-7K3F-Q2'), env, [theCase]],
    ['a case by its button', idle, { type: 'button', data: 'c:PA-7K3F-Q2:add' }, env, [theCase]],
    ['nothing for a code nobody could have', idle, { type: 'button', data: 'c:PA-UUUU-UU:add' }, env, []],
    ['the case that is written about', writing, say('Đã sửa xong.'), official, [theCase]],
    ['one’s own cases', idle, say('tra cứu'), env, [{ type: 'own-cases' }]],
    [
      'open cases, of the seats',
      idle,
      say('việc'),
      official,
      [{ type: 'open-cases', of: [{ level: 'commune', code: unitCode('07351') }] }],
    ],
    ['no open cases without a seat', idle, say('việc'), env, []],
    ['an invitation', idle, say('MOI-AB12-CD34'), env, [{ type: 'invite', hash: 'hash-of-AB12-CD34' }]],
    ['an invitation by a link', idle, start('moi-AB12CD34'), group, [{ type: 'invite', hash: 'hash-of-AB12CD34' }]],
  ])('%s', (_, state, input, known, expected) => {
    expect(lookups(state, input, known)).toEqual(expected);
  });
});
