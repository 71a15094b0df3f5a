import type { SurveyDraft } from '../../core/conversation.js';
import type { Unit } from '../../core/directory.js';
import type { EnvBeforeFacts } from '../../core/flow.js';
import type { SurveyForm } from '../../core/survey-form.js';
import type { VotingCode } from '../../core/voting-code.js';
import { fittingAnswers, nextQuestion } from '../../core/survey-rules.js';

/** A survey under way with what its draft refers to. */
export type OpenSurvey = { readonly draft: SurveyDraft; readonly form: SurveyForm; readonly unit: Unit };

/** Finds form and commune of a draft, as both are now. */
export type FoundSurvey =
  | ({ readonly type: 'open' } & OpenSurvey)
  /** The form was changed meanwhile; the draft has kept the answers that still fit. */
  | ({ readonly type: 'changed' } & OpenSurvey)
  | { readonly type: 'form-gone' }
  | { readonly type: 'unit-gone' };

/** Sets a draft against the forms and communes of now. */
export function findSurvey(draft: SurveyDraft, env: EnvBeforeFacts): FoundSurvey {
  const form = env.forms.find((item) => item.id === draft.form);
  if (form === undefined) return { type: 'form-gone' };
  const unit = env.directory.unit(draft.unit);
  if (unit === undefined) return { type: 'unit-gone' };
  if (form.version === draft.version) return { type: 'open', draft, form, unit };
  const kept: SurveyDraft = {
    ...draft,
    version: form.version,
    answers: fittingAnswers(form, draft.answers),
    changing: false,
  };
  return {
    type: 'changed',
    draft: draft.at.step === 'consent' || draft.at.step === 'code' ? kept : toNext(form, kept),
    form,
    unit,
  };
}

/** A draft in which nothing was answered; without the code that the campaign wants, it begins by asking for it. */
export function newDraft(
  form: SurveyForm,
  unit: Unit,
  { code, needsCode }: { readonly code?: VotingCode; readonly needsCode: boolean },
): SurveyDraft {
  return {
    form: form.id,
    version: form.version,
    unit: unit.code,
    ...(code === undefined ? {} : { code }),
    answers: {},
    ticked: [],
    at: { step: needsCode ? 'code' : 'consent' },
    changing: false,
  };
}

/** Goes to the first question without an answer, or to the summary. */
export function toNext(form: SurveyForm, draft: SurveyDraft): SurveyDraft {
  const next = nextQuestion(form, draft.answers);
  return next === undefined
    ? { ...draft, at: { step: 'summary' }, ticked: [], changing: false }
    : toQuestion(draft, next.id);
}

/** Goes to a question; what was ticked there before is ticked again. */
export function toQuestion(draft: SurveyDraft, id: string): SurveyDraft {
  const given = draft.answers[id];
  return { ...draft, at: { step: 'question', id }, ticked: given?.type === 'multiple' ? given.options : [] };
}
