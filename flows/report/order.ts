import { reportQuestions, type ReportDraft } from '../../core/conversation.js';
import type { Env } from '../../core/flow.js';
import { asksWhoMayRead, categoriesToChoose, kindToChoose, openQuestion } from './sorting.js';

type At = ReportDraft['at'];
const order: readonly At[] = reportQuestions;

/** After these the next question belongs to the same change. */
const leadOn: readonly At[] = ['what', 'commune', 'share', 'name'];

/** The question after the present one; while something is being changed, only what belongs to it is asked again. */
export function forward(draft: ReportDraft, env: Env): ReportDraft {
  const isDone = draft.at === 'change' || (draft.changing && !leadOn.includes(draft.at));
  const at = isDone ? 'summary' : (order.slice(order.indexOf(draft.at) + 1).find(isAsked(draft, env)) ?? 'summary');
  return at === 'summary' ? toSummary(draft, env) : { ...draft, at };
}

/** The summary, or before it what must still be asked because the text has changed since. */
export function toSummary(draft: ReportDraft, env: Env): ReportDraft {
  const open = openQuestion(draft, env);
  return open === undefined ? { ...draft, at: 'summary', changing: false } : { ...draft, at: open, changing: true };
}

/** The question before the present one; from a change, the summary. */
export function backward(draft: ReportDraft, env: Env): ReportDraft {
  if (draft.changing || draft.at === 'change') return { ...draft, at: 'summary', changing: false };
  return { ...draft, at: order.slice(0, order.indexOf(draft.at)).findLast(isAsked(draft, env)) ?? 'what' };
}

/** The draft as it is, unless what it asks about the text has become needless: then with the question after it. */
export function atQuestion(draft: ReportDraft, env: Env): ReportDraft {
  return isAsked(draft, env)(draft.at) ? draft : forward(draft, env);
}

function isAsked(draft: ReportDraft, env: Env): (at: At) => boolean {
  return (at) => {
    switch (at) {
      case 'kind':
        return kindToChoose(draft, env) !== undefined;
      case 'reader':
        return asksWhoMayRead(draft, env);
      case 'category':
        return categoriesToChoose(draft, env).length > 0;
      case 'name':
      case 'phone':
        return draft.share === true;
      case 'what':
      case 'more':
      case 'commune':
      case 'village':
      case 'share':
      case 'summary':
      case 'change':
        return true;
    }
  };
}
