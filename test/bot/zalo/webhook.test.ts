import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { buildDirectory } from '../../../core/places/build-directory.js';
import { createChannelEvents } from '../../../handlers/channel-events.js';
import { createInboundHandler, type InboundOutcome } from '../../../handlers/handle-inbound.js';
import { createSendingWindows } from '../../../handlers/sending-windows.js';
import { loadPlaces } from '../../../prisma/store/places.js';
import { countUnknownEvents } from '../../../prisma/store/unknown-events.js';
import { provinceCode } from '../../support/directory.js';
import { pks05 } from '../../support/forms.js';
import { openTestStore, quiet } from '../../support/store.js';
import { understandAs } from '../../support/understand.js';
import { attached, at, config, now, payload, payloads, record, serve, sign, signed, text, user } from './events.js';
import type { Payload, Served } from './events.js';

let served: Served | undefined;
afterEach(() => {
  served?.stop();
  served = undefined;
});

async function start(own: Parameters<typeof record>[0] = {}) {
  const parts = record(own);
  served = await serve(parts.deps);
  const nothingDone = () => {
    expect(parts).toMatchObject({ inbounds: [], windows: [], closed: [], unknown: [] });
  };
  return { ...served, ...parts, nothingDone };
}

const json = { 'content-type': 'application/json' };
const hello = text('Đường ngập nước');

describe('a call is refused', () => {
  const { body, signature } = signed(hello);

  it.each<[what: string, headers: Record<string, string>]>([
    ['no signature', {}],
    ['an empty signature', { 'x-zevent-signature': '' }],
    ['a wrong signature', { 'x-zevent-signature': `mac=${sign(body, String(now + 1))}` }],
    ['half a signature', { 'x-zevent-signature': signature.slice(0, 36) }],
    [
      'a signature of another secret',
      { 'x-zevent-signature': sign(body, String(now), { ...config, oaSecretKey: 'x' }) },
    ],
    ['two signatures', { 'x-zevent-signature': `${signature}, ${signature}` }],
    ['a signature in another header', { 'x-bot-api-secret-token': signature }],
  ])('for %s', async (_what, headers) => {
    const { send, nothingDone, log } = await start();
    expect((await send(body, { ...json, ...headers })).status).toBe(401);
    nothingDone();
    expect(log.join()).toContain('signature was refused');
    expect(log.join()).not.toContain(user);
  });

  it('when a byte was changed on the way', async () => {
    const { send, nothingDone } = await start();
    const changed = body.replace('ngập', 'ngạp');
    expect((await send(changed, { ...json, 'x-zevent-signature': signature })).status).toBe(401);
    nothingDone();
  });

  it.each([
    ['nothing', ''],
    ['broken JSON', '{"event_name":"user_send_text"'],
    ['bytes that are no text', '\u0000\u0001'],
    ['a list', '[{"event_name":"user_send_text"}]'],
    ['null', 'null'],
    ['a number', '7'],
    ['an object without a name', '{"timestamp":"1"}'],
    ['a name that is a number', '{"event_name":7,"timestamp":"1"}'],
    ['an empty name', '{"event_name":"","timestamp":"1"}'],
  ])('with 400 for %s, signed or not', async (_what, bytes) => {
    const { send, nothingDone } = await start();
    expect((await send(bytes, { ...json, 'x-zevent-signature': sign(bytes, '1') })).status).toBe(400);
    expect((await send(bytes, { ...json, 'x-zevent-signature': sign('', '1') })).status).toBe(400);
    expect((await send(bytes, json)).status).toBe(401);
    nothingDone();
  });

  it.each<[what: string, timestamp: unknown]>([
    ['none', undefined],
    ['null', null],
    ['words', 'yesterday'],
    ['a negative one', '-1'],
    ['a fraction', '1795000000000.5'],
    ['a list', [String(now)]],
    ['one in seconds', String(now / 1000)],
    ['one of 13 hours ago', String(now - 13 * 3_600_000 - 1)],
    ['one of in five minutes', String(now + 5 * 60_000 + 1)],
    ['one too long for a number', '9'.repeat(400)],
  ])('whose timestamp is %s', async (_what, timestamp) => {
    const { post, nothingDone } = await start();
    expect(await post({ ...hello, timestamp })).toBe(401);
    nothingDone();
  });

  it.each([
    ['a megabyte', Buffer.from(JSON.stringify(text('x'.repeat(1_000_000)))), {}],
    ['a megabyte made small', gzipSync(JSON.stringify(text('x'.repeat(1_000_000)))), { 'content-encoding': 'gzip' }],
  ])('when it has %s', async (_what, bytes, headers) => {
    const { send, nothingDone } = await start();
    const all = { ...json, ...headers, 'x-zevent-signature': sign(bytes, String(now)) };
    expect((await send(new Uint8Array(bytes), all)).status).toBe(413);
    nothingDone();
  });
});

