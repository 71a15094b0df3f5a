import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeButton } from '../../../core/button.js';
import { newConversation, type Conversation } from '../../../core/conversation.js';
import { noFacts, type Env } from '../../../core/flow.js';
import type { InboundContent } from '../../../core/inbound.js';
import { isChoice, optionsOf, type Answer, type Question, type SurveyForm } from '../../../core/survey-form.js';
import { askedQuestions, isOther } from '../../../core/survey-rules.js';
import { step } from '../../../flows/step.js';
import { openCampaign } from '../../support/campaign.js';
import { privateEnv } from '../../support/env.js';
import { openSurveyJs, toValue, type SurveyJs } from './survey-js.js';

// The same form in another engine, SurveyJS, walked the same way at random: it must show the same questions, keep the
// same answers and refuse the same. 290 ways through each of the seven forms.

const open = privateEnv();
const { forms } = open;
const env: Env = { ...open, facts: { ...noFacts, campaign: openCampaign() } };

/** What a person does at a question: `pick` chooses among its answers, `how` among the ways of answering. */
type Move = { readonly how: 'answer' | 'skip' | 'unknown' | 'wrong' | 'back'; readonly pick: number };
const move = fc.record<Move>({
  how: fc.oneof(
    { weight: 14, arbitrary: fc.constant<Move['how']>('answer') },
    { weight: 2, arbitrary: fc.constantFrom<Move['how']>('skip', 'unknown', 'wrong', 'back') },
  ),
  pick: fc.nat(1000),
});

it.each(forms.map((form) => [form.id, form] as const))(
  '%s is the same in SurveyJS',
  (_id, form) => {
    const seen = { refused: 0, hidden: 0, finished: 0 };
    const other = openSurveyJs(form);
    fc.assert(
      fc.property(fc.array(move, { minLength: 22, maxLength: 30 }), (moves) => {
        other.clear();
        walk(form, other, moves, seen);
      }),
      { numRuns: 290, endOnFailure: true },
    );
    // A walk that refuses nothing, never hides a question and never comes to the end would prove little.
    expect(seen.refused).toBeGreaterThan(20);
    expect(seen.finished).toBeGreaterThan(20);
    if (form.questions.some(({ when }) => when !== undefined)) expect(seen.hidden).toBeGreaterThan(20);
  },
  120_000,
);

function walk(
  form: SurveyForm,
  other: SurveyJs,
  moves: readonly Move[],
  seen: { refused: number; hidden: number; finished: number },
): void {
  let state = say(newConversation, { type: 'start', parameter: `07351-${form.id}` });
  state = press(state, 'begin');
  let shown = other.shown();
  for (const { how, pick } of moves) {
    const { draft } = surveyOf(state);
    if (draft.at.step === 'summary') {
      seen.finished += 1;
      state = press(press(state, 'change'), `q-${changed(form, askedQuestions(form, draft.answers), pick)}`);
      continue;
    }
    if (draft.at.step !== 'question') throw new Error(`the walk stands at ${draft.at.step}`);
    const { id } = draft.at;
    const question = form.questions.find((one) => one.id === id);
    if (question === undefined) throw new Error(`no question ${id}`);
    if (how === 'back') {
      state = press(state, 'back');
      if (surveyOf(state).draft.at.step === 'consent') state = press(state, 'begin');
      continue;
    }
    const answer = answerOf(question, how, pick);
    const taken = other.give(id, answer);
    const after = give(state, question, answer);
    const now = surveyOf(after).draft;
    const isTaken =
      now.at.step !== 'question' || now.at.id !== id || JSON.stringify(now.answers) !== JSON.stringify(draft.answers);
    // The same answer once more leads on as well.
    if (!isTaken) seen.refused += 1;
    expect({ id, answer, isTaken }).toEqual({ id, answer, isTaken: taken });
    const shownNow = other.shown();
    if (shownNow.length < shown.length) seen.hidden += 1;
    shown = shownNow;
    expect(askedQuestions(form, now.answers).map((one) => one.id)).toEqual(shown);
    expect(valuesOf(now.answers)).toEqual(other.answers());
    state = isTaken ? after : state;
  }
}

