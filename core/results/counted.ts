import type { UnitCode } from '../ids.js';
import type { Question } from '../survey-form.js';

/** All responses of one unit to one version of a form, or a part of them. */
export type PackedResponses = {
  readonly unit: UnitCode;
  readonly formVersion: number;
  /** One `PackedAnswers` a line, with "\n" between them. */
  readonly lines: string;
};

/** How many values there are, their sum, and the sum of their squares: all that mean and spread need. */
export type Sums = { readonly n: number; readonly sum: number; readonly sumOfSquares: number };

export type OptionCount = { readonly id: string; readonly label: string; readonly count: number };

/** What was answered to one question. asked = answered + unknown + skipped. */
export type QuestionTally = {
  /** As the newest version asks it. */
  readonly question: Question;
  readonly asked: number;
  readonly answered: number;
  readonly unknown: number;
  readonly skipped: number;
  /** In the newest version's order; what only older versions offered comes last. */
  readonly options: readonly OptionCount[];
  /** Of judged questions: answers that the version asked counts as satisfied. */
  readonly satisfied?: number;
  /** Of scales: each answer's place between the worst grade (0) and the best (1). */
  readonly grades?: Sums;
  /** Of numbers: what was typed. */
  readonly numbers?: Sums;
};

/** What was answered in one unit, or in several together. */
export type Tally = {
  /** Responses. */
  readonly n: number;
  /** The versions that were answered, the newest first. */
  readonly versions: readonly number[];
  readonly questions: readonly QuestionTally[];
  /** For each response with a judged answer, which share of its judged answers counts as satisfied, 0–1. */
  readonly shares: Sums;
  /** Responses with enough judged answers to see a straight line in them, and those that are one (tally.ts). */
  readonly gradable: number;
  readonly straightLined: number;
  /** Responses without just one field for each question: counted as far as they fit. Only a fault can make one. */
  readonly unreadable: number;
};
