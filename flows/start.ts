import type { Conversation } from '../core/conversation.js';
import type { Env, StepResult } from '../core/flow.js';
import { showAnyCase } from './case-turn.js';
import { putAside } from './finish.js';
import { readLink } from './mentions.js';
import { greet, showMenu } from './menu/step.js';
import { takeInvite } from './official/step.js';
import { beginSurvey } from './survey/step.js';
import { texts } from './texts.vi.js';

/** The chat was opened, perhaps by a link. What was half-done is kept. */
export function startStep(state: Conversation, parameter: string, env: Env): StepResult {
  const link = readLink(parameter);
  switch (link.type) {
    case 'menu':
      return greet(state, env);
    case 'survey': {
      const unit = env.directory.unit(link.unit);
      const form = env.forms.find((item) => item.id === link.form);
      if (unit === undefined) return showMenu(state, env, [], texts.communeGone);
      return form === undefined
        ? showMenu(state, env, [], texts.unknownLink)
        : beginSurvey(state, form, unit, env, link.code);
    }
    case 'commune': {
      const unit = env.directory.unit(link.unit);
      return unit === undefined
        ? showMenu(state, env, [], texts.communeGone)
        : greet({ ...state, lastUnit: unit.code }, env);
    }
    case 'invite':
      return takeInvite(putAside(state), link.code, env);
    case 'case':
      return showAnyCase(putAside(state), link.code, env);
    case 'unknown':
      return showMenu(state, env, [], texts.unknownLink);
  }
}