describe('a call is taken', () => {
  it.each([
    ['of 13 hours ago', now - 13 * 3_600_000],
    ['of in five minutes', now + 5 * 60_000],
  ])('with a timestamp %s', async (_what, time) => {
    const { post, inbounds } = await start();
    expect(await post(at(time, hello))).toBe(200);
    expect(inbounds).toHaveLength(1);
  });

  it('with a timestamp that is a number', async () => {
    const { post, inbounds } = await start();
    expect(await post({ ...hello, timestamp: now })).toBe(200);
    expect(inbounds).toHaveLength(1);
  });

  it('with its signature written in any of the ways', async () => {
    const { send, inbounds } = await start();
    const { body } = signed(hello);
    const hex = sign(body, String(now));
    for (const signature of [hex, `mac=${hex}`, hex.toUpperCase()])
      expect((await send(body, { ...json, 'x-zevent-signature': signature })).status).toBe(200);
    expect(inbounds).toHaveLength(3);
  });

  it('as whatever it says it is', async () => {
    const { send, inbounds } = await start();
    const { body, signature } = signed(hello);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', ''])
      expect((await send(body, { 'content-type': type, 'x-zevent-signature': signature })).status).toBe(200);
    expect(inbounds).toHaveLength(3);
  });

  const deep = (open: string, close: string) => open.repeat(10_000) + close.repeat(10_000);
  it.each([
    ['lists in lists', deep('[', ']')],
    ['objects in objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['thirty thousand numbers', `[${'1,'.repeat(30_000)}1]`],
    ['ten thousand objects', `[${'{},'.repeat(10_000)}{}]`],
    ['an endless number', '9'.repeat(60_000)],
  ])('though a part of it is made of %s', async (_what, bomb) => {
    const { send, inbounds, unknown } = await start();
    const bodies = ['message', 'sender', 'info', 'more', '__proto__'].map((key) =>
      JSON.stringify(hello).replace(/\}$/, `,"${key}":${bomb}}`),
    );
    for (const body of bodies) {
      const mac = { ...json, 'x-zevent-signature': sign(body, String(now)) };
      expect((await send(body, mac)).status).toBe(200);
      expect((await send(body, { ...json, 'x-zevent-signature': '0'.repeat(64) })).status).toBe(401);
    }
    // What nobody reads may be anything; a message or person made of it is kept to be looked at.
    expect(inbounds).toHaveLength(3);
    expect(unknown.map(({ payload: kept }) => kept)).toStrictEqual([bodies[0], bodies[1]]);
  });

  it('with attachments without end, of which the first counts', async () => {
    const { post, inbounds } = await start();
    const attachments = Array.from({ length: 1500 }, () => ({ payload: { url: 'https://cdn/a' } }));
    expect(await post(attached('user_send_image', undefined, { attachments }))).toBe(200);
    expect(inbounds[0]?.content).toStrictEqual({
      type: 'attachment',
      file: { kind: 'photo', sourceRef: 'https://cdn/a' },
      caption: '',
    });
  });
});

describe('what a person does', () => {
  const doing = payloads.filter(({ event_name: name }) => /^(?:user_send_|follow|user_submit)/.test(String(name)));

  it.each(doing.map((event) => [String(event['event_name']), event] as const))(
    'opens the time for writing before it is answered: %s',
    async (_name, event) => {
      const { post, order, windows } = await start();
      expect(await post(at(now - 1000, event))).toBe(200);
      expect(order).toStrictEqual(['window', 'inbound']);
      expect(windows).toStrictEqual([[user, now - 1000]]);
    },
  );

  it('opens it no longer than from now', async () => {
    const { post, windows } = await start();
    expect(await post(at(now + 60_000, hello))).toBe(200);
    expect(windows).toStrictEqual([[user, now]]);
  });

  it('opens it with a button that carries nothing, too', async () => {
    const { post, windows, inbounds } = await start();
    expect(await post(payload('user_click_button'))).toBe(200);
    expect(windows).toHaveLength(1);
    expect(inbounds).toStrictEqual([]);
  });

  it('has the same id when it is sent again', async () => {
    const { post, inbounds } = await start();
    for (const event of doing) {
      inbounds.length = 0;
      expect([await post(event), await post(event)]).toStrictEqual([200, 200]);
      expect(inbounds[1]).toStrictEqual(inbounds[0]);
    }
  });

  it('closes it by leaving', async () => {
    const { post, closed, inbounds, windows } = await start();
    expect(await post(at(now - 1000, payload('unfollow')))).toBe(200);
    expect(closed).toStrictEqual([[user, now - 1000]]);
    expect([inbounds, windows]).toStrictEqual([[], []]);
  });
});

