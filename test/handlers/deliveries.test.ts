import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../core/channel.js';
import type { OutboxPayload } from '../../core/outbox.js';
import { createDeliveries } from '../../handlers/deliveries.js';
import { insertCampaign } from '../../prisma/store/campaigns.js';
import { linkChats, unlinkChat } from '../../prisma/store/chat-links.js';
import { markUnreachable, rememberChats } from '../../prisma/store/conversations.js';
import { addToOutbox, readOutbox } from '../../prisma/store/outbox.js';
import { openCampaign } from '../support/campaign.js';
import { commune } from '../support/cases.js';
import { nationalDirectory, unitCode } from '../support/directory.js';
import { openTestStore, quiet, type TestStore } from '../support/store.js';
import { seat } from '../worker/rig.js';

let world: TestStore;
beforeEach(async () => {
  world = await openTestStore();
});
afterEach(() => world.remove());

it('what cannot be put into words does not stand before what can, and is given up in the end', async () => {
  const { store } = world;
  const official = await seat(store, commune);
  const { chatId: chat } = await store.db.seat.findUniqueOrThrow({ where: { id: official } });
  const address = new Uint8Array(store.seal.seal(`address ${chat}`, 'somewhere'));
  await store.db.chat.update({ where: { id: chat }, data: { address } });
  const campaign = openCampaign('pks05');
  const notice = { type: 'survey-results', seat: official } as const;
  const [broken = 0, good = 0] = await store.write(async (tx) => {
    await insertCampaign(tx, { campaign, units: [{ code: unitCode('07351') }] }, '', '2026-10-01');
    await tx.campaign.updateMany({ data: { finishedOn: '2027-01-01' } });
    await tx.formVersion.create({ data: { form: 'pks05', version: 1, definition: '{"nobody":"reads this"}' } });
    return addToOutbox(
      tx,
      store.seal,
      [
        { queue: 'deliver-web', chat, payload: { type: 'notice', chat, notice } },
        { queue: 'deliver-web', chat, payload: { type: 'reply', chat, reply: { text: 'Đã ghi.' } } },
      ],
      Date.now(),
    );
  });
  const directory = nationalDirectory();
  const deliveries = createDeliveries({ store, directory, forms: [], dataDir: world.folder, log: quiet });
  expect((await deliveries.claim(good)).map(({ reply }) => reply.text)).toEqual(['Đã ghi.']);
  expect(await store.db.outbox.findUnique({ where: { id: broken } })).toMatchObject({ attempts: 1, deadAt: null });
  await store.db.outbox.update({ where: { id: broken }, data: { attempts: 50, dueAt: 0, claimedUntil: 0 } });
  await deliveries.claim(broken);
  expect((await store.db.outbox.findUnique({ where: { id: broken } }))?.deadAt).not.toBeNull();
});

describe('what Zalo does not take now', () => {
  const chat = (channel: Channel) => ({
    chat: world.seal.chatId(channel, '1'),
    person: world.seal.personId(channel, '1'),
  });
  const news: OutboxPayload = {
    type: 'notice',
    chat: '',
    notice: { type: 'case-news', case: 'cas_1', news: 'answered' },
  };

  beforeEach(async () => {
    await world.store.write(async (tx) => {
      const events = (['zalo', 'telegram', 'web'] as const).map((channel) => ({
        channel,
        externalId: channel,
        chat: { id: chat(channel).chat, kind: 'private' as const, address: '1' },
        person: chat(channel).person,
        at: Date.now(),
        content: { type: 'edited' as const },
      }));
      await rememberChats(tx, world.seal, events);
      await linkChats(tx, chat('web'), chat('zalo'), 'hash', 1);
      await linkChats(tx, chat('telegram'), chat('zalo'), 'hash', 2);
    });
  });

  /** What waits after this could not be sent by Zalo: its channel, and whether it waits for the person. */
  const keptBack = async (payload: OutboxPayload): Promise<readonly (readonly [string, boolean])[]> => {
    const { store } = world;
    const deliveries = createDeliveries({
      store,
      directory: nationalDirectory(),
      forms: [],
      dataDir: world.folder,
      log: quiet,
    });
    const zalo = chat('zalo').chat;
    const row = { queue: 'deliver-zalo', chat: zalo, payload: { ...payload, chat: zalo } as OutboxPayload } as const;
    const ids = await store.write((tx) => addToOutbox(tx, store.seal, [row], Date.now()));
    await deliveries.keepBack(ids);
    const rows = await store.db.outbox.findMany({ orderBy: { id: 'asc' } });
    return rows.map(({ queue, keptBackAt }) => [queue, keptBackAt !== null]);
  };

  it('tells a citizen of his case on Telegram, where he has linked that', async () => {
    expect(await keptBack(news)).toEqual([['deliver-telegram', false]]);
    const [row] = await world.store.db.outbox.findMany();
    expect(await readOutbox(world.store, row?.id ?? 0)).toMatchObject({
      chat: chat('telegram').chat,
      payload: { ...news, chat: chat('telegram').chat },
    });
  });

  it('waits, whatever else it is', async () => {
    expect(await keptBack({ type: 'reply', chat: '', reply: { text: 'Câu 2/10' } })).toEqual([['deliver-zalo', true]]);
  });

  it('waits when Telegram was unlinked, or has blocked us', async () => {
    await world.store.write((tx) => markUnreachable(tx, chat('telegram').chat));
    expect(await keptBack(news)).toEqual([['deliver-zalo', true]]);
    await world.store.db.outbox.deleteMany();
    await world.store.db.chat.updateMany({ data: { unreachable: false } });
    await world.store.write((tx) => unlinkChat(tx, chat('telegram'), false));
    expect(await keptBack(news)).toEqual([['deliver-zalo', true]]);
  });
});
