import { maySee } from '../core/access.js';
import type { Conversation } from '../core/conversation.js';
import type { Env, StepResult } from '../core/flow.js';
import { citizenButton, showCase } from './case/step.js';
import { readCategoryAction } from './official/relabel.js';
import { officialButton } from './official/step.js';

/** A button of a case. Who may do what is decided by the case's and the official's flow. */
export function caseButtonStep(state: Conversation, code: string, action: string, env: Env): StepResult {
  switch (action) {
    case 'acknowledge':
    case 'answer':
    case 'ask':
    case 'transfer':
    case 'relabel':
      return officialButton(state, code, action, env);
    case 'show':
      return showAnyCase(state, code, env);
    default:
      if (readCategoryAction(action) !== undefined) return officialButton(state, code, action, env);
      return citizenButton(state, code, action, env);
  }
}

/** Shows a case: the official's card to a seat that may see it, where it stands to everybody else. */
export function showAnyCase(state: Conversation, code: string, env: Env): StepResult {
  const subject = env.facts.cases.find((found) => found.code === code);
  const isOfficials = subject !== undefined && env.seats.some((seat) => maySee(seat, subject));
  return isOfficials ? officialButton(state, code, 'show', env) : showCase(state, code, env);
}
