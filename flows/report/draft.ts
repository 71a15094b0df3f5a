import type { Contact } from '../../core/case.js';
import type { ReportDraft } from '../../core/conversation.js';
import type { Unit } from '../../core/directory.js';
import type { Env } from '../../core/flow.js';

/** Shortest description that somebody could act on, in characters. */
export const shortestText = 5;
/** Longest description, over all messages. */
export const longestText = 10_000;
/** Photos and voice notes that one report may carry. */
export const mostFiles = 5;
/** Longest name of a village or place. */
export const longestVillage = 120;

/** A report of which nothing was said. */
export const emptyDraft: ReportDraft = { text: '', attachments: [], unitUnknown: false, at: 'what', changing: false };

/** Is the description long enough to go on? */
export function hasText(draft: ReportDraft): boolean {
  return draft.text.length >= shortestText;
}

/** The commune it is about; undefined when the citizen does not know, or has not said yet. */
export function unitOf(draft: ReportDraft, env: Env): Unit | undefined {
  return draft.unit === undefined || draft.unitUnknown ? undefined : env.directory.unit(draft.unit);
}

/** "xã Ngọc Thiện"; undefined when the citizen does not know, or has not said yet. */
export function placeTitle(draft: ReportDraft, env: Env): string | undefined {
  const unit = unitOf(draft, env);
  return unit === undefined ? undefined : env.directory.title(unit);
}

/** Name and phone, when the citizen agreed that the commune may see them and gave both. */
export function contactOf(draft: ReportDraft): Contact | undefined {
  const { share, name = '', phone = '' } = draft;
  return share === true && name !== '' && phone !== '' ? { name, phone } : undefined;
}

/** The question after the present one; while something is being changed, only what belongs to it is asked again. */
export function forward(draft: ReportDraft): ReportDraft {
  const at = draft.changing ? nextWhileChanging(draft) : next(draft);
  return { ...draft, at, changing: draft.changing && at !== 'summary' };
}

/** The question before the present one; from a change, the summary. */
export function backward(draft: ReportDraft): ReportDraft {
  return draft.changing || draft.at === 'change'
    ? { ...draft, at: 'summary', changing: false }
    : { ...draft, at: previous(draft) };
}

function next(draft: ReportDraft): ReportDraft['at'] {
  switch (draft.at) {
    case 'what':
      return 'more';
    case 'more':
      return 'commune';
    case 'commune':
      return 'village';
    case 'village':
      return 'share';
    case 'share':
      return draft.share === true ? 'name' : 'summary';
    case 'name':
      return 'phone';
    case 'phone':
    case 'summary':
    case 'change':
      return 'summary';
  }
}

function nextWhileChanging(draft: ReportDraft): ReportDraft['at'] {
  const belongsTogether = draft.at === 'what' || draft.at === 'commune' || draft.at === 'share' || draft.at === 'name';
  return belongsTogether ? next(draft) : 'summary';
}

function previous(draft: ReportDraft): ReportDraft['at'] {
  switch (draft.at) {
    case 'what':
    case 'more':
      return 'what';
    case 'commune':
      return 'more';
    case 'village':
      return 'commune';
    case 'share':
      return 'village';
    case 'name':
      return 'share';
    case 'phone':
      return 'name';
    case 'summary':
    case 'change':
      return draft.share === true ? 'phone' : 'share';
  }
}
