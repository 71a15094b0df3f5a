import { assertNever } from '../core/assert-never.js';
import { noFacts, type Facts, type Lookup } from '../core/flow.js';
import type { Tx } from '../prisma/client.js';
import { findCase, findOpenCases, findOwnCases } from '../prisma/store/cases.js';
import { linksOf } from '../prisma/store/chat-links.js';
import { findOtherChats, goesBy } from '../prisma/store/phone-links.js';
import { findOpenInvite } from '../prisma/store/seats.js';
import type { Seal } from '../runtime/seal.js';
import { campaignFacts } from './campaign-facts.js';

const openCasesLimit = 50;
const ownCasesLimit = 10;

/** Who asks: facts are always about this chat and person. */
export type Asker = { readonly chat: string; readonly person: string; readonly now: number };

/** Answers a step's lookups from the store, within the transaction that will commit the step. */
export async function loadFacts(tx: Tx, seal: Seal, lookups: readonly Lookup[], asker: Asker): Promise<Facts> {
  let facts = noFacts;
  for (const lookup of lookups) facts = await answer(tx, seal, lookup, asker, facts);
  return facts;
}

async function answer(tx: Tx, seal: Seal, lookup: Lookup, asker: Asker, facts: Facts): Promise<Facts> {
  switch (lookup.type) {
    case 'case':
    case 'case-by-id': {
      const found = await findCase(tx, seal, lookup.type === 'case' ? { code: lookup.code } : { id: lookup.id });
      if (found === undefined) return facts;
      const isElsewhere = found.chat !== undefined && found.chat !== asker.chat;
      const linked = isElsewhere ? { linkedChats: (await linksOf(tx, asker)).linkedChats } : {};
      return { ...facts, ...linked, cases: [...facts.cases, found] };
    }
    case 'open-cases':
      return lookup.of.length === 0
        ? facts
        : { ...facts, openCases: await findOpenCases(tx, seal, lookup.of, openCasesLimit) };
    case 'own-cases': {
      const { linkedChats } = await linksOf(tx, asker);
      const ownCases = await findOwnCases(tx, seal, [asker.chat, ...linkedChats], ownCasesLimit);
      return { ...facts, ownCases, linkedChats };
    }
    case 'linked-chats':
      return { ...facts, ...(await linksOf(tx, asker)) };
    case 'other-chats': {
      const [phone, { only }] = [seal.hashPhone(lookup.phone), lookup];
      if (only === undefined) return { ...facts, otherChats: await findOtherChats(tx, asker, phone, asker.now) };
      return (await goesBy(tx, only, phone, asker.now)) ? { ...facts, otherChats: [only] } : facts;
    }
    case 'invite': {
      const invite = await findOpenInvite(tx, lookup.hash, asker.now);
      if (invite === undefined) return facts;
      // Whoever takes the seat is shown what waits for it.
      return { ...facts, invite, openCases: await findOpenCases(tx, seal, [invite.jurisdiction], openCasesLimit) };
    }
    case 'campaign':
      return { ...facts, ...(await campaignFacts(tx, seal, lookup, asker)) };
    default:
      return assertNever(lookup);
  }
}
