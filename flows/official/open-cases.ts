import { maySee } from '../../core/access.js';
import { isLater, type Case } from '../../core/case.js';
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
  const entries = byThing(seen);
  const shown = entries.slice(0, mostListed);
  const listed = shown.map(([subject]) => subject);
  const lines = shown.map((cases) => line(cases, env.now));
  const left = entries.slice(mostListed).flat().length;
  const more = left > 0 ? [texts.moreCases(left)] : [];
  const text = [texts.openCases(seen.length), ...lines, ...more].join('\n');
  const buttons = listed.map((subject) =>
    caseButton(subject.code, 'show', texts.buttons.open(subject.code, categoryLabel(subject))),
  );
  return { type: 'reply', reply: withButtons(excerpt(text, replyLimit), buttons) };
}

type Entry = readonly [Case, ...Case[]];

/** Cases about the same thing are one entry, the first of them at its head: where it is answered, the next one is. */
function byThing(cases: readonly Case[]): readonly Entry[] {
  const things = new Map<string, Entry>();
  for (const subject of cases) {
    const thing = subject.group?.first.id ?? subject.id;
    const others = things.get(thing) ?? [];
    things.set(thing, subject.id === thing ? [subject, ...others] : withLast(others, subject));
  }
  return [...things.values()];
}

const withLast = ([head, ...rest]: readonly Case[], last: Case): Entry =>
  head === undefined ? [last] : [head, ...rest, last];

function line([subject, ...others]: Entry, now: number): string {
  const urgent = [subject, ...others].some((one) => one.urgent) ? [texts.urgent] : [];
  const people = subject.group?.people ?? 1;
  const parts = [
    subject.code,
    ...urgent,
    categoryLabel(subject),
    age(now - subject.createdAt),
    statusLabels[subject.status],
    ...(people > 1 && (others.length > 0 || !isLater(subject)) ? [texts.people(people)] : []),
  ];
  return parts.join(' · ');
}

function categoryLabel(subject: Case): string {
  return subject.category === undefined ? texts.unsorted : categoryLabels[subject.category];
}
