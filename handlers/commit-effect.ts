import { mayTeach } from '../core/access.js';
import { assertNever } from '../core/assert-never.js';
import type { Case } from '../core/case.js';
import type { Effect } from '../core/effect.js';
import type { Inbound } from '../core/inbound.js';
import { maskPersonalData } from '../core/personal-data.js';
import type { Tx } from '../prisma/client.js';
import { dropAttachments, insertAttachment } from '../prisma/store/attachments.js';
import { attachToCase, findCase, insertCase, insertCaseEvent } from '../prisma/store/cases.js';
import type { NewOutboxRow } from '../prisma/store/outbox.js';
import { bindPhone } from '../prisma/store/phone-links.js';
import { leaveSeat, takeSeat } from '../prisma/store/seats.js';
import { recordResponse } from '../prisma/store/responses.js';
import { forgetPassing, markPassing } from '../prisma/store/web-messages.js';
import { proposeExample } from '../prisma/store/training-examples.js';
import type { Seal } from '../runtime/seal.js';
import { announceChange } from './announce-change.js';
import { commitLinking } from './commit-linking.js';
import { goAlong } from './go-along.js';
import { insist } from './insist.js';
import { storeChange } from './store-change.js';

/**
 * For how long a claim on a row of the outbox holds: whoever still sends it then must have gone on with the claim,
 * or is dead, and the relay takes the row.
 */
export const claimMs = 10_000;

/**
 * Turns one effect into rows of the turn's transaction; returns the outbox rows it leads to.
 * A write that finds the store other than the step saw it throws: the whole turn is then undone and run again.
 */
export async function commitEffect(
  tx: Tx,
  seal: Seal,
  inbound: Inbound,
  effect: Effect,
): Promise<readonly NewOutboxRow[]> {
  const { chat, channel, person, at } = inbound;
  switch (effect.type) {
    case 'reply':
      if (effect.reply.passing && channel === 'web') await markPassing(tx, chat.id, ownKey(inbound));
      return [
        {
          queue: `deliver-${channel}`,
          chat: chat.id,
          payload: { type: 'reply', chat: chat.id, reply: effect.reply },
          claimedUntil: at + claimMs,
        },
      ];
    case 'record-response':
      return insist(await recordResponse(tx, seal, effect, person, at), 'this person may not answer any more');
    case 'forget-passing':
      await forgetPassing(tx, chat.id, channel);
      return [];
    case 'open-case':
      await insertCase(tx, seal, effect, at);
      await insertCaseEvent(tx, effect.id, { key: 'opened', type: 'opened', at });
      return [{ queue: 'categorize', payload: { type: 'categorize', case: effect.id } }];
    case 'change-case':
      return changeCase(tx, seal, inbound, effect);
    case 'keep-attachment':
      await insertAttachment(tx, seal, chat.id, effect.id, effect.file, at);
      return [{ queue: 'fetch-attachment', payload: { type: 'fetch-attachment', attachment: effect.id } }];
    case 'drop-attachments':
      await dropAttachments(tx, chat.id, effect.ids);
      return [];
    case 'take-seat':
      insist(await takeSeat(tx, effect, chat.id, at), 'invitation is used up');
      return [];
    case 'leave-seat':
      await leaveSeat(tx, effect.seat, chat.id, at);
      return [];
    case 'bind-phone':
      await bindPhone(tx, person, seal.hashPhone(effect.phone), chat.id);
      return [];
    case 'claim-phone':
    case 'send-link-code':
    case 'link-chats':
    case 'unlink-chat':
      return commitLinking(tx, seal, inbound, effect);
    case 'tell-results': {
      const { seat, campaign: wanted } = effect;
      const notice = { type: 'survey-results' as const, seat, ...(wanted === undefined ? {} : { campaign: wanted }) };
      return [{ queue: `deliver-${channel}`, chat: chat.id, payload: { type: 'notice', chat: chat.id, notice } }];
    }
    default:
      return assertNever(effect);
  }
}

/** The replies of a turn in which something is deleted from the chat tell it so. */
export function tellingOfForgetting(effects: readonly Effect[]): readonly Effect[] {
  if (!effects.some(({ type }) => type === 'forget-passing')) return effects;
  return effects.map((effect) =>
    effect.type === 'reply' ? { ...effect, reply: { ...effect.reply, forgets: true } } : effect,
  );
}

/** The web chat names its events by chat and message. */
const ownKey = ({ chat, externalId }: Inbound): string => externalId.slice(chat.id.length + 1);

async function changeCase(
  tx: Tx,
  seal: Seal,
  inbound: Inbound,
  effect: Extract<Effect, { type: 'change-case' }>,
): Promise<readonly NewOutboxRow[]> {
  const { action, actor } = effect;
  await storeChange(tx, effect, inbound.at);
  if (action.type === 'add' && action.attachments !== undefined) {
    await attachToCase(tx, effect.case, inbound.chat.id, action.attachments);
  }
  const after = await findCase(tx, seal, { id: effect.case });
  if (after === undefined) return [];
  if (action.type === 'relabel' && actor.type === 'seat') await learnFrom(tx, after, actor.seat, inbound.at);
  return [
    ...(await announceChange(tx, effect, after)),
    ...(await goAlong({ tx, seal, at: inbound.at }, effect, after)),
  ];
}

/** A correction may teach the machine, once a person has read and approved it: without personal data, and no denunciation. */
async function learnFrom(tx: Tx, corrected: Case, seat: string, at: number): Promise<void> {
  const { id, category, kind = 'phan-anh' } = corrected;
  if (category === undefined || !mayTeach(corrected)) return;
  await proposeExample(tx, { case: id, text: maskPersonalData(corrected.text), category, kind, seat, at });
}
