import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildDirectory } from '../../core/places/build-directory.js';
import type { Inbound, InboundContent } from '../../core/inbound.js';
import { createInboundHandler, type CommittedReply, type HandleInbound } from '../../handlers/handle-inbound.js';
import { openStore } from '../../prisma/client.js';
import { conversationKey } from '../../prisma/store/conversations.js';
import { loadPlaces } from '../../prisma/store/places.js';
import { createLogger } from '../../runtime/logger.js';
import { provinceCode } from '../support/directory.js';
import { pks05 } from '../support/forms.js';
import { openTestStore, quiet, type TestStore } from '../support/store.js';
import { understandAs } from '../support/understand.js';

let world: TestStore;
let replies: CommittedReply[];
let handle: HandleInbound;
let events = 0;

beforeEach(async () => {
  world = await openTestStore();
  replies = [];
  handle = await handlerOn(world);
});
afterEach(() => world.remove());

async function handlerOn({ store, seal }: Pick<TestStore, 'store' | 'seal'>, log = quiet): Promise<HandleInbound> {
  const places = await loadPlaces(store);
  const directory = buildDirectory(places.units, places.formerUnits, places.provinceNames);
  return createInboundHandler({
    store,
    world: { directory, forms: [pks05()], homeProvince: provinceCode('24'), understand: understandAs(), seal, log },
    sendNow: (sent) => replies.push(...sent),
    wakeRelay: () => undefined,
  });
}

function from(person: string, content: InboundContent, externalId = `e${++events}`): Inbound {
  const { seal } = world;
  return {
    channel: 'telegram',
    externalId,
    chat: { id: seal.chatId('telegram', person), kind: 'private', address: person },
    person: seal.personId('telegram', person),
    at: Date.now(),
    content,
  };
}
const text = (words: string): InboundContent => ({ type: 'text', text: words });
const start = (parameter: string): InboundContent => ({ type: 'start', parameter });
const lastTo = (person: string) => replies.filter((reply) => reply.inbound.chat.address === person).at(-1)?.reply.text;

describe('an event', () => {
  it('delivered three times is handled once', async () => {
    const event = from('an', start('07351-pks05'));
    const outcomes = await Promise.all([handle(event), handle(event), handle(event)]);
    expect(outcomes.map((outcome) => outcome.type).sort()).toEqual(['handled', 'repeated', 'repeated']);
    expect(replies).toHaveLength(1);
    expect((await handle(event)).type).toBe('repeated');
    expect(await world.store.db.outbox.count()).toBe(1);
  });

  it('is handled after the one before it of the same person, though both came at once', async () => {
    await handle(from('an', start('07351-pks05')));
    await Promise.all(['bat dau', '2', '1', '3'].map((words) => handle(from('an', text(words)))));
    expect(replies.map(({ reply }) => /Câu (\d+)/.exec(reply.text)?.[1])).toEqual([undefined, '1', '2', '3', '4']);
  });

  it('of a second process is handled on what the first one left', async () => {
    const other = await openStore({ file: world.file, seal: world.seal, log: quiet });
    const handleThere = await handlerOn({ store: other, seal: world.seal });
    await handle(from('an', start('07351-pks05')));
    await handleThere(from('an', text('bat dau')));
    const both = await Promise.all([handle(from('an', text('1'))), handleThere(from('an', text('1')))]);
    expect(both.map((outcome) => outcome.type)).toEqual(['handled', 'handled']);
    expect(replies.map(({ reply }) => /Câu (\d+)/.exec(reply.text)?.[1])).toEqual([undefined, '1', '2', '3']);
    await other.close();
  });

  it('of many people at once is answered to each', async () => {
    const people = Array.from({ length: 200 }, (_, at) => `p${at}`);
    const outcomes = await Promise.all(people.map((person) => handle(from(person, start('07351-pks05')))));
    expect(outcomes.every((outcome) => outcome.type === 'handled')).toBe(true);
    expect(new Set(replies.map((reply) => reply.inbound.chat.id)).size).toBe(200);
  });
});

describe('a locked store', () => {
  it('takes nothing in and says so; the same event is handled when the lock is gone', async () => {
    const impatient = await openStore({ file: world.file, seal: world.seal, log: quiet, busyDeadlineMs: 100 });
    const handleImpatiently = await handlerOn({ store: impatient, seal: world.seal });
    const event = from('an', start(''));
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let locked = (): void => undefined;
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const locking = world.store.write(async (tx) => {
      await tx.inboundEvent.create({ data: { channel: 'web', externalId: 'lock', receivedAt: 1 } });
      locked();
      await held;
    });
    await isLocked;
    expect((await handleImpatiently(event)).type).toBe('unavailable');
    expect(replies).toHaveLength(0);
    release();
    await locking;
    expect((await handleImpatiently(event)).type).toBe('handled');
    expect(replies).toHaveLength(1);
    await impatient.close();
  });
});

describe('a stored conversation', () => {
  const store = async (state: unknown) => {
    await handle(from('an', start('')));
    const key = { chat: world.seal.chatId('telegram', 'an'), person: world.seal.personId('telegram', 'an') };
    await world.store.write(async (tx) => {
      const sealed = world.seal.seal(`conversation ${conversationKey(key)}`, state);
      await tx.conversation.update({
        where: { chatId_personId: { chatId: key.chat, personId: key.person } },
        data: { state: new Uint8Array(sealed) },
      });
    });
    replies = [];
  };

  it('that no version can read is restarted politely', async () => {
    await store({ v: 99, activity: { type: 'dancing' } });
    expect((await handle(from('an', text('2')))).type).toBe('handled');
    expect(lastTo('an')).toBeDefined();
    await handle(from('an', start('07351-pks05')));
    expect(lastTo('an')).toContain('Ngọc Thiện');
  });

  it('sealed under another key is restarted too', async () => {
    await handle(from('an', start('07351-pks05')));
    await world.store.db.conversation.updateMany({ data: { state: new Uint8Array(64).fill(1) } });
    expect((await handle(from('an', text('bat dau')))).type).toBe('handled');
    expect(lastTo('an')).not.toContain('Câu 1');
  });

  it('and all that is said in it are unreadable in the file and absent from the log', async () => {
    const lines: string[] = [];
    const logging = createLogger('trace', { write: (line) => lines.push(line) });
    const talk = await handlerOn(world, logging);
    await talk(from('987654321', start('07351-pks05')));
    await talk(from('987654321', text('phản ánh')));
    await talk(from('987654321', text('Cống trước nhà bị tắc chữ-bí-mật')));
    const [conversations, outbox, chats] = await Promise.all([
      world.store.db.conversation.findMany(),
      world.store.db.outbox.findMany(),
      world.store.db.chat.findMany(),
    ]);
    const stored = [
      ...conversations.map((row) => row.state),
      ...outbox.map((row) => row.payload),
      ...chats.map((row) => row.address),
    ];
    for (const bytes of stored) expect(Buffer.from(bytes).toString('utf8')).not.toMatch(/chữ-bí-mật|987654321/);
    expect(JSON.stringify(conversations.map((row) => row.chatId))).not.toContain('987654321');
    expect(lines.join('')).not.toMatch(/chữ-bí-mật|987654321/);
  });
});
