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

/** The name of its province; undefined while the commune is not known. */
export function provinceName(draft: ReportDraft, env: Env): string | undefined {
  const unit = unitOf(draft, env);
  return unit === undefined ? undefined : env.directory.provinceName(unit.province);
}

/** Name and phone, when the citizen agreed that the commune may see them and gave both. */
export function contactOf(draft: ReportDraft): Contact | undefined {
  const { share, name = '', phone = '' } = draft;
  return share === true && name !== '' && phone !== '' ? { name, phone } : undefined;
}
