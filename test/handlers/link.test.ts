import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../core/channel.js';
import { readConversation, type Conversation } from '../../core/conversation.js';
import type { Directory } from '../../core/directory.js';
import { buildDirectory } from '../../core/places/build-directory.js';
import type { InboundContent } from '../../core/inbound.js';
import { codesADay } from '../../core/linking.js';
import type { Reply } from '../../core/reply.js';
import { createDeliveries, type Deliveries } from '../../handlers/deliveries.js';
import { createInboundHandler, type CommittedReply, type HandleInbound } from '../../handlers/handle-inbound.js';
import { loadConversations } from '../../prisma/store/conversations.js';
import { insertCase } from '../../prisma/store/cases.js';
import { loadPlaces } from '../../prisma/store/places.js';
import { provinceCode, unitCode } from '../support/directory.js';
import { pks05 } from '../support/forms.js';
import { openTestStore, quiet, type TestStore } from '../support/store.js';
import { understandAs } from '../support/understand.js';

const phone = '0912 345 678';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

let world: TestStore;
let handle: HandleInbound;
let deliveries: Deliveries;
let replies: CommittedReply[];
let clock: number;
let events = 0;

beforeEach(async () => {
  world = await openTestStore();
  replies = [];
  clock = Date.now();
  const { store, seal } = world;
  const places = await loadPlaces(store);
  const directory: Directory = buildDirectory(places.units, places.formerUnits, places.provinceNames);
  const forms = [pks05()];
  handle = createInboundHandler({
    store,
    world: { directory, forms, homeProvince: provinceCode('24'), understand: understandAs(), seal, log: quiet },
    sendNow: (sent) => replies.push(...sent),
    wakeRelay: () => undefined,
  });
  deliveries = createDeliveries({ store, directory, forms, dataDir: world.folder, log: quiet });
});
afterEach(() => world.remove());

/** Somebody in a channel, as the store knows him. */
function person(channel: Channel, name: string) {
  const chat = world.seal.chatId(channel, name);
  const sends = async (content: InboundContent): Promise<readonly Reply[]> => {
    const before = replies.length;
    await handle({
      channel,
      externalId: `${chat} ${++events}`,
      chat: { id: chat, kind: 'private', address: name },
      person: world.seal.personId(channel, name),
      at: clock,
      content,
    });
    // They were sent.
    await world.store.db.outbox.deleteMany({
      where: { id: { in: replies.slice(before).map((sent) => sent.outboxId) } },
    });
    expect(replies.slice(before).every(({ inbound }) => inbound.chat.id === chat)).toBe(true);
    return replies.slice(before).map(({ reply }) => reply);
  };
  const says = async (text: string) => (await sends({ type: 'text', text })).map((reply) => reply.text).join('\n');
  /** What was sent to this chat from elsewhere since it was last asked. */
  const told = async (): Promise<string> => {
    const rows = await world.store.db.outbox.findMany({ where: { chatId: chat }, orderBy: { id: 'asc' } });
    const ready = [];
    for (const { id } of rows) ready.push(...(await deliveries.claim(id)));
    for (const delivery of ready) await deliveries.settle(delivery, { type: 'sent' });
    return ready.map(({ reply }) => reply.text).join('\n');
  };
  const names = async (number = phone): Promise<string> => {
    await says('liên kết');
    return says(number);
  };
  const id = world.seal.personId(channel, name);
  return { chat, id, sends, says, told, names };
}
type Person = ReturnType<typeof person>;

/** What is kept of somebody's conversation. */
async function stateOf({ chat, id }: Person): Promise<Conversation> {
  const stored = await loadConversations(world.store.db, world.seal, [{ chat, person: id }]);
  const read = readConversation(stored.get(`${chat} ${id}`)?.state);
  if (read.type === 'unreadable') throw new Error('the conversation cannot be read');
  return read.conversation;
}

const codeIn = (text: string): string => /\b\d{6}\b/.exec(text)?.[0] ?? '';

