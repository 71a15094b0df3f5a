import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectApi } from '../../../bot/telegram/api.js';
import { createTelegramSender } from '../../../bot/telegram/send.js';
import { texts } from '../../../bot/telegram/texts.vi.js';
import type { Reply } from '../../../core/reply.js';
import { attachmentLimit, type OutgoingFile, type SendOutcome } from '../../../core/sender.js';
import { startFakeTelegram, type FakeTelegram } from '../../fakes/telegram/server.js';
import type { Fault } from '../../fakes/telegram/faults.js';
import { configFor, photo } from './support.js';

let fake: FakeTelegram;
let folder: string;

beforeEach(async () => {
  fake = await startFakeTelegram();
  folder = await mkdtemp(path.join(tmpdir(), 'telegram-'));
});

afterEach(async () => {
  await fake.close();
  await rm(folder, { recursive: true });
});

const senderFor = (token = fake.token) => {
  const config = { ...configFor(fake), token };
  return createTelegramSender(config, connectApi(config));
};

let keys = 0;
function send(
  address: number,
  reply: Reply,
  files: readonly OutgoingFile[] = [],
  token = fake.token,
): Promise<SendOutcome> {
  keys += 1;
  return senderFor(token).send({ key: `ob-${keys}`, address: String(address), reply, files });
}

async function file(kind: OutgoingFile['kind'], mime: string, bytes: Buffer): Promise<OutgoingFile> {
  keys += 1;
  const place = path.join(folder, String(keys));
  await writeFile(place, bytes);
  return { id: `att_${keys}`, kind, mime, path: place };
}

