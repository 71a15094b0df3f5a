import type { Activity, Conversation } from '../core/conversation.js';
import type { Env, EnvBeforeFacts, StepResult } from '../core/flow.js';
import { finish } from './finish.js';
import { showMenu } from './menu/step.js';
import { ask, type Question } from './prompt.js';
import { reportStep, resumeReport, startReport, withText } from './report/step.js';
import type { Spoken } from './said.js';
import { offerWords, texts } from './texts.vi.js';
import { typedChoice } from './typed-choice.js';

type Offered = Extract<Activity, { type: 'offered-report' }>;

/** Longest text that is held while the person decides, in characters. */
const longestOffer = 8192;

/** Somebody wrote something without choosing anything first: is it to be sent as a phản ánh? */
export function offerReport(state: Conversation, text: string, env: EnvBeforeFacts, before?: string): StepResult {
  const question = offerQuestion(state, env);
  const lead = before === undefined ? question.text : `${before} ${question.text}`;
  return ask(state, { type: 'offered-report', text }, { ...question, text: lead });
}

/** A turn while that is being decided; more text is added to what was said. */
export function offeredStep(state: Conversation, { text }: Offered, said: Spoken, env: Env): StepResult {
  switch (said.type) {
    case 'choice':
      return takeChoice(state, text, said.choice, env);
    case 'text': {
      const choice = typedOffer(state, said.folded, env);
      if (choice !== undefined) return takeChoice(state, text, choice, env);
      const joined = `${text}\n${said.text}`;
      return joined.length > longestOffer
        ? offerReport(state, text, env, texts.offerFull)
        : offerReport(state, joined, env, texts.offerAdded);
    }
    case 'file':
    case 'location':
      // A photo or place sent after the text says more clearly than any button that it is meant as a report.
      return thenInReport(accept(state, text, env), said, env);
  }
}

/** The button of the offer that a typed text means. */
export function typedOffer(state: Conversation, folded: string, env: EnvBeforeFacts): string | undefined {
  return typedChoice(offerQuestion(state, env), folded, offerWords);
}

/** A photo, voice note or place sent while nothing was asked begins a report. */
export function beginWithFile(
  state: Conversation,
  said: Extract<Spoken, { type: 'file' | 'location' }>,
  env: Env,
): StepResult {
  const { report } = state.paused;
  return thenInReport(report === undefined ? startReport(state, env) : resumeReport(state, report, env), said, env);
}

function offerQuestion(state: Conversation, env: EnvBeforeFacts): Question {
  const toDraft = state.paused.report !== undefined;
  return {
    text: [toDraft ? texts.offerToDraft : texts.offer, ...(env.seats.length === 0 ? [] : [texts.offerOfficial])].join(
      '\n\n',
    ),
    choices: [
      [{ label: toDraft ? texts.buttons.addToDraft : texts.buttons.sendAsReport, choice: 'send', tone: 'primary' }],
      [{ label: texts.buttons.dontSend, choice: 'leave' }],
    ],
  };
}

function takeChoice(state: Conversation, text: string, choice: string, env: Env): StepResult {
  return choice === 'send' ? accept(state, text, env) : showMenu(state, env);
}

/** One report at a time: what is said while one is half-done is added to it. */
function accept(state: Conversation, text: string, env: Env): StepResult {
  const { report } = state.paused;
  const { state: resting } = finish(state, []);
  if (report === undefined) return startReport(resting, env, text);
  const at = report.at === 'what' ? 'more' : report.at;
  const longer = withText(report, report.text === '' ? text : `${report.text}\n${text}`);
  return resumeReport(resting, { ...longer, at }, env);
}

/** Hands what was said on to a report just opened; only the report's answer to it is sent. */
function thenInReport(opened: StepResult, said: Spoken, env: Env): StepResult {
  const { state, effects } = opened;
  if (state.activity.type !== 'report') return opened;
  const next = reportStep(state, state.activity.draft, said, env);
  return { state: next.state, effects: [...effects.filter((effect) => effect.type !== 'reply'), ...next.effects] };
}
