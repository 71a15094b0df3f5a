import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newConversation } from '../../core/conversation.js';
import type { PrivateChat } from '../../core/effect.js';
import type { Inbound } from '../../core/inbound.js';
import { codeQuotaMs, codesADay, mostClaims, phoneClaimMs } from '../../core/linking.js';
import { castBallot, hasVoted } from '../../prisma/store/ballots.js';
import { insertCampaign } from '../../prisma/store/campaigns.js';
import { linkChats, linksOf, unlinkChat } from '../../prisma/store/chat-links.js';
import { forgetChat, rememberChats, saveConversations } from '../../prisma/store/conversations.js';
import { bindPhone, claimPhone, findOtherChats, goesBy, noteLinkCode } from '../../prisma/store/phone-links.js';
import { deleteExpired } from '../../prisma/store/retention.js';
import { openCampaign } from '../support/campaign.js';
import { openTestStore, type TestStore } from '../support/store.js';

const now = Date.UTC(2026, 10, 23, 2, 0);
const hash = 'hash';
const campaign = openCampaign('pks03');
const one = (name: string): PrivateChat => ({ chat: `cht_${name}`, person: `per_${name}` });
const [web, zalo, telegram, stranger, accomplice] = [
  one('web'),
  one('zalo'),
  one('telegram'),
  one('stranger'),
  one('accomplice'),
];
const crowd = ['a', 'b', 'c', 'd', 'e'].map(one);
const everybody = [web, zalo, telegram, stranger, accomplice, ...crowd];

