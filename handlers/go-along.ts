import { seatMay } from '../core/access.js';
import { applyCaseAction, isLater, type Actor, type Case, type CaseAction } from '../core/case.js';
import type { Effect } from '../core/effect.js';
import { actionAlong, missedActions } from '../core/going-along.js';
import type { Tx } from '../prisma/client.js';
import { findCase } from '../prisma/store/cases.js';
import { openFollowers, shareEscalation } from '../prisma/store/groups.js';
import type { NewOutboxRow } from '../prisma/store/outbox.js';
import { findSeat } from '../prisma/store/seats.js';
import type { Seal } from '../runtime/seal.js';
import { announceAlong } from './announce-change.js';
import { storeChange } from './store-change.js';

type CaseEffect = Extract<Effect, { type: 'change-case' }>;
type World = { readonly tx: Tx; readonly seal: Seal; readonly at: number };

/**
 * Cases of citizens who said that theirs is the same: what an official has done with the first is done with them,
 * as far as his seat may. When one of them joins, it makes up for what was done before.
 */
export async function goAlong(world: World, effect: CaseEffect, changed: Case): Promise<readonly NewOutboxRow[]> {
  const { actor, action } = effect;
  if (action.type === 'join') return makeUpFor(world, changed);
  return actor.type === 'seat' && !isLater(changed) ? takeAlong(world, actor, action, changed) : [];
}

async function takeAlong(
  world: World,
  actor: Extract<Actor, { type: 'seat' }>,
  action: CaseAction,
  first: Case,
): Promise<readonly NewOutboxRow[]> {
  const { tx, seal } = world;
  if (first.group === undefined) return [];
  const seat = await findSeat(tx, actor.seat);
  if (seat === undefined) return [];
  const rows: NewOutboxRow[] = [];
  for (const id of await openFollowers(tx, first.id)) {
    const follower = await findCase(tx, seal, { id });
    const along = follower === undefined ? undefined : actionAlong(action, follower);
    if (follower === undefined || along === undefined || !seatMay(seat, along.type, follower)) continue;
    rows.push(...(await follow(world, actor, along, follower)).rows);
  }
  return rows;
}

async function makeUpFor(world: World, joined: Case): Promise<readonly NewOutboxRow[]> {
  const { tx, seal } = world;
  const first = joined.group === undefined ? undefined : await findCase(tx, seal, { id: joined.group.first.id });
  if (first !== undefined) await shareEscalation(tx, [first.id]);
  const rows: NewOutboxRow[] = [];
  let current = joined;
  for (const action of first === undefined ? [] : missedActions(joined, first)) {
    const followed = await follow(world, { type: 'citizen' }, action, current);
    rows.push(...followed.rows);
    current = followed.after;
  }
  return rows;
}

/** Does it, unless it has no place: one that was taken or answered apart stays as it is. */
async function follow(
  { tx, seal, at }: World,
  actor: Actor,
  action: CaseAction,
  follower: Case,
): Promise<{ readonly rows: readonly NewOutboxRow[]; readonly after: Case }> {
  const nothing = { rows: [], after: follower };
  const outcome = applyCaseAction(follower, action);
  if (outcome.type === 'refused') return nothing;
  const { id, version } = follower;
  await storeChange(tx, { case: id, version, actor, action, change: outcome.change }, at);
  const after = await findCase(tx, seal, { id });
  return after === undefined ? nothing : { rows: await announceAlong(tx, action, after), after };
}
