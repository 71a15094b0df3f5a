import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrivateChat } from '../../core/effect.js';
import type { Inbound } from '../../core/inbound.js';
import { phoneClaimMs, codesADay } from '../../core/linking.js';
import { forgetChat, rememberChats } from '../../prisma/store/conversations.js';
import { hasVoted, castBallot } from '../../prisma/store/ballots.js';
import { insertCampaign } from '../../prisma/store/campaigns.js';
import {
  bindPhone,
  claimPhone,
  findOtherChat,
  linkChats,
  linkedChats,
  takeLinkCode,
  unlinkChat,
} from '../../prisma/store/phone-links.js';
import { deleteExpired } from '../../prisma/store/retention.js';
import { openCampaign } from '../support/campaign.js';
import { openTestStore, type TestStore } from '../support/store.js';

const now = Date.UTC(2026, 10, 23, 2, 0);
const hash = 'hash';
const campaign = openCampaign('pks03');
const one = (name: string): PrivateChat => ({ chat: `cht_${name}`, person: `per_${name}` });
const [web, zalo, telegram, otherWeb, otherZalo] = ['web', 'zalo', 'telegram', 'otherWeb', 'otherZalo'].map(one) as [
  PrivateChat,
  PrivateChat,
  PrivateChat,
  PrivateChat,
  PrivateChat,
];

let world: TestStore;
beforeEach(async () => {
  world = await openTestStore();
  const events = [web, zalo, telegram, otherWeb, otherZalo].map(({ chat, person }): Inbound => ({
    channel: 'web',
    externalId: chat,
    chat: { id: chat, kind: 'private', address: chat },
    person,
    at: now,
    content: { type: 'edited' },
  }));
  await world.store.write(async (tx) => {
    await rememberChats(tx, world.seal, events);
    await insertCampaign(tx, { campaign, units: [] }, '', '2026-10-01');
  });
});
afterEach(() => world.remove());

const claims = (who: PrivateChat, at = now, of = hash) => world.store.write((tx) => claimPhone(tx, who, of, at));
const links = (here: PrivateChat, there: PrivateChat, of = hash) =>
  world.store.write((tx) => linkChats(tx, here, there, of));
const vouched = (who: PrivateChat, of = hash) => world.store.write((tx) => bindPhone(tx, who.person, of, who.chat));
const seen = async (who: PrivateChat) => [...(await linkedChats(world.store.db, who))].sort();
const found = (who: PrivateChat, at = now, only?: PrivateChat) => findOtherChat(world.store.db, who, hash, at, only);
const votes = (who: PrivateChat) =>
  world.store.write((tx) => castBallot(tx, world.seal, { campaign, person: who.person }));

describe('the other chat of a number', () => {
  it('is where it was named last, within a day, and not in one that cannot be reached', async () => {
    expect(await found(web)).toBeUndefined();
    await claims(web);
    expect(await found(web)).toBeUndefined(); // his own
    await claims(zalo, now - phoneClaimMs + 1);
    await claims(telegram, now - phoneClaimMs);
    expect(await found(web)).toEqual(zalo);
    expect(await found(zalo)).toEqual(web);
    await claims(otherWeb, now + 1);
    expect(await found(zalo, now + 1)).toEqual(otherWeb);
    await world.store.db.chat.update({ where: { id: otherWeb.chat }, data: { unreachable: true } });
    expect(await found(zalo, now + 1)).toEqual(web);
  });

  it('is the one that a channel vouches for first, and one that is only linked last', async () => {
    await links(otherWeb, otherZalo);
    expect([otherWeb, otherZalo]).toContainEqual(await found(web));
    await claims(zalo);
    expect(await found(web)).toEqual(zalo);
    await vouched(telegram);
    expect(await found(web)).toEqual(telegram);
    expect(await findOtherChat(world.store.db, web, 'other-hash', now)).toBeUndefined();
  });

  it('is still the same one only while it goes by the number', async () => {
    await claims(zalo);
    await claims(telegram, now + 1);
    expect(await found(web, now + 1, zalo)).toEqual(zalo);
    await claims(zalo, now + 1, 'other-hash');
    expect(await found(web, now + 1, zalo)).toBeUndefined();
    expect(await found(web, now + 1, { chat: telegram.chat, person: zalo.person })).toBeUndefined();
  });
});

