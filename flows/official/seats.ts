import type { Conversation } from '../../core/conversation.js';
import type { Env, StepResult } from '../../core/flow.js';
import { sameJurisdiction } from '../../core/jurisdiction.js';
import type { Seat } from '../../core/seat.js';
import { ownerTitle } from '../case/owner-title.js';
import { finish } from '../finish.js';
import { say } from '../prompt.js';
import { openCases } from './open-cases.js';
import { roleLabels, texts } from './texts.vi.js';

/** Binds this chat to the work of a jurisdiction, by an invitation. Unknown, used and expired codes look the same. */
export function takeInvite(state: Conversation, code: string, env: Env): StepResult {
  const { invite } = env.facts;
  if (invite?.hash !== env.hashInvite(code)) return { state, effects: [say(texts.inviteWrong)] };
  const { hash, jurisdiction, role, demo } = invite;
  const owner = ownerTitle(jurisdiction, env.directory) ?? jurisdiction.code;
  const has = env.seats.some((seat) => seat.role === role && sameJurisdiction(seat.jurisdiction, jurisdiction));
  if (has) return { state, effects: [say(texts.seatedAlready(owner))] };
  const seat: Seat = { id: env.newId('sea'), chat: env.chat.id, jurisdiction, role, demo };
  const welcome = [
    ...(demo ? [texts.demoNote] : []),
    texts.seated(owner, roleLabels[role]),
    role === 'lanh-dao' ? texts.welcomeReader : texts.welcome,
    env.chat.kind === 'group' ? texts.howGroup : texts.howPrivate,
  ];
  const waiting = env.facts.openCases.length === 0 ? [] : [openCases([seat], env)];
  return {
    state,
    effects: [
      { type: 'take-seat', seat: seat.id, inviteHash: hash, jurisdiction, role, demo },
      say(welcome.join('\n\n')),
      ...waiting,
    ],
  };
}

/** Gives up all seats of this chat. */
export function leaveSeats(state: Conversation, env: Env): StepResult {
  if (env.seats.length === 0) return { state, effects: [say(texts.noSeat)] };
  return finish(state, [
    ...env.seats.map(({ id }) => ({ type: 'leave-seat', seat: id }) as const),
    say(texts.seatLeft),
  ]);
}