let world: TestStore;
beforeEach(async () => {
  world = await openTestStore();
  const events = everybody.map(({ chat, person }): Inbound => ({
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
const links = (here: PrivateChat, there: PrivateChat, at = now, of = hash) =>
  world.store.write((tx) => linkChats(tx, here, there, of, at));
const unlinks = (who: PrivateChat, whole = false) => world.store.write((tx) => unlinkChat(tx, who, whole));
const vouched = (who: PrivateChat, of = hash) => world.store.write((tx) => bindPhone(tx, who.person, of, who.chat));
const seen = async (who: PrivateChat) => [...(await linksOf(world.store.db, who)).linkedChats].sort();
const found = (who: PrivateChat, at = now, of = hash) => findOtherChats(world.store.db, who, of, at);
const stillGoes = (who: PrivateChat, at = now) => goesBy(world.store.db, who, hash, at);
const spends = (who: PrivateChat, at = now, codes = codesADay) =>
  world.store.write(async (tx) => {
    for (let count = 0; count < codes; count += 1) await noteLinkCode(tx, who.chat, at);
  });
const forgets = (who: PrivateChat) => world.store.write((tx) => forgetChat(tx, who.chat));
const votes = (who: PrivateChat) =>
  world.store.write((tx) => castBallot(tx, world.seal, { campaign, person: who.person }));
const isCounted = (who: PrivateChat) => hasVoted(world.store.db, world.seal, { campaign, person: who.person });
const rows = async () => {
  const { phoneBinding, phoneClaim, chatLink, linkCode } = world.store.db;
  return Promise.all([phoneBinding.count(), phoneClaim.count(), chatLink.count(), linkCode.count()]);
};

describe('codes go, when a number is named,', () => {
  it('to those who have named it within a day, the newest first and few of them', async () => {
    expect(await found(web)).toEqual([]);
    await claims(web);
    expect(await found(web)).toEqual([]); // his own
    await claims(zalo, now - phoneClaimMs + 1);
    await claims(telegram, now - phoneClaimMs);
    expect(await found(web)).toEqual([zalo]);
    expect(await found(zalo)).toEqual([web]);
    expect(await found(web, now, 'other-hash')).toEqual([]);
    for (const [at, who] of crowd.entries()) await claims(who, now + at);
    expect(await found(web)).toEqual(crowd.slice(-mostClaims).reverse());
  });

  it('not into a chat that cannot be reached, nor one linked with his', async () => {
    for (const who of [zalo, telegram, stranger]) await claims(who);
    await world.store.db.chat.update({ where: { id: telegram.chat }, data: { unreachable: true } });
    await links(web, zalo);
    expect(await found(web)).toEqual([stranger]);
  });

  it('to whom a channel vouches for and to one of each group, however many have named it first', async () => {
    await links(zalo, web, now - 2);
    await vouched(telegram);
    for (const who of crowd) await claims(who);
    await links(stranger, accomplice, now - 1);
    const asked = await found(one('new'));
    expect(asked[0]).toEqual(telegram);
    expect(asked).toHaveLength(1 + mostClaims + 2);
    expect([web, zalo]).toContainEqual(asked.at(-1));
    expect([stranger, accomplice]).toContainEqual(asked.at(-2));
  });

  it('to the newest of a group, and once to each chat and group', async () => {
    await links(zalo, web, now - 2);
    await links(telegram, web, now - 1, 'other-hash');
    // The group goes by both numbers, and he is written to where he joined last.
    for (const of of [hash, 'other-hash']) expect(await found(stranger, now, of)).toEqual([telegram]);
    await vouched(web);
    await claims(web);
    expect(await found(stranger)).toEqual([web]);
  });

  it('to the newest owner of a number, and to a group by each number by which it came together', async () => {
    await vouched(telegram);
    await vouched(web);
    await vouched(stranger);
    expect(await found(zalo)).toEqual([stranger]);
    await vouched(telegram);
    expect(await found(zalo)).toEqual([telegram]);
    await links(one('a'), one('b'), now, 'first');
    await links(one('c'), one('d'), now, 'second');
    await links(one('a'), one('c'), now, 'third');
    for (const of of ['second', 'third']) expect(await found(zalo, now, of)).toHaveLength(1);
  });

  it('to none that has had its codes of the day, by whichever way it is known', async () => {
    await vouched(telegram);
    await claims(zalo);
    await links(stranger, accomplice);
    for (const who of [telegram, zalo, stranger]) await spends(who, now - codeQuotaMs + 1);
    expect(await found(web)).toEqual([accomplice]);
    await spends(accomplice, now, codesADay - 1);
    expect(await found(web)).toEqual([accomplice]);
    await spends(accomplice, now, 1);
    expect(await found(web)).toEqual([]);
    expect(await found(web, now + 1)).toEqual([telegram, zalo, stranger]);
    // What it was sent as its last can still be typed.
    expect(await stillGoes(accomplice)).toBe(true);
  });

  it('and count only while the chat goes by the number', async () => {
    await claims(zalo);
    expect(await stillGoes(zalo)).toBe(true);
    expect(await stillGoes(zalo, now + phoneClaimMs)).toBe(false);
    expect(await stillGoes({ chat: telegram.chat, person: zalo.person })).toBe(false);
    await claims(zalo, now, 'other-hash');
    expect(await stillGoes(zalo)).toBe(false);
    await vouched(telegram);
    await links(web, stranger);
    for (const who of [telegram, web, stranger]) expect(await stillGoes(who)).toBe(true);
    await world.store.db.chat.update({ where: { id: telegram.chat }, data: { unreachable: true } });
    await unlinks(web);
    for (const who of [telegram, web, stranger]) expect(await stillGoes(who)).toBe(false);
  });
});

describe('linked chats', () => {
  it('see each other, and whom it concerns is told', async () => {
    expect(await links(zalo, web, now - 5)).toEqual([web.chat]);
    expect(await seen(web)).toEqual([zalo.chat]);
    expect(await seen(zalo)).toEqual([web.chat]);
    expect(await linksOf(world.store.db, web)).toEqual({ linkedChats: [zalo.chat], lastLinkedAt: now - 5 });
    expect(await links(web, zalo)).toEqual([]); // nothing new
    expect((await linksOf(world.store.db, web)).lastLinkedAt).toBe(now - 5);
    expect(await linksOf(world.store.db, telegram)).toEqual({ linkedChats: [] });
  });

  it('are as many as were linked one by one, or group by group', async () => {
    await links(zalo, web, now - 3);
    await links(stranger, accomplice, now - 2);
    expect([...(await links(stranger, web, now - 1))].sort()).toEqual([accomplice.chat, web.chat, zalo.chat]);
    expect([...(await links(telegram, accomplice))].sort()).toEqual(
      [accomplice.chat, stranger.chat, web.chat, zalo.chat].sort(),
    );
    for (const who of [web, zalo, telegram, stranger, accomplice]) {
      expect(await seen(who)).toHaveLength(4);
      expect((await linksOf(world.store.db, who)).lastLinkedAt).toBe(now);
    }
    // Two groups that become one have joined then.
    expect(await world.store.db.chatLink.count({ where: { joinedAt: BigInt(now - 1) } })).toBe(2);
  });

  it('are unlinked alone or all, and nobody stays linked with himself', async () => {
    for (const other of [zalo, telegram, stranger]) await links(other, web);
    expect(await unlinks(stranger)).toEqual({ others: [web.chat, zalo.chat, telegram.chat].sort(), left: 3 });
    expect(await seen(web)).toEqual([telegram.chat, zalo.chat]);
    expect(await unlinks(telegram, true)).toMatchObject({ left: 0 });
    for (const who of [web, zalo, telegram, stranger]) expect(await seen(who)).toEqual([]);
    expect(await world.store.db.chatLink.count()).toBe(0);
    await links(zalo, web);
    expect(await unlinks(zalo)).toEqual({ others: [web.chat], left: 0 });
    expect(await world.store.db.chatLink.count()).toBe(0);
    for (const whole of [true, false]) expect(await unlinks(zalo, whole)).toEqual({ others: [], left: 0 });
    await links(web, zalo);
    expect(await seen(web)).toEqual([zalo.chat]);
  });

  it('stay linked whatever numbers are shown or named', async () => {
    await links(zalo, web);
    await links(telegram, web);
    for (const of of [hash, 'other-hash', hash]) await vouched(telegram, of);
    await vouched(stranger);
    await claims(zalo, now, 'other-hash');
    expect(await seen(web)).toEqual([telegram.chat, zalo.chat]);
    expect(await seen(stranger)).toEqual([]);
    expect(await stillGoes(stranger)).toBe(true);
  });

  it('are not seen from a group in which the person speaks', async () => {
    await links(zalo, web);
    expect(await linksOf(world.store.db, { chat: 'cht_group', person: web.person })).toEqual({ linkedChats: [] });
  });

  it("of somebody who named another's number are not the owner's, and take no vote from him", async () => {
    await links(stranger, accomplice);
    await vouched(telegram);
    await links(web, telegram);
    expect(await seen(stranger)).toEqual([accomplice.chat]);
    expect(await seen(telegram)).toEqual([web.chat]);
    expect(await votes(stranger)).toBe(true);
    expect(await votes(web)).toBe(true);
  });
});

describe('a ballot', () => {
  it('is one of a group, whoever of it votes', async () => {
    await links(zalo, web);
    await links(telegram, web);
    expect(await votes(zalo)).toBe(true);
    for (const who of [web, telegram]) expect([await isCounted(who), await votes(who)]).toEqual([true, false]);
    expect(await votes(stranger)).toBe(true);
  });

  it('is one of a number that channels vouch for, and of whoever is linked with one of its persons', async () => {
    await vouched(telegram);
    await vouched(zalo);
    await vouched(stranger, 'other-hash');
    await claims(accomplice);
    await links(web, zalo, now, 'third-hash');
    expect(await seen(telegram)).toEqual([]);
    expect(await votes(telegram)).toBe(true);
    for (const who of [zalo, web]) expect([await isCounted(who), await votes(who)]).toEqual([true, false]);
    for (const who of [stranger, accomplice]) expect(await votes(who)).toBe(true);
  });
});

describe('a chat that is forgotten', () => {
  it('leaves no row, and nobody linked with himself alone', async () => {
    await links(zalo, web);
    await claims(web);
    await vouched(web);
    await spends(web);
    await forgets(web);
    expect(await rows()).toEqual([0, 0, 0, 0]);
    expect(await seen(zalo)).toEqual([]);
  });

  it('leaves no number that was vouched for before it was noted where, nor touches anybody else', async () => {
    await world.store.write(async (tx) => {
      await saveConversations(
        tx,
        world.seal,
        [web, zalo].map((key) => ({ key, state: newConversation, at: now })),
      );
      await bindPhone(tx, web.person, hash);
      await bindPhone(tx, zalo.person, hash);
    });
    await links(zalo, telegram);
    await links(web, telegram);
    await forgets(web);
    expect((await world.store.db.phoneBinding.findMany()).map(({ personId }) => personId)).toEqual([zalo.person]);
    expect(await seen(zalo)).toEqual([telegram.chat]);
  });
});

it('what was only named, and how many codes were sent, is forgotten after a day', async () => {
  await claims(web, now - phoneClaimMs - 1);
  await claims(zalo, now - phoneClaimMs + 1000);
  await spends(web, now - codeQuotaMs - 1, 2);
  await spends(zalo, now - codeQuotaMs + 1000, 1);
  const days = {
    inboundEvents: 8,
    webMessages: 90,
    idleConversations: 90,
    unsentAttachments: 7,
    invites: 30,
    waitingMessages: 30,
    unknownEvents: 30,
  };
  const went = await deleteExpired(world.store, { source: '', checked: '', verified: false, days }, now);
  expect(went).toMatchObject({ phoneClaims: 1, linkCodes: 2 });
  expect((await world.store.db.phoneClaim.findMany()).map((row) => row.personId)).toEqual([zalo.person]);
  expect((await world.store.db.linkCode.findMany()).map((row) => row.chatId)).toEqual([zalo.chat]);
});