describe('an event', () => {
  it.each(['user_seen_message', 'user_received_message', 'oa_send_text', 'add_user_to_tag'])(
    'of no interest changes nothing: %s',
    async (name) => {
      const { post, nothingDone, log } = await start();
      expect(await post(payload(name))).toBe(200);
      nothingDone();
      expect(log).toStrictEqual([]);
    },
  );

  it('of another OA is left out, and does not come again', async () => {
    const { post, nothingDone, log } = await start();
    expect(await post({ ...hello, recipient: { id: '1' } })).toBe(200);
    expect(await post({ ...hello, app_id: '1' })).toBe(200);
    nothingDone();
    expect(log).toHaveLength(2);
  });

  it('of an unknown kind is kept as it came', async () => {
    const { post, unknown, inbounds, windows } = await start();
    const event = { ...hello, event_name: 'anonymous_send_text' };
    expect(await post(event)).toBe(200);
    expect(unknown).toStrictEqual([{ name: 'anonymous_send_text', payload: JSON.stringify(event) }]);
    expect([inbounds, windows]).toStrictEqual([[], []]);
  });

  it.each([
    ['x'.repeat(61), 'x'.repeat(60)],
    ['tên\n"lạ" <b>', 't_n__l____b_'],
    ['__proto__', '__proto__'],
    ['😀', '__'],
  ])('has a name that may be stored: %j', async (name, kept) => {
    const { post, unknown } = await start();
    expect(await post({ ...hello, event_name: name })).toBe(200);
    expect(unknown).toMatchObject([{ name: kept }]);
  });

  it('that cannot be read is kept, and the log has only its name', async () => {
    const { post, unknown, log, inbounds } = await start();
    const event = { ...hello, sender: { id: Number(user) } };
    expect(await post(event)).toBe(200);
    expect(unknown).toStrictEqual([{ name: 'user_send_text', payload: JSON.stringify(event) }]);
    expect(inbounds).toStrictEqual([]);
    expect(log).toHaveLength(1);
    expect(log.join()).toContain('"event":"user_send_text"');
    expect(log.join()).not.toMatch(/ngập|5510185758261927/);
  });
});

describe('the answer', () => {
  it('is 200 only after what was said is stored', async () => {
    let commit: (outcome: InboundOutcome) => void = () => undefined;
    const handling = new Promise<void>((begun) => {
      void start({
        handleInbound: () =>
          new Promise((resolve) => {
            commit = resolve;
            begun();
          }),
      }).then(({ post }) => {
        answer = post(hello).then((status) => (answered = status));
      });
    });
    let answered: number | undefined;
    let answer: Promise<number> | undefined;
    await handling;
    // A whole exchange with the same server, so that an answer given too early would be here by now.
    expect(await served?.post({ ...hello, timestamp: '1' })).toBe(401);
    expect(answered).toBeUndefined();
    commit({ type: 'handled' });
    expect(await answer).toBe(200);
  });

  it.each([
    ['handled', 200],
    ['repeated', 200],
    ['unavailable', 503],
  ] as const)('to what was %s', async (type, status) => {
    const { post } = await start({ handleInbound: () => Promise.resolve({ type }) });
    expect(await post(hello)).toBe(status);
  });

  it.each<[what: string, own: Parameters<typeof record>[0], event: Payload]>([
    ['handling', { handleInbound: () => Promise.reject(new TypeError(user)) }, hello],
    ['the time for writing', { windows: { open: () => Promise.reject(new TypeError(user)) } }, hello],
    [
      'leaving',
      { events: { ...record().deps.events, closed: () => Promise.reject(new TypeError(user)) } },
      payload('unfollow'),
    ],
    [
      'keeping',
      { events: { ...record().deps.events, unknown: () => Promise.reject(new TypeError(user)) } },
      { ...hello, event_name: 'new' },
    ],
    [
      'a bug at once',
      {
        handleInbound: () => {
          throw new TypeError(user);
        },
      },
      hello,
    ],
  ])('is 503 when %s fails, and the log says why, but not of whom', async (_what, own, event) => {
    const { post, log, inbounds } = await start(own);
    expect(await post(event)).toBe(503);
    expect(inbounds).toStrictEqual([]);
    expect(log.join()).toContain('TypeError');
    expect(log.join()).not.toContain(user);
  });

  it('is 503 in good time when the store is slow, and how that ends is not lost', async () => {
    let fail: (error: Error) => void = () => undefined;
    const slow = new Promise<InboundOutcome>((_resolve, reject) => {
      fail = reject;
    });
    const { send, log } = await start({ handleInbound: () => slow });
    const { body, signature } = signed(hello);
    const { status, ms } = await send(body, { ...json, 'x-zevent-signature': signature });
    expect(status).toBe(503);
    expect(ms).toBeGreaterThan(1400);
    expect(ms).toBeLessThan(2000);
    expect(log).toHaveLength(1);
    fail(new RangeError('late'));
    await vi.waitFor(() => {
      expect(log.join()).toContain('RangeError');
    });
  });
});

