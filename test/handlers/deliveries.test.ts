import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDeliveries } from '../../handlers/deliveries.js';
import { insertCampaign } from '../../prisma/store/campaigns.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
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
