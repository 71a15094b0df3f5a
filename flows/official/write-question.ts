import { mayTransfer } from '../../core/access.js';
import type { Activity, Conversation } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { ask, type Choice, type Question } from '../prompt.js';
import { provinceTarget } from './targets.js';
import { texts } from './texts.vi.js';
import type { Work } from './work.js';

export type Writing = Extract<Activity, { type: 'official-writing' }>;

/** What the official is asked to type: an answer, a question, or where the case should go. */
export function writeQuestion(activity: Writing, work: Work, env: Env): Question {
  const leave: Choice = { label: texts.buttons.leave, choice: 'leave' };
  const { code } = work.subject;
  switch (activity.action) {
    case 'answer': {
      const text = work.subject.chat === undefined ? texts.writeOutcome(code) : texts.writeAnswer(code);
      return { text, choices: [[leave]], expectsText: true };
    }
    case 'ask':
      return { text: texts.writeQuestion(code), choices: [[leave]], expectsText: true };
    case 'transfer': {
      const up = provinceTarget(work.subject, work.seat, env.directory);
      const province: Choice = { label: texts.buttons.province, choice: 'to-province' };
      return {
        text: texts.writeTarget(code),
        choices: [...(up === undefined ? [] : [[province]]), ...namedCommune(work, env), [leave]],
        expectsText: true,
      };
    }
  }
}

/** From the province's desk a case mostly goes to the commune that the citizen named. */
function namedCommune({ subject }: Work, env: Env): readonly (readonly Choice[])[] {
  const { owner, unit } = subject;
  const named = owner?.level === 'province' && unit !== undefined ? env.directory.unit(unit) : undefined;
  if (named === undefined || !mayTransfer(subject, { level: 'commune', code: named.code })) return [];
  return [[{ label: env.directory.title(named), choice: `to-${named.code}` }]];
}

/** Asks for it; `before` is said first. */
export function askToWrite(state: Conversation, activity: Writing, work: Work, env: Env, before?: string): StepResult {
  const question = writeQuestion(activity, work, env);
  const text = before === undefined ? question.text : `${before}\n\n${question.text}`;
  return ask(state, activity, { ...question, text });
}
