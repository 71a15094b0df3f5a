import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccessTokens, TokenResult } from '../../../bot/zalo/access-token.js';
import { createZaloApi } from '../../../bot/zalo/api.js';
import { freeMessages } from '../../../bot/zalo/bot.js';
import { createPace } from '../../../bot/zalo/pace.js';
import { createZaloSender } from '../../../bot/zalo/send.js';
import { texts } from '../../../bot/zalo/texts.vi.js';
import type { Reply } from '../../../core/reply.js';
import type { OutgoingFile, OutgoingMessage, Sender } from '../../../core/sender.js';
import { createSendingWindows, type SendingWindows } from '../../../handlers/sending-windows.js';
import type { Fault } from '../../fakes/telegram/faults.js';
import { listen } from '../../fakes/telegram/http.js';
import { startFakeZalo, type FakeZalo, type FakeZaloOptions, type ZaloPerson } from '../../fakes/zalo/server.js';
import { knownQuotas } from '../../../prisma/store/sending-windows.js';
import { openTestStore, type TestStore } from '../../support/store.js';
import { collectLog } from '../telegram/support.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let fake: FakeZalo;
let opened: TestStore;
let folder: string;
let windows: SendingWindows;
let tokens: TestTokens;
let log: ReturnType<typeof collectLog>;

beforeEach(async () => {
  opened = await openTestStore();
  folder = await mkdtemp(path.join(tmpdir(), 'zalo-'));
  windows = createSendingWindows(opened.store, 'zalo', freeMessages);
  log = collectLog();
  await start({});
});

afterEach(async () => {
  await fake.stop();
  await opened.remove();
  await rm(folder, { recursive: true });
});

async function start(options: FakeZaloOptions): Promise<void> {
  fake = await startFakeZalo(options);
  tokens = testTokens(fake.tokens.access());
}

/** The fake again, of an OA that pays. */
async function startPaying(): Promise<void> {
  await fake.stop();
  await start({ paid: true });
}

let keys = 0;
type TestTokens = Pick<AccessTokens, 'current' | 'renew'> & { readonly refused: string[] };

/** Tokens that are renewed by asking the fake for another one, or by what a test says. */
function testTokens(first: string, renewed?: TokenResult): TestTokens {
  let token = first;
  const refused: string[] = [];
  return {
    refused,
    current: () => Promise.resolve({ type: 'token', token }),
    renew: (old) => {
      refused.push(old);
      if (renewed !== undefined) return Promise.resolve(renewed);
      token = fake.tokens.access();
      return Promise.resolve({ type: 'token', token });
    },
  };
}

function senderWith({ link = true, pays = false, apiRoot = fake.url, patienceMs = 10_000 } = {}): Sender {
  return createZaloSender({
    config: { apiRoot, messagesPerSecond: 1000, paysForMessages: pays },
    api: createZaloApi({ config: { apiRoot }, tokens, patienceMs }),
    windows,
    fileLink: (id) => (link ? `https://chat.example.vn/tep/${id}?s=x` : undefined),
    log: log.log,
    now: fake.clock.now,
  });
}

/** Somebody who wrote just now, or so long ago. */
async function somebody(wroteMsAgo = 0): Promise<ZaloPerson> {
  const person = fake.person({ wroteMsAgo });
  await windows.open(person.id, fake.clock.now() - wroteMsAgo);
  return person;
}

/** He writes again; here nobody listens to it but the clock of the windows. */
async function writes(person: ZaloPerson): Promise<void> {
  const webhook = http.createServer((_request, response) => response.end());
  fake.connect(await listen(webhook, 0));
  fake.clock.advance(1000);
  await person.says('ok');
  await windows.open(person.id, fake.clock.now());
  webhook.closeAllConnections();
  webhook.close();
}

function message({ id }: ZaloPerson, reply: Reply | string, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  keys += 1;
  return {
    key: `ob-${keys}`,
    address: id,
    reply: typeof reply === 'string' ? { text: reply } : reply,
    files: [],
    ...more,
  };
}

async function file(kind: OutgoingFile['kind'], mime: string, bytes: Buffer): Promise<OutgoingFile> {
  keys += 1;
  const place = path.join(folder, String(keys));
  await writeFile(place, bytes);
  return { id: `att_${keys}`, kind, mime, path: place };
}