/** The question to answer anew: half the time one that others hang on, which then appear or go. */
function changed(form: SurveyForm, asked: readonly Question[], pick: number): string {
  const branching = asked.filter(({ id }) => form.questions.some(({ when }) => when?.question === id));
  const among = pick % 2 === 0 && branching.length > 0 ? branching : asked;
  return among[(pick >> 1) % among.length]?.id ?? '';
}

const valuesOf = (answers: Readonly<Record<string, Answer>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]): [string, unknown][] => {
      const value = toValue(answer);
      const text =
        answer.type === 'single' && answer.other !== undefined
          ? [[`${id}-Comment`, answer.other] as [string, unknown]]
          : [];
      return [...(value === undefined ? [] : [[id, value] as [string, unknown]]), ...text];
    }),
  );

/** An answer as `how` says; `wrong` is one that nobody may give. */
function answerOf(question: Question, how: Exclude<Move['how'], 'back'>, pick: number): Answer {
  const options = optionsOf(question);
  const option = options[pick % Math.max(options.length, 1)]?.id ?? '';
  if (how === 'skip') return { type: 'skipped' };
  // Where "không biết" is not offered there is no button for it; passing over is what comes nearest.
  if (how === 'unknown') return 'unknown' in question && question.unknown ? { type: 'unknown' } : { type: 'skipped' };
  switch (question.type) {
    case 'single':
    case 'scale':
      return isOther(question, option) && pick % 2 === 0
        ? { type: 'single', option, other: `việc ${pick}` }
        : { type: 'single', option };
    case 'multiple': {
      const some = options.filter((_option, at) => (pick >> at) % 2 === 1).map(({ id }) => id);
      return { type: 'multiple', options: some.length === 0 ? [option] : some };
    }
    case 'number':
      return {
        type: 'number',
        value: how === 'wrong' ? question.max + 1 + pick : question.min + (pick % (question.max - question.min + 1)),
      };
    case 'text':
      return {
        type: 'text',
        text: 'x'.repeat(how === 'wrong' ? question.maxLength + 1 : 1 + (pick % question.maxLength)),
      };
  }
}

/** Gives an answer as a person does: by button, or typed. */
function give(state: Conversation, question: Question, answer: Answer): Conversation {
  switch (answer.type) {
    case 'skipped':
      return say(state, { type: 'text', text: 'bỏ qua' });
    case 'unknown':
      return press(state, 'unknown');
    case 'number':
      return say(state, { type: 'text', text: String(answer.value) });
    case 'text':
      return say(state, { type: 'text', text: answer.text });
    case 'multiple': {
      let ticked = state;
      const before = surveyOf(state).draft.ticked;
      for (const { id } of optionsOf(question))
        if (before.includes(id) !== answer.options.includes(id)) ticked = press(ticked, `o-${id}`);
      return press(ticked, 'done');
    }
    case 'single': {
      const chosen = press(state, `o-${answer.option}`);
      if (!isChoice(question) || !isOther(question, answer.option)) return chosen;
      return answer.other === undefined ? press(chosen, 'skip') : say(chosen, { type: 'text', text: answer.other });
    }
  }
}

function press(state: Conversation, choice: string): Conversation {
  const prompt = state.prompt.toString(36);
  const data = `p:${prompt}:${choice}`;
  if (decodeButton(data) === undefined) throw new Error(`no button is called ${data}`);
  return say(state, { type: 'button', data });
}

const say = (state: Conversation, content: InboundContent): Conversation => step(state, content, env).state;

function surveyOf({ activity }: Conversation) {
  if (activity.type !== 'survey') throw new Error(`the walk has left the survey: ${activity.type}`);
  return activity;
}