async function linked(): Promise<{ readonly web: Person; readonly telegram: Person }> {
  const [web, telegram] = [person('web', 'w'), person('telegram', 't')];
  await web.names();
  await telegram.names();
  expect(await telegram.says(codeIn(await web.told()))).toContain('Đã liên kết');
  return { web, telegram };
}

async function reportsFrom({ chat, id: reporter }: Person, at = clock): Promise<void> {
  await world.store.write((tx) =>
    insertCase(
      tx,
      world.seal,
      {
        type: 'open-case',
        id: 'cas_1',
        code: 'PA-9M4T-XW',
        source: 'report',
        text: 'Đèn đường ngõ 3 hỏng.',
        unit: unitCode('07351'),
        attachments: [],
        reporter: { chat, person: reporter },
      },
      at,
    ),
  );
  await world.store.db.case.update({ where: { id: 'cas_1' }, data: { status: 'answered', answer: 'Đã thay đèn.' } });
}

describe('two apps of one person', () => {
  it('see his cases, which he can act on from both; their news go where they came from', async () => {
    const { web, telegram } = await linked();
    expect(await web.told()).toContain('2 ứng dụng, kể cả nơi này');
    expect(await telegram.told()).toBe('');
    await reportsFrom(web);
    expect(await telegram.says('tra cứu')).toContain('PA-9M4T-XW');
    expect(await telegram.says('PA-9M4T-XW')).toContain('Đã thay đèn.');
    await telegram.sends({ type: 'button', data: 'c:PA-9M4T-XW:reopen' });
    expect(await telegram.says('Đèn vẫn chưa sáng.')).toContain('ở nơi đã gửi hồ sơ');
    expect(await world.store.db.case.findUnique({ where: { id: 'cas_1' } })).toMatchObject({
      reopened: true,
      chatId: web.chat,
    });
    expect(await person('telegram', 'x').says('PA-9M4T-XW')).not.toContain('Đã thay đèn.');
  });

  it('have one ballot', async () => {
    const { web, telegram } = await linked();
    await web.sends({ type: 'start', parameter: '07351-pks05' });
    for (const answer of ['bắt đầu', '2', '1', '2', '1', '1', '1', '1', '2', '2', '/boqua']) await web.says(answer);
    expect(await web.says('Gửi phiếu')).toContain('Đã nhận phiếu');
    const there = await telegram.sends({ type: 'start', parameter: '07351-pks05' });
    expect(there.map(({ text }) => text).join()).not.toContain('Bắt đầu');
    expect(there.flatMap(({ buttons = [] }) => buttons.flat().map(({ label }) => label))).not.toContain('Bắt đầu');
    const stranger = await person('telegram', 'x').sends({ type: 'start', parameter: '07351-pks05' });
    expect(stranger.flatMap(({ buttons = [] }) => buttons.flat().map(({ label }) => label))).toContain('Bắt đầu');
  });

  it('are found by the contact that a channel vouched for', async () => {
    const [telegram, zalo] = [person('telegram', 't'), person('zalo', 'z')];
    await telegram.sends({ type: 'own-phone', phone: '84912345678' });
    await zalo.names();
    expect(await zalo.says(codeIn(await telegram.told()))).toContain('Đã liên kết');
    await reportsFrom(telegram);
    expect(await zalo.says('tra cứu')).toContain('PA-9M4T-XW');
    expect(await zalo.says('liên kết')).toContain('1 ứng dụng khác');
    expect(await zalo.says('bỏ liên kết')).toContain('Đã bỏ toàn bộ liên kết');
    expect(await telegram.told()).toContain('không còn liên kết');
    expect(await zalo.says('tra cứu')).not.toContain('PA-9M4T-XW');
    expect(await zalo.says('PA-9M4T-XW')).not.toContain('Đã thay đèn.');
  });
});

