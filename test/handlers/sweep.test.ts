import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retention } from '../../core/retention.js';
import { sweep } from '../../handlers/sweep.js';
import { readYaml } from '../../runtime/read-data.js';
import { openTestStore, quiet, type TestStore } from '../support/store.js';

const dayMs = 24 * 3_600_000;
const now = Date.UTC(2026, 10, 21);
const daysAgo = (days: number) => BigInt(now - days * dayMs);

let world: TestStore;
beforeEach(async () => {
  world = await openTestStore();
});
afterEach(() => world.remove());

describe('sweeping', () => {
  it('deletes what is past its time, with its file, and keeps what is not', async () => {
    const { db } = world.store;
    const folder = path.join(world.folder, 'attachments');
    await mkdir(folder);
    const sealed = new Uint8Array(4);
    for (const [id, days] of [
      ['att_old', 30],
      ['att_new', 1],
    ] as const) {
      await db.attachment.create({
        data: { id, chatId: 'cht_1', kind: 'photo', sourceRef: sealed, state: 'stored', createdAt: daysAgo(days) },
      });
      await db.conversation.create({ data: { chatId: id, personId: id, state: sealed, updatedAt: daysAgo(days * 5) } });
      await db.inboundEvent.create({ data: { channel: 'web', externalId: id, receivedAt: daysAgo(days) } });
      await db.unknownEvent.create({
        data: { channel: 'zalo', id, name: 'user_new', receivedAt: daysAgo(days + 5), payload: sealed },
      });
      await db.sendingWindow.create({ data: { chatId: id, openedAt: daysAgo(days) } });
      // Put aside until the person writes, or tried again and again: what is tried is never thrown away.
      for (const keptBackAt of [daysAgo(5), null]) {
        const card = {
          type: 'case-card',
          case: id,
          seat: 'seat_1',
          reason: 'first',
          forwarding: `${id} first`,
        } as const;
        const payload = Buffer.from(JSON.stringify({ type: 'notice', chat: id, notice: card }));
        const row = { queue: 'deliver-zalo', chatId: id, payload, createdAt: daysAgo(days * 20) };
        await db.outbox.create({ data: { ...row, dueAt: daysAgo(-2), keptBackAt } });
      }
      // Of a key that was lost.
      const unreadable = { queue: 'deliver-zalo', chatId: id, payload: sealed, createdAt: daysAgo(days * 20) };
      if (days > 1) await db.outbox.create({ data: { ...unreadable, dueAt: 0n, keptBackAt: 1n } });
      await writeFile(path.join(folder, id), 'x');
      await db.case.create({
        data: {
          ...{ id, code: id, source: 'report', status: 'forwarded', text: 'Đèn hỏng', unitCode: '07351' },
          ...{ level: 'commune', ownerCode: '07351', createdAt: daysAgo(days * 20), updatedAt: daysAgo(1) },
        },
      });
      for (const [round, kind, state] of [
        ['first', 'seat', 'pending'],
        ['reminder-1', 'seat', 'pending'],
        ['escalation-1', 'webhook', 'pending'],
      ] as const)
        await db.forwarding.create({
          data: { id: `${id} ${round}`, caseId: id, round, kind, recipient: id, state, createdAt: daysAgo(days * 20) },
        });
    }
    await writeFile(path.join(folder, 'att_dropped'), 'x');
    const kept = await readYaml('retention.yaml', retention);
    await sweep({ store: world.store, dataDir: world.folder, retention: kept, log: quiet }, now);
    expect((await db.attachment.findMany()).map((row) => row.id)).toEqual(['att_new']);
    expect((await db.inboundEvent.findMany()).map((row) => row.externalId)).toEqual(['att_new']);
    expect((await db.conversation.findMany()).map((row) => row.chatId)).toEqual(['att_new']);
    expect(await readdir(folder)).toEqual(['att_new']);
    expect((await db.unknownEvent.findMany()).map((row) => row.id)).toEqual(['att_new']);
    expect((await db.sendingWindow.findMany()).map((row) => row.chatId)).toEqual(['att_new']);
    // Only the card that was thrown away has failed; others are still under way.
    const forwardings = await db.forwarding.findMany({ where: { state: 'failed' } });
    expect(forwardings.map((row) => row.id)).toEqual(['att_old first']);
    const waiting = await db.outbox.findMany({ orderBy: { id: 'asc' } });
    expect(waiting.map(({ chatId, keptBackAt }) => [chatId, keptBackAt !== null])).toEqual([
      ['att_old', false],
      ['att_new', true],
      ['att_new', false],
    ]);
  });
});
