import type { Conversation } from '../core/conversation.js';
import type { Env, StepResult } from '../core/flow.js';
import { askCaseAgain } from './case/step.js';
import { askCommune } from './commune/step.js';
import { askLinkAgain } from './link/step.js';
import { showMenu } from './menu/step.js';
import { offerReport } from './offer.js';
import { askOfficialAgain } from './official/step.js';
import { say } from './prompt.js';
import { askReportAgain } from './report/step.js';
import { askSurveyAgain } from './survey/step.js';

/** Says something in passing and asks the present question again. */
export function repeat(state: Conversation, before: string, env: Env): StepResult {
  // Asking raises the prompt by one. It is the same question: the buttons of its first showing stay good.
  const asked = askPresent({ ...state, prompt: state.prompt - 1 }, before, env);
  return { ...asked, state: { ...asked.state, prompt: state.prompt } };
}

function askPresent(state: Conversation, before: string, env: Env): StepResult {
  const { activity } = state;
  const after = ({ state: next, effects }: StepResult): StepResult => ({
    state: next,
    effects: [say(before), ...effects],
  });
  switch (activity.type) {
    case 'idle':
      return showMenu(state, env, [], before);
    case 'choosing-commune':
      return askCommune(state, activity.form, env, before);
    case 'survey':
      return after(askSurveyAgain(state, activity.draft, env));
    case 'report':
      return after(askReportAgain(state, activity.draft, env));
    case 'offered-report':
      return after(offerReport(state, activity.text, env));
    case 'link':
      return after(askLinkAgain(state, activity));
    case 'looking-up':
    case 'citizen-writing':
      return after(askCaseAgain(state, activity, env));
    case 'official-writing':
    case 'official-confirming':
      return after(askOfficialAgain(state, activity, env));
  }
}
