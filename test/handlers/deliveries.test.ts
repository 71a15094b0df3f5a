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

  const open = () => {
    const parts = { directory: nationalDirectory(), forms: [], dataDir: world.folder, log: quiet };
    return createDeliveries({ store: world.store, ...parts });
  };

  /** What waits after this could not be sent by Zalo: its queue, and whether it waits for the person. */
  const keptBack = async (payload: OutboxPayload): Promise<readonly (readonly [string, boolean])[]> => {
    const { store } = world;
    const zalo = chat('zalo').chat;
    const row = { queue: 'deliver-zalo', chat: zalo, payload: { ...payload, chat: zalo } as OutboxPayload } as const;
    const ids = await store.write((tx) => addToOutbox(tx, store.seal, [row], Date.now()));
    await open().keepBack(ids);
    await open().keepBack(ids); // it was tried again, and is said once all the same
    const rows = await store.db.outbox.findMany({ orderBy: { id: 'asc' } });
    return rows.map(({ queue, keptBackAt }) => [queue, keptBackAt !== null]);
  };
  const waits = [['deliver-zalo', true]];

  it('is told on Telegram as well, where it is news of a case and that is linked', async () => {
    expect(await keptBack(news)).toEqual([...waits, ['deliver-telegram', false]]);
    const [, copy] = await world.store.db.outbox.findMany({ orderBy: { id: 'asc' } });
    expect(await readOutbox(world.store, copy?.id ?? 0)).toMatchObject({
      chat: chat('telegram').chat,
      payload: { chat: chat('telegram').chat, notice: { type: 'case-news', case: 'cas_1', news: 'answered' } },
    });
  });

  it('is not, whatever else it is', async () => {
    expect(await keptBack({ type: 'reply', chat: '', reply: { text: 'Câu 2/10' } })).toEqual(waits);
  });

  it('is not when Telegram has blocked us', async () => {
    await world.store.write((tx) => markUnreachable(tx, chat('telegram').chat));
    expect(await keptBack(news)).toEqual(waits);
  });

  it.each([
    ['arrives', false],
    ['does not arrive once that was unlinked', true],
  ])('%s', async (_, isUnlinked) => {
    const { db } = world.store;
    const bare = {
      code: 'PA-1',
      source: 'report',
      status: 'answered',
      answer: 'Đã sửa',
      text: 'Hỏng',
      unitCode: '07351',
    };
    await db.case.create({
      data: {
        ...{ ...bare, id: 'cas_1', level: 'commune', ownerCode: '07351', createdAt: 0n, updatedAt: 0n },
        ...{ chatId: chat('zalo').chat, personId: chat('zalo').person },
      },
    });
    await keptBack(news);
    if (isUnlinked) await world.store.write((tx) => unlinkChat(tx, chat('telegram'), false));
    const [original, copy] = await db.outbox.findMany({ orderBy: { id: 'asc' } });
    expect(await open().claim(copy?.id ?? 0)).toHaveLength(isUnlinked ? 0 : 1);
    expect(await open().claim(original?.id ?? 0)).toHaveLength(1);
  });
});
