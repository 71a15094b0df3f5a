import type { AttachmentId, CaseCode, CaseId, ChatId, PersonId, SeatId, UnitCode } from './ids.js';
import { sameJurisdiction, type Jurisdiction } from './jurisdiction.js';
import type { Category, LegalKind } from './labels.js';

/**
 * Where a case stands.
 * received → (worker) → forwarded → acknowledged → answered → closed; `asked` while the citizen is asked for more.
 */
export const caseStatuses = ['received', 'forwarded', 'acknowledged', 'asked', 'answered', 'closed'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** A case as flows and worker see it: the text, and of the person only what the case needs. */
export type Case = {
  readonly id: CaseId;
  readonly code: CaseCode;
  /** A survey's comment has nobody to answer: no chat, no question back. */
  readonly source: 'report' | 'survey-comment';
  readonly text: string;
  readonly unit?: UnitCode;
  readonly village?: string;
  /** Who handles it; absent until the worker has routed it. */
  readonly owner?: Jurisdiction;
  /** The level above, once it was told that nobody takes the case: it sees the case and may act, beside the owner. */
  readonly escalatedTo?: Jurisdiction;
  /** Absent until the worker has sorted the case, and while nobody could tell. */
  readonly category?: Category;
  /** The machine could not tell the category and nobody has chosen one yet. */
  readonly unsorted?: true;
  readonly kind?: LegalKind;
  readonly urgent: boolean;
  /** The commune it is about must not see it. */
  readonly bypass: boolean;
  /** It names an official of another commune than the one that it was sent to. */
  readonly namesElsewhere?: true;
  readonly status: CaseStatus;
  /** The citizen's chat; absent for survey comments. */
  readonly chat?: ChatId;
  readonly person?: PersonId;
  /** Only when the citizen agreed that the commune may see it. */
  readonly contact?: Contact;
  readonly location?: Coordinates;
  readonly attachments: readonly AttachmentId[];
  /** The last question to the citizen, while status is `asked`. */
  readonly question?: string;
  readonly answer?: string;
  /** What the citizen wrote after the case was opened, oldest first: additions, answers, why it was reopened. */
  readonly additions?: readonly string[];
  /** The cases about the same thing, this one among them; absent while there is no other. */
  readonly group?: CaseGroup;
  /** The citizen said that it is the same thing as the first of its group: it goes along with that. */
  readonly joined?: true;
  /** The citizen was not content once already: after a second answer the case cannot be reopened again. */
  readonly reopened: boolean;
  /** Grows with every change; a change names the version it was decided on. */
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** Cases about the same thing in one commune: the first, and those linked to it. */
export type CaseGroup = {
  readonly first: GroupMember;
  /** The latest open ones of the others. */
  readonly others: readonly GroupMember[];
  /** How many persons have reported it, all together. */
  readonly people: number;
  /** Open cases of other citizens that go along with the first. */
  readonly along: number;
};
/** What is to be known of another case in the group, and what decides who may know it. */
export type GroupMember = Pick<Case, 'id' | 'code' | 'status' | 'owner' | 'escalatedTo' | 'bypass' | 'answer'>;

export type Contact = { readonly name: string; readonly phone: string };
export type Coordinates = { readonly latitude: number; readonly longitude: number };

/** What somebody does with a case. */
export type CaseAction =
  | { readonly type: 'acknowledge' }
  | { readonly type: 'answer'; readonly text: string }
  | { readonly type: 'ask'; readonly question: string }
  | { readonly type: 'transfer'; readonly to: Jurisdiction; readonly unit?: UnitCode }
  /** The category was wrong, or missing: this is the right one. */
  | { readonly type: 'relabel'; readonly category: Category }
  /** By the citizen: more information, contentment, or not. */
  | { readonly type: 'add'; readonly text: string; readonly attachments?: readonly AttachmentId[] }
  | { readonly type: 'confirm' }
  | { readonly type: 'reopen'; readonly reason: string }
  /** By the citizen: it is the same thing that somebody reported before, or it is another. */
  | { readonly type: 'join' }
  | { readonly type: 'part' };

export type CaseActionType = CaseAction['type'];

/** Who acts: an official from a seat, or the citizen whose case it is. */
export type Actor = { readonly type: 'seat'; readonly seat: SeatId } | { readonly type: 'citizen' };

/** What changes in the case; everything absent stays. `null` clears a field. */
export type CaseChange = {
  readonly status?: CaseStatus;
  readonly owner?: Jurisdiction;
  readonly unit?: UnitCode;
  readonly question?: string | null;
  readonly answer?: string;
  readonly reopened?: true;
  /** Chosen by an official, from then on not the machine's. */
  readonly category?: Category;
  readonly joined?: boolean;
  /** The case leaves its group. */
  readonly duplicateOf?: null;
};

/** Why an action has no place in a case as it stands: somebody was quicker, or the button is old. */
export type CaseRefusal =
  | 'already-acknowledged'
  | 'already-answered'
  | 'already-closed'
  | 'not-answered'
  | 'nobody-to-ask'
  | 'same-owner'
  | 'reopened-before'
  | 'not-linked'
  | 'joined-before';

export type CaseOutcome =
  | { readonly type: 'changed'; readonly change: CaseChange }
  | { readonly type: 'refused'; readonly because: CaseRefusal };

/** There is still something to be done with a case that has one of these. */
export const openCaseStatuses: readonly CaseStatus[] = ['received', 'forwarded', 'acknowledged', 'asked'];

/** Is there still something to be done with the case? */
export function isOpen(current: Pick<Case, 'status'>): boolean {
  return openCaseStatuses.includes(current.status);
}

/** Is the case waiting for an official to take it? Reminders and escalations are for these only. */
export function isUnclaimed(current: Pick<Case, 'status'>): boolean {
  return current.status === 'received' || current.status === 'forwarded';
}

/** Was the same thing reported before it by somebody? */
export function isLater(current: Pick<Case, 'id' | 'group'>): boolean {
  return current.group !== undefined && current.group.first.id !== current.id;
}

/** Why no action of this sort has a place now, whatever its content; undefined when one has. Decides which buttons to show. */
export function caseRefusal(current: Case, action: CaseActionType): CaseRefusal | undefined {
  switch (action) {
    case 'acknowledge':
      return whenOpen(current) ?? (isUnclaimed(current) ? undefined : 'already-acknowledged');
    case 'ask':
      return whenOpen(current) ?? (current.chat === undefined ? 'nobody-to-ask' : undefined);
    case 'answer':
    case 'transfer':
    case 'relabel':
    case 'add':
      return whenOpen(current);
    case 'confirm':
      return whenAnswered(current);
    case 'reopen':
      return whenAnswered(current) ?? (current.reopened ? 'reopened-before' : undefined);
    case 'join':
      return whenLinked(current) ?? (current.joined === true ? 'joined-before' : undefined);
    case 'part':
      return whenLinked(current);
  }
}

/** The rules of a case: what an action changes, or why it cannot. Says nothing of who may act: see access.ts. */
export function applyCaseAction(current: Case, action: CaseAction): CaseOutcome {
  const because = caseRefusal(current, action.type) ?? transferRefusal(current, action);
  return because === undefined ? { type: 'changed', change: changeBy(current, action) } : { type: 'refused', because };
}

function whenOpen(current: Case): CaseRefusal | undefined {
  if (isOpen(current)) return undefined;
  return current.status === 'closed' ? 'already-closed' : 'already-answered';
}

function whenAnswered(current: Case): CaseRefusal | undefined {
  if (current.status === 'answered') return undefined;
  return current.status === 'closed' ? 'already-closed' : 'not-answered';
}

function whenLinked(current: Case): CaseRefusal | undefined {
  return whenOpen(current) ?? (isLater(current) ? undefined : 'not-linked');
}

function transferRefusal(current: Case, action: CaseAction): CaseRefusal | undefined {
  if (action.type !== 'transfer' || current.owner === undefined) return undefined;
  return sameJurisdiction(current.owner, action.to) ? 'same-owner' : undefined;
}

function changeBy(current: Case, action: CaseAction): CaseChange {
  switch (action.type) {
    case 'acknowledge':
      return { status: 'acknowledged' };
    case 'answer':
      // A survey's comment ends with what was done about it: nobody is there to be content or not.
      return { status: current.chat === undefined ? 'closed' : 'answered', answer: action.text, question: null };
    case 'ask':
      return { status: 'asked', question: action.question };
    case 'transfer':
      return {
        status: 'forwarded',
        owner: action.to,
        question: null,
        ...(action.unit === undefined ? {} : { unit: action.unit }),
      };
    case 'relabel':
      return { category: action.category };
    case 'add':
      return current.status === 'asked' ? { status: 'acknowledged', question: null } : {};
    case 'confirm':
      return { status: 'closed' };
    case 'reopen':
      return { status: 'forwarded', reopened: true };
    case 'join':
      return { joined: true };
    case 'part':
      return { joined: false, duplicateOf: null };
  }
}
