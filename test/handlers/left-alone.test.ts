import { afterEach, beforeEach, expect, it } from 'vitest';
import type { InboundContent } from '../../core/inbound.js';
import { createInboundHandler, type HandleInbound } from '../../handlers/handle-inbound.js';
import { lookAgain } from '../../handlers/left-alone.js';
import { nationalDirectory, provinceCode } from '../support/directory.js';
import { pks05 } from '../support/forms.js';
import { openTestStore, quiet, type TestStore } from '../support/store.js';
import { understandAs } from '../support/understand.js';

const dayMs = 86_400_000;
const begun = Date.UTC(2026, 10, 23, 2);

let world: TestStore;
let handle: HandleInbound;
let replies: string[];
beforeEach(async () => {
  world = await openTestStore();
  replies = [];
  const { store, seal } = world;
  handle = createInboundHandler({
    store,
    world: {
      directory: nationalDirectory(),
      forms: [pks05()],
      homeProvince: provinceCode('24'),
      understand: understandAs(),
      seal,
      log: quiet,
    },
    sendNow: (committed) => replies.push(...committed.map(({ reply }) => reply.text)),
    wakeRelay: () => undefined,
  });
});
afterEach(() => world.remove());

let events = 0;
const says = (content: InboundContent, at: number) =>
  handle({
    channel: 'telegram',
    externalId: `e${(events += 1)}`,
    chat: { id: world.seal.chatId('telegram', 'an'), kind: 'private', address: 'an' },
    person: world.seal.personId('telegram', 'an'),
    at,
    content,
  });
const text = (words: string): InboundContent => ({ type: 'text', text: words });
const look = async (now: number): Promise<readonly string[]> => {
  replies = [];
  await lookAgain({ store: world.store, handleInbound: handle, now: () => now, log: quiet });
  return replies;
};

async function leavesHalfDone(): Promise<void> {
  await says({ type: 'start', parameter: '07351-pks05' }, begun);
  await says(text('bắt đầu'), begun);
  await says(text('2'), begun);
}

it('a survey left half-done is reminded of after two days, once, and gone five days later', async () => {
  await leavesHalfDone();
  expect(await look(begun + dayMs)).toEqual([]);
  expect((await look(begun + 2 * dayMs)).join()).toContain('còn một phiếu làm dở');
  expect(await look(begun + 2 * dayMs)).toEqual([]);
  expect(await look(begun + 6 * dayMs)).toEqual([]);
  expect(await look(begun + 7 * dayMs)).toEqual([]);
  replies = [];
  await says(text('tiếp tục'), begun + 7 * dayMs);
  expect(replies.join()).toContain('không có phiếu hay phản ánh nào đang làm dở');
  expect(await look(begun + 60 * dayMs)).toEqual([]);
});

it('two processes that look at once remind once', async () => {
  await leavesHalfDone();
  replies = [];
  const deps = { store: world.store, handleInbound: handle, now: () => begun + 2 * dayMs, log: quiet };
  await Promise.all([lookAgain(deps), lookAgain(deps)]);
  expect(replies).toHaveLength(1);
});

it('whoever said something meanwhile is reminded two days after that', async () => {
  await leavesHalfDone();
  await says(text('1'), begun + dayMs);
  expect(await look(begun + 2 * dayMs)).toEqual([]);
  expect(await look(begun + 3 * dayMs)).toHaveLength(1);
});

it('nothing half-done, nothing to remind of', async () => {
  await says({ type: 'start', parameter: '07351-pks05' }, begun);
  await says(text('menu'), begun);
  expect(await look(begun + 60 * dayMs)).toEqual([]);
});

it('a chat whose address cannot be opened keeps nobody else waiting', async () => {
  await leavesHalfDone();
  const { db } = world.store;
  const lost = { state: new Uint8Array(1), updatedAt: 1, lookAgainAt: 1, personId: 'per_lost' };
  await db.conversation.create({ data: { ...lost, chatId: 'cht_lost' } });
  await db.chat.create({
    data: { id: 'cht_lost', channel: 'telegram', kind: 'private', address: new Uint8Array([1, 2]), createdAt: 1 },
  });
  expect(await look(begun + 2 * dayMs)).toHaveLength(1);
});

it('what waits half-done of somebody who blocked the bot goes without a word', async () => {
  await leavesHalfDone();
  const { db } = world.store;
  await db.chat.updateMany({ data: { unreachable: true } });
  expect(await look(begun + 2 * dayMs)).toEqual([]);
  expect(await db.conversation.count()).toBe(0);
});
