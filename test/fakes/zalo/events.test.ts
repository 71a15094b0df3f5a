import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCaller } from './caller.js';
import { startListener, type Listener } from './listener.js';
import { startFakeZalo, type FakeZalo, type FakeZaloOptions } from './server.js';

let fake: FakeZalo;
let listener: Listener;

async function start(options: FakeZaloOptions = {}): Promise<void> {
  fake = await startFakeZalo(options);
  fake.connect(listener.url);
}

beforeEach(async () => {
  listener = await startListener();
  await start();
});
afterEach(async () => {
  await fake.stop();
  await listener.stop();
});

const next = () => listener.inbox.take('an event');
const texts = () =>
  listener.inbox.all.map(({ event: { message } }) =>
    typeof message === 'object' && message !== null && 'text' in message ? message.text : undefined,
  );

describe('events of the fake Zalo', () => {
  it('are signed over their bytes, with a hash that is no HMAC', async () => {
    await fake.person().says('Đường lún/sạt');
    const { bytes, headers, event } = await next();
    const { appId, oaSecretKey } = fake.config;
    const hash = createHash('sha256')
      .update(appId)
      .update(bytes)
      .update(String(event['timestamp']))
      .update(oaSecretKey);
    expect(headers['x-zevent-signature']).toBe(`mac=${hash.digest('hex')}`);
    expect(bytes.toString()).not.toBe(JSON.stringify(JSON.parse(bytes.toString())));
    fake.delivery.signBare();
    await fake.person().says('x');
    expect((await next()).headers['x-zevent-signature']).toMatch(/^[\da-f]{64}$/);
  });

  it('carry ids that no number holds, and times in strings', async () => {
    const person = fake.person();
    await person.says('x');
    const { event } = await next();
    expect(event).toMatchObject({
      sender: { id: person.id },
      recipient: { id: fake.config.oaId },
      app_id: fake.config.appId,
    });
    for (const id of [person.id, fake.config.oaId, fake.config.appId]) expect(String(Number(id))).not.toBe(id);
    expect(Number(event['timestamp'])).toBeGreaterThan(Date.now() - 60_000);
    expect(event['timestamp']).toBeTypeOf('string');
  });

  it('a tap comes as the text that the button carries', async () => {
    const person = fake.person({ wroteMsAgo: 0 });
    const buttons = [
      { title: 'Hài lòng', type: 'oa.query.hide', payload: 'q:1' },
      { title: 'Xem', type: 'oa.open.url', payload: { url: 'https://example.vn' } },
    ];
    const message = { text: 'Câu 1', attachment: { type: 'template', payload: { buttons } } };
    expect((await createCaller(fake).send(person.id, message)).error).toBe(0);
    await person.taps('Hài lòng');
    expect((await next()).event).toMatchObject({ event_name: 'user_send_text', message: { text: 'q:1' } });
    await expect(person.taps('Xem')).rejects.toThrow('oa.open.url');
    await expect(person.taps('Gửi')).rejects.toThrow('there are "Hài lòng", "Xem"');
    await expect(fake.person().taps('Gửi')).rejects.toThrow('none under the last message');
  });

  it('a file lies where the event says, for whoever does not show the token', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3]);
    await fake.person().sendsPhoto(bytes);
    const url = /"url":"([^"]+)"/.exec(JSON.stringify((await next()).event))?.[1] ?? '';
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect((await fetch(`${fake.url}/cdn/nothing.jpg`)).status).toBe(404);
    expect(() => {
      fake.verify();
    }).not.toThrow();
    fake.faults.add('download', { type: 'html' }, 1);
    expect((await fetch(url)).status).toBe(502);
    await fetch(url, { headers: { access_token: fake.tokens.access() } });
    expect(() => {
      fake.verify();
    }).toThrow('the token was shown to the CDN');
  });

  it('echo what the OA sends, when switched on', async () => {
    await fake.stop();
    await start({ echoes: true });
    const person = fake.person({ wroteMsAgo: 0 });
    await createCaller(fake).text(person.id);
    const events = [await next(), await next(), await next()].map(({ event }) => event['event_name']);
    expect(events).toEqual(['oa_send_text', 'user_received_message', 'user_seen_message']);
  });
});

describe('the delivery of the fake Zalo', () => {
  it('comes again with the very same bytes until it is answered with 200 in time', async () => {
    await fake.stop();
    await start({ answerWithinMs: 100, resendAfterMs: [1, 1, 1] });
    listener.answerNext('never', 500, 204);
    await fake.person().says('x');
    const received = [await next(), await next(), await next(), await next()];
    expect(received.map(({ headers }) => headers['num_retry'])).toEqual([undefined, '1', '2', '3']);
    expect(new Set(received.map(({ bytes }) => bytes.toString())).size).toBe(1);
    expect(fake.delivery.attempts.map(({ status }) => status)).toEqual(['no answer', 500, 204, 200]);
  });

  it('fails a test whose webhook never answers 200', async () => {
    await fake.stop();
    await start({ resendAfterMs: [1] });
    listener.answerNext(500, 500);
    await expect(fake.person().says('x')).rejects.toThrow('never answered 200 to user_send_text');
  });

  it('brings an event twice, three times, or all at once', async () => {
    const person = fake.person();
    fake.delivery.repeatNext();
    await person.says('one');
    fake.delivery.repeatNext(2, { together: true });
    await person.says('two');
    await person.says('three');
    expect(texts()).toEqual(['one', 'one', 'two', 'two', 'two', 'three']);
  });

  it('brings two in the other order', async () => {
    const person = fake.person();
    fake.delivery.reverseNext();
    await Promise.all([person.says('one'), person.says('two')]);
    await person.says('three');
    expect(texts()).toEqual(['two', 'one', 'three']);
  });

  it('posts anything once, signed or not, and says what came of it', async () => {
    const person = fake.person();
    listener.answerNext(401);
    expect(await person.posts({ event_name: 'user_new', sender: undefined }, { mac: 'mac=0' })).toEqual({
      status: 401,
    });
    const { event, headers } = await next();
    expect(event).toMatchObject({ event_name: 'user_new', recipient: { id: fake.config.oaId } });
    expect(event).not.toHaveProperty('sender');
    expect(headers['x-zevent-signature']).toBe('mac=0');
    expect(await person.posts(Buffer.from('[1,2]'), { headers: { 'content-type': 'text/plain' } })).toEqual({
      status: 200,
    });
    const raw = await next();
    expect(raw.bytes.toString()).toBe('[1,2]');
    expect(raw.headers['content-type']).toBe('text/plain');
  });

  it('goes nowhere without a webhook', async () => {
    const other = await startFakeZalo();
    await other.person().says('x');
    await expect(other.person().posts({})).rejects.toThrow('not connected');
    await expect(other.person().next(20)).rejects.toThrow('did not come within 20 ms');
    expect(other.delivery.attempts).toEqual([]);
    await other.stop();
  });
});
