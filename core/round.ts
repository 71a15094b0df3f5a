import type { CaseId } from './ids.js';
import type { Notice } from './notice.js';

/** Why a case is sent to officials. */
export type RoundReason = Extract<Notice, { type: 'case-card' }>['reason'];

/** One sending of a case to all its recipients: the first, or the n-th version's transfer, reminder, … */
export type Round = 'first' | `${Exclude<RoundReason, 'first'>}-${number}`;

const reasons: readonly RoundReason[] = ['transfer', 'reminder', 'escalation', 'reopened'];

/** The reason in a round's name; what is not one of ours counts as the first. */
export function roundReason(round: string): RoundReason {
  return reasons.find((reason) => round.startsWith(`${reason}-`)) ?? 'first';
}

/** The name of a round decided on this version of the case: a later round of the same sort has another. */
export function roundOf(reason: Exclude<RoundReason, 'first'>, version: number): Round {
  return `${reason}-${version}`;
}

/** A case in a round. */
export type CaseRound = { readonly case: CaseId; readonly round: string };