describe('a message', () => {
  it('has plain text and buttons with their stress', async () => {
    const user = fake.user(42);
    const buttons = [
      [
        { label: 'Rất *nhanh*', data: 'p:1:a' },
        { label: 'Chậm', data: 'p:1:b' },
      ],
      [{ label: 'Hủy', data: 'p:1:cancel', tone: 'danger' as const }],
    ];
    expect(await send(42, { text: 'Câu 3/10\n<b>không phải HTML</b>', buttons })).toStrictEqual({ type: 'sent' });
    expect(await user.next()).toMatchObject({
      text: 'Câu 3/10\n<b>không phải HTML</b>',
      buttons: [
        [
          { label: 'Rất *nhanh*', data: 'p:1:a' },
          { label: 'Chậm', data: 'p:1:b' },
        ],
        [{ label: 'Hủy', data: 'p:1:cancel', style: 'danger' }],
      ],
    });
    expect(fake.calls.at(-1)?.payload).toMatchObject({ link_preview_options: { is_disabled: true } });
    fake.verify();
  });

  it('may carry 64 bytes in a button and not one more', async () => {
    fake.user(42);
    const withData = (data: string) => send(42, { text: 'x', buttons: [[{ label: 'x', data }]] });
    expect(await withData('x'.repeat(64))).toStrictEqual({ type: 'sent' });
    expect(await withData(`${'x'.repeat(62)}ệ`)).toMatchObject({ type: 'failed', because: 'rejected' });
    fake.verify();
  });

  it('asks a group to answer by replying', async () => {
    const group = fake.group(-100);
    await send(-100, { text: 'Trả lời là gì?', expectsText: true });
    expect(await group.next()).toMatchObject({ text: 'Trả lời là gì?', forceReply: true });
    await send(-100, { text: 'Trả lời là gì?', expectsText: true, buttons: [[{ label: 'Thôi', data: 'p:1:x' }]] });
    const withButtons = await group.next();
    expect(withButtons).toMatchObject({ forceReply: false, buttons: [[{ label: 'Thôi' }]] });
    expect(withButtons.text).toContain(texts.answerByReplying);
  });

  it('asks a person without ceremony, and says how to share a place', async () => {
    const user = fake.user(42);
    await send(42, { text: 'Việc gì?', expectsText: true });
    expect(await user.next()).toMatchObject({ text: 'Việc gì?', forceReply: false });
    await send(42, { text: 'Ở đâu?', expectsLocation: true });
    expect((await user.next()).text).toBe(`Ở đâu?\n\n${texts.howToShareLocation}`);
  });

  it('is followed by its files', async () => {
    const user = fake.user(42);
    const voice = Buffer.from('OggS and so on');
    const recording = Buffer.from('webm and so on');
    const files = [
      await file('photo', 'image/jpeg', photo),
      await file('voice', 'audio/ogg', voice),
      await file('voice', 'audio/webm;codecs=opus', recording),
    ];
    expect(await send(42, { text: 'Hồ sơ' }, files)).toStrictEqual({ type: 'sent' });
    expect(await user.next()).toMatchObject({ text: 'Hồ sơ' });
    expect(await user.next()).toMatchObject({ text: '', file: { kind: 'photo', bytes: photo } });
    expect(await user.next()).toMatchObject({ file: { kind: 'voice', bytes: voice } });
    expect(await user.next()).toMatchObject({ file: { kind: 'document', bytes: recording } });
    fake.verify();
  });

  it('sends as a plain file what Telegram does not take for a photo', async () => {
    const user = fake.user(42);
    const odd = Buffer.from('no picture at all');
    expect(await send(42, { text: 'Hồ sơ' }, [await file('photo', 'image/png', odd)])).toStrictEqual({ type: 'sent' });
    await user.next();
    expect(await user.next()).toMatchObject({ file: { kind: 'document', bytes: odd } });
  });

  it('still brings the other files when one is lost, and says so', async () => {
    const user = fake.user(42);
    const lost: OutgoingFile = { id: 'att_lost', kind: 'photo', mime: 'image/png', path: path.join(folder, 'lost') };
    const outcome = await send(42, { text: 'Hồ sơ' }, [lost, await file('photo', 'image/png', photo)]);
    expect(outcome).toMatchObject({ type: 'failed', because: 'rejected' });
    await user.next();
    expect(await user.next()).toMatchObject({ file: { kind: 'photo' } });
  });

  it('ends with its chart, which is sent once however often the message is tried', async () => {
    const user = fake.user(42);
    const picture = { png: new Uint8Array(photo), alt: 'Biểu đồ' };
    const message = {
      key: 'ob-chart',
      address: '42',
      reply: { text: 'Kết quả' },
      files: [await file('photo', 'image/png', photo)],
    };
    const sender = senderFor();
    fake.failNext('sendPhoto', { type: 'error', code: 500 });
    expect(await sender.send({ ...message, picture })).toStrictEqual({ type: 'failed', because: 'unreachable' });
    expect(await sender.send({ ...message, picture })).toStrictEqual({ type: 'sent' });
    expect(user.messages.map(({ text, file: sent }) => sent?.kind ?? text)).toStrictEqual([
      'Kết quả',
      'photo',
      'photo',
    ]);
    expect(user.messages.at(-1)?.file?.bytes).toStrictEqual(photo);
    // Sent but for the chart, and then the chart cannot be drawn: nothing comes a second time.
    const again = { ...message, key: 'ob-chart-2', files: [] };
    fake.failNext('sendPhoto', { type: 'error', code: 502 });
    expect(await sender.send({ ...again, picture })).toMatchObject({ because: 'unreachable' });
    expect(await sender.send(again)).toStrictEqual({ type: 'sent' });
    expect(user.messages.map(({ text }) => text)).toStrictEqual(['Kết quả', '', '', 'Kết quả']);
    fake.verify();
  });

  it('sends a chart as a plain file where photos are not taken', async () => {
    const user = fake.user(42);
    const refusal = 'Bad Request: not enough rights to send photos to the chat';
    fake.failNext('sendPhoto', { type: 'error', code: 400, description: refusal });
    const picture = { png: new Uint8Array(photo), alt: 'Biểu đồ' };
    const message = { key: 'ob-file', address: '42', reply: { text: 'Kết quả' }, files: [], picture };
    expect(await senderFor().send(message)).toStrictEqual({ type: 'sent' });
    expect(user.messages.at(-1)).toMatchObject({ file: { kind: 'document', bytes: photo } });
    fake.verify();
  });

  it('goes on where it stopped when it is tried again', async () => {
    const user = fake.user(42);
    const files = [await file('photo', 'image/png', photo), await file('voice', 'audio/ogg', photo)];
    const sender = senderFor();
    const message = { key: 'ob-again', address: '42', reply: { text: 'Hồ sơ' }, files };
    fake.failNext('sendPhoto', { type: 'error', code: 500 });
    expect(await sender.send(message)).toStrictEqual({ type: 'failed', because: 'unreachable' });
    expect(await sender.send(message)).toStrictEqual({ type: 'sent' });
    expect(user.messages.map(({ text, file: sent }) => sent?.kind ?? text)).toStrictEqual(['Hồ sơ', 'photo', 'voice']);
    fake.verify();
  });
});

const failures: readonly (readonly [what: string, fault: Fault, outcome: object])[] = [
  ['a long 429', { type: 'throttle', retryAfter: 17 }, { because: 'throttled', retryAfterMs: 17_000 }],
  ['an error of the server', { type: 'error', code: 502 }, { because: 'unreachable' }],
  ["a proxy's page", { type: 'html' }, { because: 'unreachable' }],
  ['a broken connection', { type: 'drop' }, { because: 'unreachable' }],
  [
    'a deleted account',
    { type: 'error', code: 403, description: 'Forbidden: user is deactivated' },
    { because: 'blocked' },
  ],
  ['a revoked token', { type: 'error', code: 401, description: 'Unauthorized' }, { because: 'misconfigured' }],
  ['a server that is none', { type: 'error', code: 404, description: 'Not Found' }, { because: 'misconfigured' }],
  [
    'any other refusal',
    { type: 'error', code: 400, description: 'Bad Request: TOPIC_CLOSED' },
    { because: 'rejected' },
  ],
];

