import { maySee } from '../core/access.js';
import { assertNever } from '../core/assert-never.js';
import type { Case, CaseAction } from '../core/case.js';
import type { Channel } from '../core/channel.js';
import type { Effect } from '../core/effect.js';
import type { Notice } from '../core/notice.js';
import type { Seat } from '../core/seat.js';
import type { Tx } from '../prisma/client.js';
import type { NewOutboxRow } from '../prisma/store/outbox.js';
import { seatsOf } from '../prisma/store/seats.js';
import { channelsOf } from '../prisma/store/conversations.js';

type CaseEffect = Extract<Effect, { type: 'change-case' }>;

/** Who must hear of a change in a case: outbox rows for the same transaction. */
export async function announceChange(tx: Tx, effect: CaseEffect, changed: Case): Promise<readonly NewOutboxRow[]> {
  const { action } = effect;
  switch (action.type) {
    case 'acknowledge':
      return [...(await toCitizen(tx, changed, 'acknowledged')), ...(await toColleagues(tx, effect, changed))];
    case 'answer':
      return toCitizen(tx, changed, 'answered');
    case 'ask':
      return toCitizen(tx, changed, 'asked');
    case 'transfer':
      return [forward(changed, `transfer-${changed.version}`), ...(await toCitizen(tx, changed, 'transferred'))];
    case 'add':
      return toSeats(tx, await ownerSeats(tx, changed), (seat) => ({
        type: 'case-addition',
        case: changed.id,
        seat: seat.id,
        text: action.text,
      }));
    case 'reopen':
      return [forward(changed, `reopened-${changed.version}`)];
    case 'relabel':
    case 'confirm':
    case 'join':
    case 'part':
      return [];
    default:
      return assertNever(action);
  }
}

/** The same for a case that goes along with another: its citizen hears of it; the officials have done it. */
export async function announceAlong(tx: Tx, action: CaseAction, changed: Case): Promise<readonly NewOutboxRow[]> {
  switch (action.type) {
    case 'acknowledge':
      return toCitizen(tx, changed, 'acknowledged');
    case 'answer':
      return toCitizen(tx, changed, 'answered');
    case 'transfer':
      return [forward(changed, `transfer-${changed.version}`), ...(await toCitizen(tx, changed, 'transferred'))];
    default:
      return [];
  }
}

const forward = (changed: Case, round: string): NewOutboxRow => ({
  queue: 'forward',
  payload: { type: 'forward', case: changed.id, round },
});

/** The seats that have the case before them: the owner's, and after an escalation those of the level above. */
async function ownerSeats(tx: Tx, changed: Case): Promise<readonly Seat[]> {
  const desks = [changed.owner, changed.escalatedTo].filter((desk) => desk !== undefined);
  return (await Promise.all(desks.map((desk) => seatsOf(tx, desk)))).flat().filter((seat) => maySee(seat, changed));
}

async function toCitizen(
  tx: Tx,
  changed: Case,
  news: Extract<Notice, { type: 'case-news' }>['news'],
): Promise<readonly NewOutboxRow[]> {
  if (changed.chat === undefined) return [];
  return toChats(tx, [{ chat: changed.chat, notice: { type: 'case-news', case: changed.id, news } }]);
}

/** The other officials of the same desk learn that somebody took the case. */
async function toColleagues(tx: Tx, effect: CaseEffect, changed: Case): Promise<readonly NewOutboxRow[]> {
  const { actor } = effect;
  const colleagues = (await ownerSeats(tx, changed)).filter((seat) => actor.type !== 'seat' || seat.id !== actor.seat);
  return toSeats(tx, colleagues, (seat) => ({ type: 'case-taken', case: changed.id, seat: seat.id }));
}

const toSeats = (tx: Tx, seats: readonly Seat[], notice: (seat: Seat) => Notice): Promise<readonly NewOutboxRow[]> =>
  toChats(
    tx,
    seats.map((seat) => ({ chat: seat.chat, notice: notice(seat) })),
  );

async function toChats(
  tx: Tx,
  notices: readonly { readonly chat: string; readonly notice: Notice }[],
): Promise<readonly NewOutboxRow[]> {
  const channels: ReadonlyMap<string, Channel> = await channelsOf(
    tx,
    notices.map(({ chat }) => chat),
  );
  return notices.flatMap(({ chat, notice }) => {
    const channel = channels.get(chat);
    return channel === undefined
      ? []
      : [{ queue: `deliver-${channel}` as const, chat, payload: { type: 'notice' as const, chat, notice } }];
  });
}