describe('three apps of one person', () => {
  const three = async () => {
    const { web, telegram } = await linked();
    const zalo = person('zalo', 'z');
    await zalo.names();
    // Of those that are linked the newest shows the code.
    const code = codeIn(`${await telegram.told()} ${await web.told()}`);
    expect(await zalo.says(code)).toContain('Đã liên kết');
    return { web, telegram, zalo };
  };

  it('are all told, and within a week each undoes it all, also what a stranger did', async () => {
    const { web, telegram, zalo } = await three();
    for (const warned of [web, telegram]) expect(await warned.told()).toContain('3 ứng dụng, kể cả nơi này');
    expect(await zalo.told()).toBe('');
    await reportsFrom(zalo);
    expect(await web.says('tra cứu')).toContain('PA-9M4T-XW');
    clock += 7 * dayMs - minuteMs;
    expect(await telegram.says('bỏ liên kết')).toContain('Đã bỏ toàn bộ liên kết');
    for (const warned of [web, zalo]) expect(await warned.told()).toContain('không còn liên kết với ứng dụng nào');
    for (const other of [web, telegram]) expect(await other.says('PA-9M4T-XW')).not.toContain('Đã thay đèn.');
    expect(await world.store.db.chatLink.count()).toBe(0);
  });

  it('leave one by one later, and can be linked again', async () => {
    const { web, telegram, zalo } = await three();
    for (const warned of [web, telegram]) await warned.told();
    clock += 7 * dayMs;
    expect(await telegram.says('bỏ liên kết')).toContain('2 ứng dụng kia vẫn liên kết');
    for (const warned of [web, zalo]) expect(await warned.told()).toContain('Còn 2 ứng dụng');
    await telegram.names();
    const code = codeIn(`${await web.told()} ${await zalo.told()}`);
    expect(await telegram.says(code)).toContain('Đã liên kết');
    expect(await telegram.says('liên kết')).toContain('2 ứng dụng khác');
  });

  it('can be made from any of them, and stay so when a number is shared', async () => {
    const { web, telegram } = await linked();
    const zalo = person('zalo', 'z');
    await web.told();
    expect(await zalo.names()).toBe(await person('zalo', 'nobody').names('0987654321'));
    await telegram.says('liên kết');
    expect(await telegram.says(phone)).toBe(await person('zalo', 'nobody2').names('0987654322'));
    expect(await telegram.says(codeIn(await zalo.told()))).toContain('Đã liên kết');
    await telegram.sends({ type: 'own-phone', phone: '84987654321' });
    await telegram.sends({ type: 'own-phone', phone: '84912345678' });
    expect(await web.says('liên kết')).toContain('2 ứng dụng khác');
  });
});

