import { maySee } from '../../core/access.js';
import type { Case } from '../../core/case.js';
import type { Conversation } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import { excerpt } from '../../core/excerpt.js';
import type { Env, StepResult } from '../../core/flow.js';
import { replyLimit } from '../../core/reply.js';
import type { Seat } from '../../core/seat.js';
import { caseButton } from '../case/case-button.js';
import { withButtons } from '../case/case-view.js';
import { categoryLabels, statusLabels } from '../../core/labels.vi.js';
import { say } from '../prompt.js';
import { age, texts } from './texts.vi.js';

/** Cases listed with a button each. */
const mostListed = 10;

/** The open cases of this chat's seats: urgent ones first, then those that have waited longest. */
export function listOpenCases(state: Conversation, env: Env): StepResult {
  return { state, effects: [env.seats.length === 0 ? say(texts.noSeat) : openCases(env.seats, env)] };
}

/** The same list as an effect, for seats that may be only just taken. */
export function openCases(seats: readonly Seat[], env: Env): Effect {
  const seen = env.facts.openCases
    .filter((subject) => seats.some((seat) => maySee(seat, subject)))
    .toSorted((a, b) => Number(b.urgent) - Number(a.urgent) || a.createdAt - b.createdAt);
  if (seen.length === 0) return say(texts.noOpenCases);
  const listed = seen.slice(0, mostListed);
  const lines = listed.map((subject) => line(subject, env.now));
  const more = seen.length > listed.length ? [texts.moreCases(seen.length - listed.length)] : [];
  const text = [texts.openCases(seen.length), ...lines, ...more].join('\n');
  const buttons = listed.map((subject) =>
    caseButton(subject.code, 'show', texts.buttons.open(subject.code, categoryLabel(subject))),
  );
  return { type: 'reply', reply: withButtons(excerpt(text, replyLimit), buttons) };
}

function line(subject: Case, now: number): string {
  const urgent = subject.urgent ? [texts.urgent] : [];
  const parts = [
    subject.code,
    ...urgent,
    categoryLabel(subject),
    age(now - subject.createdAt),
    statusLabels[subject.status],
  ];
  return parts.join(' · ');
}

function categoryLabel(subject: Case): string {
  return subject.category === undefined ? texts.unsorted : categoryLabels[subject.category];
}