const jpeg = () =>
  sharp({ create: { width: 32, height: 24, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
const voice = Buffer.from('OggS and so on');
const failed = (failure: object) => ({ type: 'failed', ...failure });
const shown = ({ screen }: ZaloPerson) => screen.map(({ text, image }) => (image === undefined ? text : 'ảnh'));

describe('a message', () => {
  it('brings its text, and buttons that answer', async () => {
    const person = await somebody();
    const buttons = [[{ label: 'Có', data: 'p:1:co' }], [{ label: 'Không', data: 'p:1:khong' }]];
    expect(await senderWith().send(message(person, { text: 'Đồng ý?', buttons }))).toStrictEqual({ type: 'sent' });
    expect(await person.next()).toMatchObject({
      text: 'Đồng ý?',
      buttons: [
        { title: 'Có', type: 'oa.query.hide', payload: 'p:1:co' },
        { title: 'Không', type: 'oa.query.hide', payload: 'p:1:khong' },
      ],
    });
    fake.verify();
  });

  it('that is too long comes in parts', async () => {
    const person = await somebody();
    const text = Array.from({ length: 900 }, (_, at) => `chữ ${at}`).join(' ');
    expect(await senderWith().send(message(person, text))).toStrictEqual({ type: 'sent' });
    expect(person.screen.length).toBeGreaterThan(1);
    expect(shown(person).join(' ')).toBe(text);
    fake.verify();
  });

  it('is followed by its photos, by links to its voice notes, and by its chart', async () => {
    const person = await somebody();
    const sound = await file('voice', 'audio/ogg', voice);
    const files = [await file('photo', 'image/jpeg', await jpeg()), sound];
    const png = await sharp(await jpeg())
      .png()
      .toBuffer();
    const picture = { png: new Uint8Array(png), alt: 'Biểu đồ' };
    expect(await senderWith().send(message(person, 'Hồ sơ', { files, picture }))).toStrictEqual({ type: 'sent' });
    const link = `Ghi âm: https://chat.example.vn/tep/${sound.id}?s=x (mở được trong 7 ngày)`;
    expect(shown(person)).toStrictEqual(['Hồ sơ', 'ảnh', link, 'ảnh']);
    expect(person.screen[1]?.image?.subarray(0, 2)).toStrictEqual(Buffer.from([0xff, 0xd8]));
    expect(person.screen[3]?.image).toStrictEqual(png);
    fake.verify();
  });

  it('brings large photos and large charts smaller', async () => {
    const person = await somebody();
    const large = await sharp({
      create: {
        width: 1400,
        height: 1100,
        channels: 3,
        background: 'gray',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    expect(large.length).toBeGreaterThan(1_000_000);
    const files = [await file('photo', 'image/png', large)];
    const picture = { png: new Uint8Array(large), alt: 'Biểu đồ' };
    expect(await senderWith().send(message(person, 'Hồ sơ', { files, picture }))).toStrictEqual({ type: 'sent' });
    expect(shown(person)).toStrictEqual(['Hồ sơ', 'ảnh', 'ảnh']);
    for (const { image } of person.screen.slice(1)) expect(image?.length).toBeLessThanOrEqual(1_000_000);
    fake.verify();
  });

  it('says what cannot be sent where this server has no address', async () => {
    const person = await somebody();
    const files = [await file('voice', 'audio/ogg', voice), await file('photo', 'image/jpeg', Buffer.from('no photo'))];
    expect(await senderWith({ link: false }).send(message(person, 'Hồ sơ', { files }))).toStrictEqual({ type: 'sent' });
    expect(shown(person)).toStrictEqual(['Hồ sơ', texts.noFile('voice'), texts.noFile('photo')]);
  });

  it.each([
    ['upload', -210],
    ['upload', -224],
    ['message', -201],
  ])('brings a link to a photo that Zalo refuses at the %s', async (endpoint, code) => {
    const person = await somebody();
    const photo = await file('photo', 'image/jpeg', await jpeg());
    const sender = senderWith();
    expect(await sender.send(message(person, 'Hồ sơ'))).toStrictEqual({ type: 'sent' });
    fake.faults.add(endpoint, { type: 'error', code }, 1);
    const outcome = await sender.send(message(person, '', { files: [photo] }));
    expect(outcome).toStrictEqual({ type: 'sent' });
    expect(shown(person).at(-1)).toContain(`Ảnh: https://chat.example.vn/tep/${photo.id}`);
    fake.verify();
  });

  it('still brings the other files when one is lost, and says so', async () => {
    const person = await somebody();
    const lost: OutgoingFile = { id: 'att_lost', kind: 'photo', mime: 'image/png', path: path.join(folder, 'lost') };
    const files = [lost, await file('photo', 'image/jpeg', await jpeg())];
    expect(await senderWith().send(message(person, 'Hồ sơ', { files }))).toMatchObject(failed({ because: 'rejected' }));
    expect(shown(person)).toStrictEqual(['Hồ sơ', 'ảnh']);
  });

  it('goes on where it stopped when it is tried again', async () => {
    const person = await somebody();
    const files = [await file('photo', 'image/jpeg', await jpeg()), await file('voice', 'audio/ogg', voice)];
    const again = message(person, 'Hồ sơ', { files });
    const sender = senderWith();
    fake.faults.add('upload', { type: 'html' }, 1);
    expect(await sender.send(again)).toStrictEqual(failed({ because: 'unreachable' }));
    expect(await sender.send(again)).toStrictEqual({ type: 'sent' });
    expect(shown(person)).toMatchObject(['Hồ sơ', 'ảnh', expect.stringContaining('Ghi âm')]);
    fake.verify();
  });

  it('that is worded anew before it goes on brings what has not come yet, and nothing twice', async () => {
    const person = await somebody();
    const photos = [await file('photo', 'image/jpeg', await jpeg()), await file('photo', 'image/jpeg', await jpeg())];
    const voiceNote = await file('voice', 'audio/ogg', voice);
    const first = message(person, 'Hồ sơ', { files: [...photos.slice(1), voiceNote] });
    const sender = senderWith();
    fake.faults.add('message', { type: 'error', code: -9999 }, 1);
    fake.faults.add('upload', { type: 'html' }, 1);
    expect(await sender.send(first)).toStrictEqual(failed({ because: 'unreachable' }));
    expect(await sender.send(first)).toStrictEqual(failed({ because: 'unreachable' }));
    expect(shown(person)).toStrictEqual(['Hồ sơ']);
    // Meanwhile the first photo was fetched.
    expect(await sender.send({ ...first, files: [...photos, voiceNote] })).toStrictEqual({ type: 'sent' });
    expect(shown(person)).toMatchObject(['Hồ sơ', 'ảnh', 'ảnh', expect.stringContaining('Ghi âm')]);
    expect(await sender.send(message(person, 'Hồ sơ khác'))).toStrictEqual({ type: 'sent' });
    fake.verify();
  });

  it('with a button that carries too much is never tried', async () => {
    const person = await somebody();
    const buttons = [[{ label: 'x', data: 'x'.repeat(1001) }]];
    const outcome = await senderWith().send(message(person, { text: 'x', buttons }));
    expect(outcome).toMatchObject(failed({ because: 'rejected' }));
    expect(fake.calls).toStrictEqual([]);
  });
});

describe('what Zalo allows after a person has written', () => {
  const sendMany = async (sender: Sender, person: ZaloPerson, count: number) => {
    for (let at = 1; at <= count; at += 1)
      expect(await sender.send(message(person, `Tin ${at}`))).toStrictEqual({ type: 'sent' });
  };

  it('are eight messages; the last one says how to get more, and what is behind waits', async () => {
    const person = await somebody();
    const sender = senderWith();
    await sendMany(sender, person, 8);
    expect(await sender.send(message(person, 'Tin 9'))).toStrictEqual(failed({ because: 'not-now' }));
    expect(shown(person).slice(-2)).toStrictEqual(['Tin 7', `Tin 8\n\n${texts.writeForMore}`]);
    expect(fake.calls).toHaveLength(8);
    fake.verify();
  });

  it('can end within a message, which goes on once he has written', async () => {
    const person = await somebody();
    const sender = senderWith();
    await sendMany(sender, person, 6);
    const photo = await file('photo', 'image/jpeg', await jpeg());
    const long = message(person, 'Hồ sơ', { files: [photo, await file('voice', 'audio/ogg', voice)] });
    expect(await sender.send(long)).toStrictEqual(failed({ because: 'not-now' }));
    // The line stands under the photo, where Zalo shows its text.
    expect(person.screen.slice(6)).toMatchObject([
      { text: 'Hồ sơ' },
      { text: texts.writeForMore, image: expect.any(Buffer) as Buffer },
    ]);
    expect(await sender.send(long)).toStrictEqual(failed({ because: 'not-now' }));
    await writes(person);
    expect(await sender.send(long)).toStrictEqual({ type: 'sent' });
    expect(shown(person).slice(8)).toMatchObject([expect.stringContaining('Ghi âm')]);
    fake.verify();
  });

  it('is counted as Zalo counts it, where that differs', async () => {
    const person = await somebody();
    // Another program has sent three in the name of the OA.
    for (let at = 0; at < 3; at += 1) await senderWith().send(message(person, 'x'));
    await windows.open(person.id, fake.clock.now() + 1);
    expect(await windows.take(person.id, fake.clock.now() + 1)).toMatchObject({ left: 7 });
    expect(await senderWith().send(message(person, 'x'))).toStrictEqual({ type: 'sent' });
    expect(await windows.take(person.id, fake.clock.now() + 1)).toMatchObject({ left: 3 });
  });

  it('is not given back to a window that was opened since', async () => {
    const person = await somebody();
    const taken = await windows.take(person.id, fake.clock.now());
    if (taken.type === 'closed') throw new Error('it should be open');
    await windows.open(person.id, fake.clock.now() + 1);
    expect(await windows.take(person.id, fake.clock.now() + 1)).toMatchObject({ left: 7 });
    await windows.giveBack(person.id, taken.openedAt);
    expect(await windows.take(person.id, fake.clock.now() + 1)).toMatchObject({ left: 6 });
  });

  it('is not corrected by what Zalo counted before it was opened', async () => {
    const person = await somebody();
    const taken = await windows.take(person.id, fake.clock.now());
    if (taken.type === 'closed') throw new Error('it should be open');
    await windows.open(person.id, fake.clock.now() + 1);
    await windows.correct(person.id, taken.openedAt, 0);
    expect(await windows.take(person.id, fake.clock.now() + 1)).toMatchObject({ left: 7 });
  });

  it('ends after 48 hours', async () => {
    const sender = senderWith();
    expect(await sender.send(message(await somebody(48 * hourMs - 60_000), 'x'))).toStrictEqual({ type: 'sent' });
    expect(await sender.send(message(await somebody(48 * hourMs), 'x'))).toStrictEqual(failed({ because: 'not-now' }));
    expect(fake.calls).toHaveLength(1);
  });

  it('is nothing where he never wrote', async () => {
    const person = fake.person({ follows: true });
    expect(await senderWith({ pays: true }).send(message(person, 'x'))).toStrictEqual(failed({ because: 'not-now' }));
    expect(fake.calls).toStrictEqual([]);
  });

  it('goes on for seven days where the OA pays', async () => {
    await startPaying();
    const sender = senderWith({ pays: true });
    const person = await somebody();
    await sendMany(sender, person, 10);
    // The eighth does not ask for a word: the ninth comes all the same.
    expect(person.screen.some(({ text }) => text.includes(texts.writeForMore))).toBe(false);
    expect(await knownQuotas(opened.store.db, 'zalo')).toMatchObject([{ kind: 'purchase_quota', total: 2000 }]);
    expect(await sender.send(message(await somebody(7 * dayMs - 60_000), 'x'))).toStrictEqual({ type: 'sent' });
    const calls = fake.calls.length;
    expect(await sender.send(message(await somebody(7 * dayMs), 'x'))).toStrictEqual(failed({ because: 'not-now' }));
    expect(fake.calls).toHaveLength(calls);
    fake.verify();
  });

  it('is not used up by what did not arrive', async () => {
    const person = await somebody();
    const sender = senderWith();
    fake.faults.add('message', { type: 'html' }, 20);
    for (let at = 0; at < 20; at += 1) await sender.send(message(person, 'x'));
    await sendMany(sender, person, 8);
    expect(shown(person).at(-1)).toContain(texts.writeForMore);
    fake.verify();
  });

  it('and what was paid for gives nothing back when it fails', async () => {
    await startPaying();
    const person = await somebody();
    const sender = senderWith({ pays: true });
    await sendMany(sender, person, 8);
    fake.faults.add('message', { type: 'html' }, 3);
    for (let at = 0; at < 3; at += 1) await sender.send(message(person, 'x'));
    expect(await windows.take(person.id, fake.clock.now())).toMatchObject({ type: 'closed' });
  });
});

describe('a token', () => {
  it.each(['expire', 'forget'] as const)('is renewed once when Zalo refuses it: %s', async (what) => {
    const person = await somebody();
    const old = await tokens.current();
    fake.tokens[what]();
    expect(await senderWith().send(message(person, 'x'))).toStrictEqual({ type: 'sent' });
    expect([tokens.refused.length, tokens.refused[0]]).toStrictEqual([1, old.type === 'token' ? old.token : undefined]);
    expect(fake.calls.map(({ error }) => error).at(-1)).toBe(0);
  });

  it('is renewed for an upload, too', async () => {
    const person = await somebody();
    fake.faults.add('upload', { type: 'error', code: -124 }, 1);
    const files = [await file('photo', 'image/jpeg', await jpeg())];
    expect(await senderWith().send(message(person, 'x', { files }))).toStrictEqual({ type: 'sent' });
    expect(tokens.refused).toHaveLength(1);
  });

  it('is renewed after HTTP 401, and no third time is tried', async () => {
    const person = await somebody();
    fake.faults.add('message', { type: 'error', code: 401 }, 2);
    const outcome = await senderWith().send(message(person, 'x'));
    expect(outcome).toMatchObject(failed({ because: 'misconfigured' }));
    expect([tokens.refused.length, fake.calls.length]).toStrictEqual([1, 2]);
    fake.verify();
  });

  it.each([
    ['lost', 'throttled'],
    ['missing', 'throttled'],
    ['unreachable', 'unreachable'],
  ] as const)('that cannot be renewed (%s): %s', async (because, meaning) => {
    const person = await somebody();
    tokens = testTokens('nonsense', { type: 'none', because });
    fake.faults.add('message', { type: 'error', code: -216 }, 1);
    expect(await senderWith().send(message(person, 'x'))).toMatchObject(failed({ because: meaning }));
    fake.verify();
  });

  it('is told to nobody: not with a failure, nor in the log, nor along a redirection', async () => {
    const person = await somebody();
    const heard: string[] = [];
    const other = http.createServer((request, response) => {
      heard.push(request.url ?? '');
      response.end();
    });
    const to = await listen(other, 0);
    fake.faults.add('message', { type: 'redirect', to }, 1);
    fake.faults.add('message', { type: 'error', code: -216 }, 2);
    const sender = senderWith();
    const token = fake.tokens.access();
    tokens = testTokens(token);
    const outcomes = [
      await sender.send(message(person, 'một câu')),
      await senderWith().send(message(person, 'một câu')),
    ];
    expect(outcomes).toMatchObject([{ because: 'unreachable' }, { because: 'misconfigured' }]);
    expect(heard).toStrictEqual([]);
    for (const secret of [token, person.id, 'một câu'])
      expect(JSON.stringify([outcomes, log.lines])).not.toContain(secret);
    other.close();
  });
});

const failures: readonly (readonly [what: string, fault: Fault, outcome: object])[] = [
  ['too many calls', { type: 'throttle', retryAfter: 1 }, { because: 'throttled', retryAfterMs: 60_000 }],
  ["a proxy's 429", { type: 'error', code: 429 }, { because: 'throttled', retryAfterMs: 60_000 }],
  ["a proxy's page", { type: 'html' }, { because: 'unreachable' }],
  ['a broken connection', { type: 'drop' }, { because: 'unreachable' }],
  ['a code that nobody knows', { type: 'error', code: -9999 }, { because: 'unreachable' }],
  ['an OA that was disabled', { type: 'error', code: -204 }, { because: 'misconfigured' }],
  ['an OA that may send no free message', { type: 'error', code: -211 }, { because: 'not-now' }],
  ['a window that is closed after all', { type: 'error', code: -230 }, { because: 'not-now' }],
];

describe('a failure', () => {
  it.each([-211, -321])('of sending: an OA that pays, and cannot any more: what is free goes on (%s)', async (code) => {
    await startPaying();
    const sender = senderWith({ pays: true });
    fake.faults.add('message', { type: 'error', code }, 1);
    expect(await sender.send(message(await somebody(3 * dayMs), 'x'))).toStrictEqual(failed({ because: 'not-now' }));
    expect(await sender.send(message(await somebody(), 'x'))).toStrictEqual({ type: 'sent' });
    fake.verify();
  });

  it.each(failures)('of sending: %s', async (_what, fault, outcome) => {
    const person = await somebody();
    fake.faults.add('message', fault, 1);
    expect(await senderWith().send(message(person, 'x'))).toMatchObject(failed(outcome));
    fake.verify();
  });

  it('of sending: somebody who left, is banned, or wants nothing', async () => {
    const sender = senderWith();
    for (const person of [fake.person(), fake.person({ banned: -227, follows: true }), fake.person({ banned: -244 })]) {
      await windows.open(person.id, fake.clock.now());
      expect(await sender.send(message(person, 'x'))).toStrictEqual(failed({ because: 'blocked' }));
    }
  });

  it('of sending: nobody listens', async () => {
    const person = await somebody();
    const sender = senderWith({ apiRoot: 'http://127.0.0.1:1' });
    expect(await sender.send(message(person, 'x'))).toStrictEqual(failed({ because: 'unreachable' }));
  });

  it('of sending: no answer in time', async () => {
    const person = await somebody();
    fake.faults.add('message', { type: 'hang' }, 1);
    const outcome = await senderWith({ patienceMs: 50 }).send(message(person, 'x'));
    expect(outcome).toStrictEqual(failed({ because: 'unreachable' }));
    fake.verify();
  });

  it('of sending: an answer without end', async () => {
    const person = await somebody();
    const endless = http.createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        if (!response.destroyed) response.write(' '.repeat(100_000), more);
      };
      more();
    });
    const sender = senderWith({ apiRoot: await listen(endless, 0) });
    expect(await sender.send(message(person, 'x'))).toStrictEqual(failed({ because: 'unreachable' }));
    endless.closeAllConnections();
    endless.close();
  });

  it('stays with everybody: when Zalo speaks of the rate, the next message is not even tried', async () => {
    const sender = senderWith();
    fake.faults.add('message', { type: 'throttle', retryAfter: 1 }, 1);
    await sender.send(message(await somebody(), 'x'));
    expect(await sender.send(message(await somebody(), 'x'))).toMatchObject(failed({ because: 'throttled' }));
    expect(fake.calls).toHaveLength(1);
  });
});

describe('the pace', () => {
  it('lets a few out at once, then one by one, and sends away who would wait for long', () => {
    let time = 0;
    const pace = createPace(20, () => time);
    const turns = (count: number) => Array.from({ length: count }, () => pace.take().waitMs);
    expect(turns(5)).toStrictEqual([0, 0, 50, 100, 150]);
    time = 10_000;
    expect(turns(3)).toStrictEqual([0, 0, 50]);
    const types = Array.from({ length: 100 }, () => pace.take().type);
    expect(types.filter((type) => type === 'turn')).toHaveLength(61);
    time = 20_000;
    pace.hold(60_000);
    expect(pace.take()).toStrictEqual({ type: 'later', waitMs: 60_000 });
    time = 80_000;
    expect(pace.take()).toStrictEqual({ type: 'turn', waitMs: 0 });
  });
});

it('a file that a person sent is fetched from where the event said', async () => {
  const root = http.createServer((_request, response) => response.end('OggS'));
  const apiRoot = await listen(root, 0);
  expect(await senderWith({ apiRoot }).fetchFile(`${apiRoot}/cdn/a.aac`, 'voice')).toStrictEqual({
    type: 'fetched',
    bytes: new Uint8Array(Buffer.from('OggS')),
  });
  root.closeAllConnections();
  root.close();
});