describe('a number that somebody else has named', () => {
  it('is answered in the same words as one that nobody has', async () => {
    await person('zalo', 'z').names();
    const known = person('web', 'a');
    const unknown = person('web', 'b');
    expect(await known.names()).toBe(await unknown.names('0987654321'));
    for (const typed of ['000000', 'mã đâu?', '000001', '000002', '000003'])
      expect(await known.says(typed)).toBe(await unknown.says(typed));
    clock += 11 * minuteMs;
    for (const said of ['000004', 'liên kết']) expect(await known.says(said)).toBe(await unknown.says(said));
  });

  it('shows nothing to whoever only names it, and gives him no code but for a chat that is not his', async () => {
    const [attacker, zalo] = [person('web', 'a'), person('zalo', 'z')];
    await attacker.names();
    await zalo.names();
    await reportsFrom(zalo);
    // The code for his chat is to be typed in the other one: typed here it is wrong.
    expect(await attacker.says(codeIn(await attacker.told()))).toContain('Mã chưa đúng');
    expect(await attacker.says('tra cứu')).not.toContain('PA-9M4T-XW');
    expect(await attacker.says('PA-9M4T-XW')).not.toContain('Đã thay đèn.');
  });

  it('named first by somebody else neither takes nor stops the codes of its owner', async () => {
    const strangers = ['a', 'b', 'c'].map((name) => person('web', name));
    for (const who of strangers) await who.names();
    const [telegram, zalo, web] = [person('telegram', 't'), person('zalo', 'z'), person('web', 'w')];
    await telegram.sends({ type: 'own-phone', phone: '84912345678' });
    await zalo.names();
    for (const who of strangers) await who.told();
    expect(await zalo.says(codeIn(await telegram.told()))).toContain('Đã liên kết');
    await telegram.told();
    clock += 25 * 60 * minuteMs;
    for (const who of strangers) await who.names();
    for (const who of [telegram, zalo, ...strangers]) await who.told();
    await web.names();
    const codes = await Promise.all([telegram, ...strangers].map(async (who) => codeIn(await who.told())));
    expect(new Set(codes).size).toBe(4);
    expect(await web.says(codes[0] ?? '')).toContain('Đã liên kết');
    expect(await web.says('liên kết')).toContain('2 ứng dụng khác');
  });

  it('gets five codes a day at most, and with these spent nothing that is typed links', async () => {
    const zalo = person('zalo', 'z');
    await zalo.sends({ type: 'own-phone', phone: '0912345678' });
    await zalo.told();
    const said = new Set<string>();
    for (let at = 0; at < codesADay; at += 1) said.add(await person('web', `a${at}`).names());
    const shown = await zalo.told();
    expect(shown.match(/Mã liên kết/g)).toHaveLength(codesADay);
    const last = person('web', 'last');
    said.add(await last.names());
    expect(said.size).toBe(1);
    expect(await zalo.told()).toBe('');
    // The five that asked before have named the number too; none of the codes that went to them is of the chat that is full.
    const { activity } = await stateOf(last);
    expect(activity).toMatchObject({ type: 'link', at: { step: 'code' } });
    expect(JSON.stringify(activity)).not.toContain(zalo.chat);
    for (const code of shown.match(/\b\d{6}\b/g) ?? []) expect(await last.says(code)).not.toContain('Đã liên kết');
    expect(await last.says('liên kết')).toBe(await person('web', 'unknown').says('liên kết'));
    expect(await world.store.db.chatLink.count()).toBe(0);
  });
});

describe('a code', () => {
  it('is wrong five times and then void', async () => {
    const [web, telegram] = [person('web', 'w'), person('telegram', 't')];
    await web.names();
    await telegram.names();
    const code = codeIn(await web.told());
    const wrong = code === '000000' ? '000001' : '000000';
    for (const left of [4, 3, 2, 1]) expect(await telegram.says(wrong)).toContain(`${left} lần`);
    expect(await telegram.says(wrong)).toContain('dừng tại đây');
    expect(await telegram.says(code)).not.toContain('Đã liên kết');
    expect(await world.store.db.chatLink.count()).toBe(0);
  });

  it('runs out after ten minutes, also on its way', async () => {
    const [web, telegram] = [person('web', 'w'), person('telegram', 't')];
    await web.names();
    await telegram.names();
    const code = codeIn(await web.told());
    clock += 10 * minuteMs;
    expect(await telegram.says(code)).toContain('quá 10 phút');
    await telegram.says('gửi mã khác');
    const second = codeIn(await web.told());
    expect(await telegram.says(code === second ? '' : code)).not.toContain('Đã liên kết');
    expect(await telegram.says(second)).toContain('Đã liên kết');
    // One that was decided eleven minutes ago is not sent any more.
    clock = Date.now() - 11 * minuteMs;
    await person('web', 'late').names();
    expect(await telegram.told()).not.toContain('Mã liên kết');
  });

  it('works once, and not when the other chat was unlinked meanwhile', async () => {
    const [web, telegram] = [person('web', 'w'), person('telegram', 't')];
    await web.names();
    await telegram.names();
    const code = codeIn(await web.told());
    await web.says('bỏ liên kết');
    expect(await telegram.says(code)).toContain('không còn liên kết được');
    expect(await telegram.says(code)).not.toContain('liên kết');
    expect(await world.store.db.chatLink.count()).toBe(0);
  });
});
