import type { Conversation } from '../../core/conversation.js';
import type { PlaceMatch, Unit } from '../../core/directory.js';
import type { EnvBeforeFacts, StepResult } from '../../core/flow.js';
import { excerpt } from '../../core/excerpt.js';
import { ask, type Choice } from '../prompt.js';
import type { Said } from '../said.js';
import { formerName, placeName } from './place-name.js';
import { texts } from './texts.vi.js';

/** Communes offered as buttons at once. */
const mostOffered = 8;

/** Which commune was chosen by what was said; otherwise what to ask next. */
export type CommuneChoice =
  | { readonly type: 'chosen'; readonly unit: Unit }
  | { readonly type: 'left' }
  | { readonly type: 'asked'; readonly text: string; readonly choices: readonly (readonly Choice[])[] };

/** Asks for the commune whose survey of this form is to begin; the one last named is offered first. */
export function askCommune(state: Conversation, form: string, env: EnvBeforeFacts, before?: string): StepResult {
  const last = state.lastUnit === undefined ? undefined : env.directory.unit(state.lastUnit);
  const text = [before, texts.ask, ...(last === undefined ? [] : [texts.askOr])].filter((line) => line !== undefined);
  const offered = last === undefined ? [] : [[unitChoice({ unit: last }, env)]];
  return askWith(state, form, { text: text.join('\n\n'), choices: [...offered, [leave]] });
}

/** Asks once more, with what `chooseCommune` found. */
export function askWith(
  state: Conversation,
  form: string,
  question: Pick<Extract<CommuneChoice, { type: 'asked' }>, 'text' | 'choices'>,
): StepResult {
  const { text, choices } = question;
  return ask(state, { type: 'choosing-commune', form }, { text, choices, expectsText: true });
}

/** Reads a commune from a button or a typed name, current or former, with or without diacritics, or its code. */
export function chooseCommune(state: Conversation, said: Said, env: EnvBeforeFacts): CommuneChoice {
  if (said.type === 'choice') {
    if (said.choice === leave.choice) return { type: 'left' };
    const unit = env.directory.unit(said.choice.replace(/^unit-/, ''));
    return unit === undefined ? { type: 'asked', text: texts.typeMore, choices: [[leave]] } : { type: 'chosen', unit };
  }
  if (said.type !== 'text') return { type: 'asked', text: texts.notHere, choices: [[leave]] };
  const last = state.lastUnit === undefined ? undefined : env.directory.unit(state.lastUnit);
  const matches = env.directory.find(said.text, last?.province ?? env.homeProvince);
  const [first] = matches;
  const typed = excerpt(said.text, 60);
  if (first === undefined) return { type: 'asked', text: texts.none(typed), choices: [[leave]] };
  if (matches.length === 1) return { type: 'chosen', unit: first.unit };
  const text = [texts.several(typed), ...(matches.length > mostOffered ? [texts.tooMany] : [])].join('\n\n');
  const offered = matches.slice(0, mostOffered).map((match) => [unitChoice(match, env)]);
  return { type: 'asked', text, choices: [...offered, [{ label: texts.notListed, choice: 'none' }], [leave]] };
}

const leave: Choice = { label: texts.leave, choice: 'leave' };

/** A button that tells namesakes apart by province and, where it has one, the former name. */
function unitChoice(match: PlaceMatch, env: EnvBeforeFacts): Choice {
  const place = placeName(match.unit, env.directory);
  const former = formerName(match);
  return { label: former === undefined ? place : texts.formerly(place, former), choice: `unit-${match.unit.code}` };
}
