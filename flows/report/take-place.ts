import type { Conversation, ReportDraft } from '../../core/conversation.js';
import type { PlaceMatch } from '../../core/directory.js';
import { excerpt } from '../../core/excerpt.js';
import type { Env, StepResult } from '../../core/flow.js';
import { formerName, placeName } from '../commune/place-name.js';
import { ask, type Choice } from '../prompt.js';
import { longestVillage } from './draft.js';
import { forward } from './order.js';
import { askReport, reportQuestion } from './questions.js';
import { texts } from './texts.vi.js';

/** Namesakes offered as buttons; more would not be read. */
const mostOffered = 8;

/** The commune as typed: taken when sure, chosen from buttons when several fit. */
export function takeCommune(state: Conversation, draft: ReportDraft, typed: string, env: Env): StepResult {
  const last = state.lastUnit === undefined ? undefined : env.directory.unit(state.lastUnit);
  const matches = env.directory.find(typed, last?.province ?? env.homeProvince);
  const [only, another] = matches;
  if (only === undefined) return askReport(state, draft, env, texts.communeUnknown(excerpt(typed, 60)));
  if (another === undefined) return withCommune(state, draft, only.unit.code, env);
  const offered = matches.slice(0, mostOffered).map((match) => [offer(match, env)]);
  const question = reportQuestion(state, draft, env);
  const rest = (question.choices ?? []).filter((row) => row.every(({ choice }) => !choice.startsWith('unit-')));
  return ask(
    state,
    { type: 'report', draft },
    { ...question, text: texts.communeWhich, choices: [...offered, ...rest] },
  );
}

/** The commune as chosen; it is offered first the next time. */
export function withCommune(state: Conversation, draft: ReportDraft, code: string, env: Env): StepResult {
  const unit = env.directory.unit(code);
  if (unit === undefined) return askReport(state, draft, env);
  // A village belongs to its commune: with another commune it is asked anew.
  const placed = { ...draft, unit: unit.code, unitUnknown: false, village: '' };
  return askReport({ ...state, lastUnit: unit.code }, forward(placed, env), env);
}

/** The village, hamlet or stretch of road, in the citizen's own words. */
export function takeVillage(state: Conversation, draft: ReportDraft, typed: string, env: Env): StepResult {
  if (typed.length > longestVillage) return askReport(state, draft, env, texts.villageLong(longestVillage));
  return askReport(state, forward({ ...draft, village: typed.replace(/\s+/g, ' ') }, env), env);
}

function offer(match: PlaceMatch, env: Env): Choice {
  const place = placeName(match.unit, env.directory);
  const former = formerName(match);
  return {
    label: former === undefined ? place : texts.formerly(place, former),
    choice: `unit-${match.unit.code}`,
  };
}
