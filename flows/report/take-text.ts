import type { Conversation, ReportDraft } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { ask } from '../prompt.js';
import { hasText, shortestText } from './draft.js';
import { forward } from './order.js';
import { readPhone } from './phone.js';
import { askReport, reportQuestion } from './questions.js';
import { withText } from './sorting.js';
import { withMoreText } from './take-anytime.js';
import { takeCommune, takeVillage } from './take-place.js';
import { texts } from './texts.vi.js';

/** What was typed in answer to the present question. */
export function takeText(state: Conversation, draft: ReportDraft, text: string, env: Env): StepResult {
  switch (draft.at) {
    case 'what':
      return takeDescription(state, draft, text, env);
    case 'more': {
      const longer = withMoreText(draft, text);
      return longer === undefined
        ? askReport(state, draft, env, texts.textFull)
        : askReport(state, longer, env, texts.noted);
    }
    case 'commune':
      return takeCommune(state, draft, text, env);
    case 'village':
      return takeVillage(state, draft, text, env);
    case 'name':
      return takeName(state, draft, text, env);
    case 'phone': {
      const phone = readPhone(text);
      return phone === undefined
        ? askReport(state, draft, env, texts.phoneWrong)
        : askReport(state, forward({ ...draft, phone }, env), env);
    }
    case 'kind':
    case 'reader':
    case 'category':
    case 'share':
    case 'summary':
    case 'change':
      return askReport(state, draft, env, texts.pressButton);
  }
}

/** The first description, or a new one in place of the old. Too few letters are kept and asked to be continued. */
function takeDescription(state: Conversation, draft: ReportDraft, text: string, env: Env): StepResult {
  const described = hasText(draft) ? withText(draft, text) : withMoreText(draft, text);
  if (described === undefined) return askReport(state, draft, env, texts.textFull);
  if (described.text.length < shortestText) {
    const kept = hasText(draft) ? draft : described;
    return ask(state, { type: 'report', draft: kept }, { ...reportQuestion(state, kept, env), text: texts.tooShort });
  }
  return askReport(state, forward(described, env), env, texts.noted);
}

function takeName(state: Conversation, draft: ReportDraft, typed: string, env: Env): StepResult {
  const name = typed.replace(/\s+/g, ' ');
  if (name.length < 2 || name.length > 80 || !/\p{L}/u.test(name)) {
    return askReport(state, draft, env, texts.nameWrong);
  }
  return askReport(state, forward({ ...draft, name }, env), env);
}
