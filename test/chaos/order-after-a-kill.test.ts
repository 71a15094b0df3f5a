import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDirectSending } from '../../bot/deliver/direct.js';
import { createInOrder, type InOrder } from '../../bot/deliver/in-order.js';
import { buildDirectory } from '../../core/places/build-directory.js';
import type { Channel } from '../../core/channel.js';
import type { Inbound } from '../../core/inbound.js';
import type { Sender, SendOutcome } from '../../core/sender.js';
import { claimMs } from '../../handlers/commit-effect.js';
import { createDeliveries, type Deliveries } from '../../handlers/deliveries.js';
import { createInboundHandler, type CommittedReply, type HandleInbound } from '../../handlers/handle-inbound.js';
import { loadPlaces } from '../../prisma/store/places.js';
import { createMetrics } from '../../runtime/metrics.js';
import { provinceCode } from '../support/directory.js';
import { pks05 } from '../support/forms.js';
import { openTestStore, quiet, type TestStore } from '../support/store.js';
import { understandAs } from '../support/understand.js';

/** A bot process as far as answering goes; what it sends is put down in `sent`. */
type Process = { readonly handle: HandleInbound; readonly deliveries: Deliveries; readonly inOrder: InOrder };

let world: TestStore;
let sent: string[];
let outcomes: SendOutcome[];
let events = 0;
beforeEach(async () => {
  world = await openTestStore();
  [sent, outcomes] = [[], []];
});
afterEach(() => world.remove());

const sender: Sender = {
  channel: 'web',
  send: ({ reply }) => {
    const outcome = outcomes.shift() ?? ({ type: 'sent' } as const);
    if (outcome.type === 'sent') sent.push(/Câu \d+/.exec(reply.text)?.[0] ?? reply.text.slice(0, 10));
    return Promise.resolve(outcome);
  },
  fetchFile: () => Promise.resolve({ type: 'failed', because: 'gone' }),
};

/** `dies`: it is killed each time between commit and sending. */
async function startProcess({ dies }: { readonly dies: boolean }): Promise<Process> {
  const { store, seal, folder } = world;
  const places = await loadPlaces(store);
  const directory = buildDirectory(places.units, places.formerUnits, places.provinceNames);
  const deliveries = createDeliveries({ store, directory, forms: [], dataDir: folder, log: quiet });
  const inOrder = createInOrder();
  const metrics = createMetrics(() => Promise.resolve({ waiting: 0, dead: 0, oldestSeconds: 0 }));
  const senders = new Map<Channel, Sender>([['web', sender]]);
  const { sendNow } = createDirectSending({ senders, stopped: new Map(), deliveries, metrics, log: quiet, inOrder });
  const handle = createInboundHandler({
    store,
    world: {
      directory,
      forms: [pks05()],
      homeProvince: provinceCode('24'),
      understand: understandAs(),
      seal,
      log: quiet,
    },
    sendNow: dies ? (_replies: readonly CommittedReply[]) => undefined : sendNow,
    wakeRelay: () => undefined,
  });
  return { handle, deliveries, inOrder };
}

function said(text: string, at = Date.now()): Inbound {
  const { seal } = world;
  const content = text.startsWith('07351')
    ? { type: 'start' as const, parameter: text }
    : { type: 'text' as const, text };
  events += 1;
  return {
    channel: 'web',
    externalId: `e${events}`,
    chat: { id: seal.chatId('web', 'a'), kind: 'private', address: 'a' },
    person: seal.personId('web', 'a'),
    at,
    content,
  };
}

const waiting = () => world.store.db.outbox.findMany({ orderBy: { id: 'asc' } });
const questions = (deliveries: Awaited<ReturnType<Deliveries['claim']>>) =>
  deliveries.map(({ reply }) => /Câu \d+/.exec(reply.text)?.[0]);

describe('an answer that a process had committed when it was killed', () => {
  it('goes out before the answer to what is said next, by whichever process', async () => {
    const [killed, living] = [await startProcess({ dies: true }), await startProcess({ dies: false })];
    await living.handle(said('07351-pks05'));
    await living.inOrder.idle();
    // Longer ago than a claim holds: nobody is sending it any more.
    await killed.handle(said('bắt đầu', Date.now() - claimMs - 1));
    await living.handle(said('2'));
    await living.inOrder.idle();
    expect(sent).toEqual(['Phiếu PKS0', 'Câu 1', 'Câu 2']);
    expect(await waiting()).toEqual([]);
  });

  it('is waited for while its process may still be sending it', async () => {
    const [killed, living] = [await startProcess({ dies: true }), await startProcess({ dies: false })];
    await killed.handle(said('07351-pks05'));
    await living.handle(said('bắt đầu'));
    await living.inOrder.idle();
    const [first, second] = await waiting();
    expect(sent).toEqual([]);
    expect(await living.deliveries.claim(second?.id ?? 0)).toEqual([]);
    // The relay brings it back as soon as the claim on the first has ended.
    expect((await waiting())[1]?.dueAt).toBe(first?.claimedUntil);
  });

  it('does not make the answers after it take the slow way for ever', async () => {
    const [killed, living] = [await startProcess({ dies: true }), await startProcess({ dies: false })];
    await killed.handle(said('07351-pks05', Date.now() - claimMs - 1));
    const [orphan] = await waiting();
    for (const delivery of await living.deliveries.claim(orphan?.id ?? 0)) {
      await living.deliveries.settle(delivery, { type: 'sent' });
    }
    await living.handle(said('bắt đầu'));
    await living.inOrder.idle();
    expect(sent).toEqual(['Câu 1']);
  });
});

describe('an answer that could not be sent', () => {
  it('goes out before what follows it, and is not tried by everybody who follows', async () => {
    const living = await startProcess({ dies: false });
    outcomes = [{ type: 'failed', because: 'unreachable' }];
    await living.handle(said('07351-pks05'));
    await living.inOrder.idle();
    for (const text of ['bắt đầu', '2', '1']) await living.handle(said(text));
    await living.inOrder.idle();
    expect(sent).toEqual([]);
    const rows = await waiting();
    for (const row of rows) expect(await living.deliveries.claim(row.id)).toEqual([]);
    expect((await waiting()).map(({ attempts }) => attempts)).toEqual([1, 0, 0, 0]);

    await world.store.db.outbox.updateMany({ data: { claimedUntil: 0n } });
    expect(questions(await living.deliveries.claim(rows.at(-1)?.id ?? 0))).toEqual([
      undefined,
      'Câu 1',
      'Câu 2',
      'Câu 3',
    ]);
  });
});

describe('several answers at once', () => {
  it('go out in order, directly', async () => {
    const living = await startProcess({ dies: false });
    await Promise.all(['07351-pks05', 'bắt đầu', '2', '1', '2'].map((text) => living.handle(said(text))));
    await living.inOrder.idle();
    expect(sent).toEqual(['Phiếu PKS0', 'Câu 1', 'Câu 2', 'Câu 3', 'Câu 4']);
    expect(await waiting()).toEqual([]);
  });
});