describe('with a real store', () => {
  async function startOnStore() {
    const opened = await openTestStore();
    onTestFinished(opened.remove);
    const { store, seal } = opened;
    const places = await loadPlaces(store);
    const directory = buildDirectory(places.units, places.formerUnits, places.provinceNames);
    const replies: string[] = [];
    const world = { directory, forms: [pks05()], homeProvince: provinceCode('24'), understand: understandAs() };
    const handleInbound = createInboundHandler({
      store,
      world: { ...world, seal, log: quiet },
      sendNow: (sent) => replies.push(...sent.map(({ reply }) => reply.text)),
      wakeRelay: () => undefined,
    });
    const windows = createSendingWindows(store, 'zalo', { messages: 8, ms: 48 * 3_600_000 });
    const parts = await start({ seal, handleInbound, windows, events: createChannelEvents(store, 'zalo') });
    const chat = seal.chatId('zalo', user);
    return { ...parts, store, chat, replies, windows };
  }

  it('an event that comes three times is answered once, and the time for writing is open', async () => {
    const { post, replies, windows, store } = await startOnStore();
    expect((await windows.take(user, now)).type).toBe('closed');
    const event = text('07351-pks05');
    expect(await Promise.all([post(event), post(event)])).toStrictEqual([200, 200]);
    expect((await windows.take(user, now)).type).toBe('free');
    expect(await post(event)).toBe(200);
    expect(replies).toHaveLength(1);
    expect(replies[0]).toContain('Ngọc Thiện');
    // The third did not begin the count anew.
    expect(await store.db.sendingWindow.findMany()).toMatchObject([{ openedAt: BigInt(now), sent: 1 }]);
  });

  it('who leaves cannot be reached until he writes', async () => {
    const { post, store, chat } = await startOnStore();
    const reachable = async () => !(await store.db.chat.findUniqueOrThrow({ where: { id: chat } })).unreachable;
    await post(payload('follow'));
    expect(await reachable()).toBe(true);
    await post(payload('unfollow'));
    expect(await reachable()).toBe(false);
    await post(hello);
    expect(await reachable()).toBe(true);
  });

  it('unknown and unreadable events are kept once each, sealed', async () => {
    const { post, store } = await startOnStore();
    const unknown = { ...hello, event_name: 'user_reacted_message' };
    const unreadable = { ...hello, message: 'Đường ngập nước' };
    for (const event of [unknown, unreadable, unknown, unreadable]) expect(await post(event)).toBe(200);
    const kept = await store.write((tx) => countUnknownEvents(tx, 'zalo'));
    expect(kept.map(({ name, count }) => [name, count])).toStrictEqual([
      ['user_reacted_message', 1],
      ['user_send_text', 1],
    ]);
    const rows = await store.db.unknownEvent.findMany();
    expect(rows.map((row) => Buffer.from(row.payload).toString()).join()).not.toContain('ngập');
  });

  it('a locked store has Zalo come again, and the message counts once', async () => {
    const { post, send, store, replies } = await startOnStore();
    const { body, signature } = signed(hello);
    let unlock = (): void => undefined;
    const open = new Promise<void>((resolve) => {
      unlock = resolve;
    });
    let locked = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const locking = store.write(async (tx) => {
      await tx.inboundEvent.create({ data: { channel: 'web', externalId: 'lock', receivedAt: 1 } });
      locked();
      await open;
    });
    await held;
    const { status, ms } = await send(body, { ...json, 'x-zevent-signature': signature });
    expect(status).toBe(503);
    expect(ms).toBeLessThan(2000);
    unlock();
    await locking;
    expect(await post(hello)).toBe(200);
    await vi.waitFor(() => {
      expect(replies).toHaveLength(1);
    });
    expect(await post(hello)).toBe(200);
    expect(replies).toHaveLength(1);
    expect(await store.db.inboundEvent.count({ where: { channel: 'zalo' } })).toBe(1);
  });
});