describe('linked chats', () => {
  it('see each other, have one ballot, and have nothing left to claim', async () => {
    await claims(web);
    await claims(zalo);
    await links(zalo, web);
    expect(await seen(web)).toEqual([zalo.chat]);
    expect(await seen(zalo)).toEqual([web.chat]);
    expect(await world.store.db.phoneClaim.count()).toBe(0);
    expect(await votes(web)).toBe(true);
    expect(await hasVoted(world.store.db, world.seal, { campaign, person: zalo.person })).toBe(true);
    expect(await votes(zalo)).toBe(false);
    expect(await votes(telegram)).toBe(true);
  });

  it('are as many as were linked one by one', async () => {
    await links(zalo, web);
    await vouched(telegram);
    expect(await seen(telegram)).toEqual([]); // of the same number, and yet without a code
    await links(telegram, zalo);
    expect(await seen(telegram)).toEqual([web.chat, zalo.chat]);
    expect(await seen(web)).toEqual([telegram.chat, zalo.chat]);
    await world.store.write((tx) => unlinkChat(tx, zalo.person));
    expect(await seen(zalo)).toEqual([]);
    expect(await seen(web)).toEqual([telegram.chat]);
  });

  it('go along with the one whose number a channel vouches for', async () => {
    await links(zalo, web);
    await vouched(zalo);
    await vouched(zalo);
    expect(await seen(web)).toEqual([zalo.chat]);
    expect([web, zalo]).toContainEqual(await found(telegram));
    expect((await world.store.db.phoneBinding.findMany()).map((row) => row.phoneHash)).toEqual([hash, hash]);
  });

  it('are not seen from a group in which the person speaks', async () => {
    await links(zalo, web);
    expect(await linkedChats(world.store.db, { chat: 'cht_group', person: web.person })).toEqual([]);
  });

  it("of somebody who named another's number are not the owner's, and take no vote from him", async () => {
    await links(otherWeb, otherZalo);
    await links(zalo, web);
    await vouched(telegram);
    await links(web, telegram);
    expect(await seen(otherWeb)).toEqual([otherZalo.chat]);
    expect(await seen(telegram)).toEqual([web.chat, zalo.chat]);
    expect(await votes(otherWeb)).toBe(true);
    expect(await votes(web)).toBe(true);
  });

  it('of a number that has a new owner show him nothing', async () => {
    await vouched(otherZalo);
    await links(otherWeb, otherZalo);
    await vouched(telegram);
    expect([await seen(telegram), await seen(otherWeb), await seen(otherZalo)]).toEqual([[], [], []]);
    expect(await found(web)).toEqual(telegram);
  });

  it('end when the chat is forgotten', async () => {
    await links(zalo, web);
    await claims(web);
    await world.store.write((tx) => forgetChat(tx, web.chat));
    expect(await seen(zalo)).toEqual([]);
    expect(await world.store.db.phoneClaim.count()).toBe(0);
    expect((await world.store.db.phoneBinding.findMany()).map((row) => row.personId)).toEqual([zalo.person]);
  });
});

it('a number that was only named is forgotten after a day', async () => {
  await claims(web, now - phoneClaimMs - 1);
  await claims(zalo, now - phoneClaimMs + 1000);
  const days = { inboundEvents: 8, webMessages: 90, idleConversations: 90, unsentAttachments: 7, invites: 30 };
  await deleteExpired(world.store, { days } as Parameters<typeof deleteExpired>[1], now);
  expect((await world.store.db.phoneClaim.findMany()).map((row) => row.personId)).toEqual([zalo.person]);
});

it('a chat gets so many codes a day, whoever asks for them', async () => {
  const takes = (chat: string, day: string) => world.store.write((tx) => takeLinkCode(tx, chat, day, now));
  for (let count = 0; count < codesADay; count += 1) expect(await takes(web.chat, '2026-11-23')).toBe(true);
  expect(await takes(web.chat, '2026-11-23')).toBe(false);
  expect(await takes(zalo.chat, '2026-11-23')).toBe(true);
  expect(await takes(web.chat, '2026-11-24')).toBe(true);
});
