import type { Conversation, ReportDraft } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { putAside } from '../finish.js';
import type { Spoken } from '../said.js';
import { typedChoice } from '../typed-choice.js';
import { emptyDraft, hasText } from './draft.js';
import { cancelReport, dropFiles, sendReport, stopReport } from './leave.js';
import { atQuestion, backward, forward, toSummary } from './order.js';
import { askReport, reportQuestion } from './questions.js';
import { readCategoryChoice, readKindChoice } from './sort-questions.js';
import { openQuestion } from './sorting.js';
import { takeFile, takeLocation } from './take-anytime.js';
import { withCommune } from './take-place.js';
import { takeText } from './take-text.js';
import { texts, words } from './texts.vi.js';

export { withText } from './sorting.js';

/** Begins a phản ánh, kiến nghị; `text` is what the citizen already said. */
export function startReport(state: Conversation, env: Env, text = ''): StepResult {
  const draft: ReportDraft = { ...emptyDraft, text };
  return hasText(draft)
    ? askReport(putAside(state), { ...draft, at: 'more' }, env, texts.noted)
    : askReport(putAside(state), draft, env);
}

/** Takes up a report that was left half-done. */
export function resumeReport(state: Conversation, draft: ReportDraft, env: Env): StepResult {
  const { report, ...others } = putAside(state).paused;
  // A report that was under way meanwhile changes places with the one taken up.
  const paused = state.activity.type === 'report' && report !== undefined ? { ...others, report } : others;
  return askReport({ ...state, paused }, atQuestion(draft, env), env, texts.resumed);
}

/** Asks the present question of a report again. */
export function askReportAgain(state: Conversation, draft: ReportDraft, env: Env): StepResult {
  return askReport(state, atQuestion(draft, env), env);
}

/** One turn of a report under way. */
export function reportStep(state: Conversation, stored: ReportDraft, said: Spoken, env: Env): StepResult {
  const draft = atQuestion(stored, env);
  // Words meant for a question that has become needless are no answer to the next one.
  if (draft.at !== stored.at && said.type === 'text') return askReport(state, draft, env);
  switch (said.type) {
    case 'choice':
      return takeChoice(state, draft, said.choice, env);
    case 'text': {
      const choice = typedChoice(reportQuestion(state, draft, env), said.folded, words);
      return choice === undefined ? takeText(state, draft, said.text, env) : takeChoice(state, draft, choice, env);
    }
    case 'file':
      return takeFile(state, draft, said, env);
    case 'location':
      return takeLocation(state, draft, said, env);
  }
}

function takeChoice(state: Conversation, draft: ReportDraft, choice: string, env: Env): StepResult {
  switch (choice) {
    case 'stop':
      return stopReport(state, draft);
    case 'cancel':
      return cancelReport(state, draft);
    case 'back':
      return askReport(state, backward(draft, env), env);
  }
  if (draft.at === 'summary' && choice === 'send') {
    return openQuestion(draft, env) === undefined
      ? sendReport(state, draft, env)
      : askReport(state, toSummary(draft, env), env);
  }
  if (draft.at === 'change') return takeChange(state, draft, choice, env);
  if (draft.at === 'commune' && choice.startsWith('unit-')) return withCommune(state, draft, choice.slice(5), env);
  const answered = answerBy(draft, choice, env);
  return askReport(state, answered ?? draft, env);
}

/** The draft after a button that answers the present question; undefined for a button of another question. */
function answerBy(draft: ReportDraft, choice: string, env: Env): ReportDraft | undefined {
  if (draft.at === 'kind') {
    const kind = readKindChoice(draft, choice, env);
    return kind === undefined ? undefined : forward({ ...draft, kind }, env);
  }
  if (draft.at === 'category') {
    const category = readCategoryChoice(draft, choice, env);
    return category === undefined ? undefined : forward({ ...draft, category }, env);
  }
  switch (`${draft.at} ${choice}`) {
    case 'what keep':
    case 'more done':
      return forward(draft, env);
    case 'reader past-commune':
      return forward({ ...draft, pastCommune: true }, env);
    case 'reader to-commune':
      return forward({ ...draft, pastCommune: false }, env);
    case 'commune unknown':
      return forward({ ...draft, unitUnknown: true }, env);
    case 'village skip':
      return forward({ ...draft, village: '' }, env);
    case 'share share':
      return forward({ ...draft, share: true }, env);
    case 'share hide':
      return forward({ ...draft, share: false, name: '', phone: '' }, env);
    case 'name hide':
    case 'phone hide':
      return toSummary({ ...draft, share: false, name: '', phone: '' }, env);
    case 'summary change':
      return { ...draft, at: 'change' };
    default:
      return undefined;
  }
}

/** What the citizen wants to change on the summary. */
function takeChange(state: Conversation, draft: ReportDraft, choice: string, env: Env): StepResult {
  switch (choice) {
    case 'what':
    case 'more':
    case 'kind':
    case 'reader':
    case 'category':
    case 'commune':
    case 'share':
      return askReport(state, atQuestion({ ...draft, at: choice, changing: true }, env), env);
    case 'drop-files': {
      const rest: ReportDraft = { ...draft, attachments: [], at: 'summary' };
      return askReport(state, rest, env, texts.filesDropped, dropFiles(draft));
    }
    default:
      return askReport(state, draft, env);
  }
}
