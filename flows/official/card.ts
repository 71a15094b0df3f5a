import { maySeePerson, seatMay } from '../../core/access.js';
import { caseRefusal, isOpen, type Case } from '../../core/case.js';
import type { Directory } from '../../core/directory.js';
import { excerpt, pages } from '../../core/excerpt.js';
import { goesAlong } from '../../core/going-along.js';
import { maskPersonalData } from '../../core/personal-data.js';
import { replyLimit, type Button, type Reply } from '../../core/reply.js';
import type { Seat } from '../../core/seat.js';
import { vietnamDate } from '../../core/vietnam-time.js';
import { caseButton } from '../case/case-button.js';
import { categoryLabels, kindLabels, statusLabels } from '../../core/labels.vi.js';
import { groupLines } from './group-lines.js';
import { hasTarget } from './targets.js';
import { texts, type CardReason } from './texts.vi.js';

type CardEnv = { readonly directory: Directory };

/** Longest quotation of an earlier question, answer or addition on a card. */
const quoteLimit = 250;
/** Latest additions of the citizen that a card quotes. */
const mostAdditions = 2;

/** A case as one official gets it: what it says, and buttons for what this seat may do with it now. */
export function caseCard(subject: Case, seat: Seat, reason: CardReason, env: CardEnv): Reply {
  return card(subject, seat, reason, env, replyLimit);
}

/** The same, with the whole of a long text in messages of their own before it. */
export function fullCaseCard(subject: Case, seat: Seat, env: CardEnv): readonly Reply[] {
  const whole = card(subject, seat, 'shown', env, Number.POSITIVE_INFINITY);
  if (whole.text.length <= replyLimit) return [whole];
  const parts = pages(textFor(seat, subject.text), replyLimit).map((text): Reply => ({ text }));
  return [...parts, { ...whole, text: cardText(subject, seat, 'shown', env, quoteLimit) }];
}

/**
 * Buttons for what this seat may do with the case now; none for a seat that only reads along. A case that goes along
 * with another needs nothing, and may still be answered apart.
 */
export function officialButtons(subject: Case, seat: Seat, env: CardEnv): readonly Button[] {
  const { buttons } = texts;
  const offered = [
    { action: 'acknowledge', label: buttons.acknowledge, tone: 'primary' },
    { action: 'answer', label: buttons.answer, tone: undefined },
    { action: 'ask', label: buttons.ask, tone: undefined },
    { action: 'transfer', label: buttons.transfer, tone: undefined },
    { action: 'relabel', label: buttons.relabel, tone: undefined },
  ] as const;
  const apart = goesAlong(subject) ? offered.filter(({ action }) => action === 'answer' || action === 'ask') : offered;
  return apart
    .filter(({ action }) => seatMay(seat, action, subject) && caseRefusal(subject, action) === undefined)
    .filter(({ action }) => action !== 'transfer' || hasTarget(subject, seat, env.directory))
    .map(({ action, label, tone }) => caseButton(subject.code, action, label, tone));
}

/** Buttons two in a row: their labels are short. */
export function inPairs(buttons: readonly Button[]): readonly (readonly Button[])[] {
  return buttons.flatMap((_button, at) => (at % 2 === 0 ? [buttons.slice(at, at + 2)] : []));
}

/** What a citizen wrote, for this seat: without numbers that lead to a person where it need not know them. */
export function textFor(seat: Seat, text: string): string {
  return maySeePerson(seat) ? text : maskPersonalData(text);
}

/** A report that waits at the province's desk to be named and handed on. A survey's comment waits for nothing. */
function isForTriage({ unsorted, source, owner }: Case): boolean {
  return unsorted === true && source === 'report' && owner?.level === 'province';
}

function card(subject: Case, seat: Seat, reason: CardReason, env: CardEnv, limit: number): Reply {
  const whole = cardText(subject, seat, reason, env, Number.POSITIVE_INFINITY);
  const isCut = whole.length > limit;
  const text = isCut ? cutText(subject, seat, reason, env, limit, whole.length) : whole;
  const actions = officialButtons(subject, seat, env);
  // Who only reads along has no buttons and types the code instead.
  const show = isCut && actions.length > 0 ? [caseButton(subject.code, 'show', texts.buttons.show)] : [];
  const rows = [...inPairs(actions), ...(show.length === 0 ? [] : [show])];
  return {
    text,
    ...(rows.length === 0 ? {} : { buttons: rows }),
    ...(subject.attachments.length === 0 ? {} : { attachments: subject.attachments }),
  };
}

function cutText(
  subject: Case,
  seat: Seat,
  reason: CardReason,
  env: CardEnv,
  limit: number,
  wholeLength: number,
): string {
  const hint = texts.cut(subject.code);
  const room = limit - (wholeLength - textFor(seat, subject.text).length) - hint.length - 1;
  return `${cardText(subject, seat, reason, env, room)}\n${hint}`;
}

function cardText(subject: Case, seat: Seat, reason: CardReason, env: CardEnv, textRoom: number): string {
  const labels = [
    subject.category === undefined ? texts.unsorted : categoryLabels[subject.category],
    ...(subject.kind === undefined ? [] : [kindLabels[subject.kind]]),
  ];
  const head = [
    [...(seat.demo ? [texts.demo] : []), ...(subject.urgent ? [texts.urgent] : []), texts.reasons[reason]].join(' · '),
    subject.code,
    labels.join(' · '),
    ...(isForTriage(subject) ? [texts.triage] : []),
    texts.place(place(subject, env.directory)),
    texts.status(vietnamDate(subject.createdAt), statusLabels[subject.status]),
    ...groupLines(subject, seat),
  ];
  return [head.join('\n'), excerpt(textFor(seat, subject.text), textRoom), aroundText(subject, seat).join('\n')].join(
    '\n\n',
  );
}

function place(subject: Case, directory: Directory): string {
  const unit = subject.unit === undefined ? undefined : directory.unit(subject.unit);
  const commune = unit === undefined ? texts.placeUnknown : directory.title(unit);
  return subject.village === undefined ? commune : `${subject.village}, ${commune}`;
}

/** What belongs to the text: who wrote it, where, with which photos, and what was said about it so far. */
function aroundText(subject: Case, seat: Seat): readonly string[] {
  const { contact, location, attachments, question, answer, additions = [] } = subject;
  const named = maySeePerson(seat) ? texts.contact : () => texts.contactHidden;
  const who = contact === undefined ? texts.noContact : named(contact.name, contact.phone);
  return [
    subject.source === 'survey-comment' ? texts.survey : who,
    ...(location === undefined ? [] : [texts.location(degrees(location.latitude), degrees(location.longitude))]),
    ...(attachments.length === 0 ? [] : [texts.files(attachments.length)]),
    ...additions.slice(-mostAdditions).map((text) => texts.addition(excerpt(textFor(seat, text), quoteLimit))),
    ...(question === undefined || !isOpen(subject) ? [] : [texts.question(excerpt(question, quoteLimit))]),
    ...(answer === undefined ? [] : [texts.answer(excerpt(answer, quoteLimit))]),
  ];
}

/** Five decimals are about a metre. */
function degrees(value: number): string {
  return value.toFixed(5);
}
