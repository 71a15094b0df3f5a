import type { Conversation } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import type { EnvBeforeFacts, StepResult } from '../../core/flow.js';
import type { Seat } from '../../core/seat.js';
import type { SurveyForm } from '../../core/survey-form.js';
import { ownerTitle } from '../case/owner-title.js';
import { placeName } from '../commune/place-name.js';
import { putAside } from '../finish.js';
import { ask, type Choice, type Question } from '../prompt.js';
import { texts } from './texts.vi.js';

/** Shows what can be done; `before` is sent first, `lead` stands above the menu in the same message. */
export function showMenu(
  state: Conversation,
  env: EnvBeforeFacts,
  before: readonly Effect[] = [],
  lead?: string,
): StepResult {
  const resting = putAside(state);
  return ask(resting, { type: 'idle' }, menuQuestion(resting, env, lead), before);
}

/** Says what this is and who reads it, and shows the menu. */
export function greet(state: Conversation, env: EnvBeforeFacts): StepResult {
  const unit = state.lastUnit === undefined ? undefined : env.directory.unit(state.lastUnit);
  const commune = unit === undefined ? [] : [texts.commune(placeName(unit, env.directory))];
  return showMenu(state, env, [], [texts.greeting, ...commune].join('\n\n'));
}

/** Which of several surveys? With only one there is nothing to ask. */
export function askForm(state: Conversation, env: EnvBeforeFacts): StepResult {
  if (menuForms(env).length === 0) return showMenu(state, env, [], texts.noForms);
  return ask(putAside(state), { type: 'idle' }, { text: texts.thisForm, choices: formChoices(env) });
}

/** The menu as a question, for showing it and for understanding a typed number or label. */
export function menuQuestion(state: Conversation, env: EnvBeforeFacts, lead?: string): Question {
  const { buttons } = texts;
  const row = (label: string, choice: string): readonly Choice[] => [{ label, choice }];
  return {
    text: [lead, ...env.seats.map((seat) => seatLine(seat, env)), texts.ask]
      .filter((line) => line !== undefined)
      .join('\n\n'),
    choices: [
      ...(state.paused.survey === undefined ? [] : [row(buttons.resumeSurvey, 'resume-survey')]),
      ...(state.paused.report === undefined ? [] : [row(buttons.resumeReport, 'resume-report')]),
      ...(env.seats.length === 0 ? [] : [row(buttons.openCases, 'open-cases')]),
      ...formChoices(env),
      row(buttons.report, 'report'),
      [...row(buttons.lookUp, 'look-up'), ...row(buttons.help, 'help')],
    ],
  };
}

/** The surveys that anybody may answer at any time; the others are reached by a commune's link. */
export const menuForms = ({ forms }: Pick<EnvBeforeFacts, 'forms'>): readonly SurveyForm[] =>
  forms.filter((form) => form.offered === 'menu');

function formChoices(env: EnvBeforeFacts): readonly (readonly Choice[])[] {
  return menuForms(env).map((form) => [
    { label: `${form.short ?? form.title} (${form.id.toUpperCase()})`, choice: `survey-${form.id}` },
  ]);
}

function seatLine(seat: Seat, env: EnvBeforeFacts): string {
  const owner = ownerTitle(seat.jurisdiction, env.directory) ?? seat.jurisdiction.code;
  return seat.demo ? texts.demoSeat(owner) : texts.seat(owner);
}