describe('a failure', () => {
  it.each(failures)('of sending: %s', async (_what, fault, outcome) => {
    fake.user(42);
    fake.failNext('sendMessage', fault);
    expect(await send(42, { text: 'x' })).toMatchObject({ type: 'failed', ...outcome });
    fake.verify();
  });

  it('of sending: an unknown chat, a blocked bot, a group that moved', async () => {
    expect(await send(99, { text: 'x' })).toStrictEqual({ type: 'failed', because: 'blocked' });
    fake.user(42).blocks();
    expect(await send(42, { text: 'x' })).toStrictEqual({ type: 'failed', because: 'blocked' });
    fake.group(-7).becomes(-1007);
    expect(await send(-7, { text: 'x' })).toStrictEqual({ type: 'failed', because: 'moved', address: '-1007' });
    fake.verify();
  });

  it('of sending: an empty text and one too long', async () => {
    fake.user(42);
    expect(await send(42, { text: ' ' })).toMatchObject({ because: 'rejected' });
    expect(await send(42, { text: 'x'.repeat(4097) })).toMatchObject({ because: 'rejected' });
    expect(() => {
      fake.verify();
    }).toThrow(/message text is empty\n.*message is too long/);
  });

  it('of sending: a wrong token, which is told to nobody', async () => {
    const token = `999999:${'B'.repeat(35)}`;
    const outcome = await send(42, { text: 'x' }, [], token);
    expect(outcome).toMatchObject({ type: 'failed', because: 'misconfigured' });
    expect(JSON.stringify(outcome)).not.toContain(token);
  });

  it('of sending: nobody listens', async () => {
    await fake.close();
    expect(await send(42, { text: 'x' })).toStrictEqual({ type: 'failed', because: 'unreachable' });
    fake = await startFakeTelegram();
  });

  it('of a redirection, which is not followed: the token is part of the address', async () => {
    const other = await startFakeTelegram();
    fake.user(42);
    other.user(42);
    fake.failNext('sendMessage', { type: 'redirect', to: `${other.root}/bot${fake.token}/sendMessage` });
    expect(await send(42, { text: 'x' })).toStrictEqual({ type: 'failed', because: 'unreachable' });
    const { fileId } = fake.user(42).sendsVoice(photo);
    fake.failNext('download', { type: 'redirect', to: other.root });
    expect(await senderFor().fetchFile(fileId, 'voice')).toStrictEqual({ type: 'failed', because: 'unreachable' });
    expect(other.calls).toStrictEqual([]);
    await other.close();
    fake.verify();
  });

  it('is no failure when Telegram asks for a short wait', async () => {
    fake.user(42);
    fake.failNext('sendMessage', { type: 'throttle', retryAfter: 1 });
    expect(await send(42, { text: 'x' })).toStrictEqual({ type: 'sent' });
    fake.verify();
  });

  it('stays with the chat: after a long 429 the next message is not even tried', async () => {
    fake.user(42);
    fake.user(43);
    const sender = senderFor();
    const sendTo = (address: string) => sender.send({ key: address, address, reply: { text: 'x' }, files: [] });
    fake.failNext('sendMessage', { type: 'throttle', retryAfter: 60 });
    await sendTo('42');
    expect(await sendTo('42')).toMatchObject({ because: 'throttled' });
    expect(fake.calls).toHaveLength(1);
    expect(await sendTo('43')).toStrictEqual({ type: 'sent' });
  });
});

describe('fetching a file', () => {
  it('brings its bytes', async () => {
    const bytes = Buffer.from('OggS and so on');
    const outcome = await senderFor().fetchFile(fake.user(42).sendsVoice(bytes).fileId, 'voice');
    expect(outcome).toStrictEqual({ type: 'fetched', bytes: new Uint8Array(bytes) });
    fake.verify();
  });

  it('takes no more bytes than are kept, whatever was said of the size', async () => {
    const bytes = Buffer.alloc(attachmentLimit + 1);
    const tooLarge = { type: 'failed', because: 'too-large' };
    expect(await senderFor().fetchFile(fake.user(42).sendsVoice(bytes).fileId, 'voice')).toStrictEqual(tooLarge);
    const { fileId } = fake.user(42).sendsVoice(bytes, { hideSize: true });
    expect(await senderFor().fetchFile(fileId, 'voice')).toStrictEqual(tooLarge);
    expect(fake.calls.filter(({ method }) => method === 'download')).toHaveLength(1);
  });

  it.each([
    ['getFile', { type: 'error', code: 400, description: 'Bad Request: wrong file_id' }, 'gone'],
    ['getFile', { type: 'error', code: 400, description: 'Bad Request: file is too big' }, 'too-large'],
    ['getFile', { type: 'error', code: 500 }, 'unreachable'],
    ['getFile', { type: 'error', code: 401 }, 'unreachable'],
    ['getFile', { type: 'drop' }, 'unreachable'],
    ['download', { type: 'error', code: 404 }, 'gone'],
    ['download', { type: 'error', code: 500 }, 'unreachable'],
    ['download', { type: 'drop' }, 'unreachable'],
  ] as const)('fails at %s with %j: %s', async (method, fault, because) => {
    const { fileId } = fake.user(42).sendsVoice(Buffer.from('OggS'));
    fake.failNext(method, fault);
    expect(await senderFor().fetchFile(fileId, 'voice')).toStrictEqual({ type: 'failed', because });
    fake.verify();
  });
});
