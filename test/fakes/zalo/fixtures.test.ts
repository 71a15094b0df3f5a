import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCaller, type Caller } from './caller.js';
import { startListener, type Listener } from './listener.js';
import { messageOf } from './refusals.js';
import { startFakeZalo, type FakeZalo, type ZaloPerson } from './server.js';

const folder = fileURLToPath(new URL('../../fixtures/zalo/', import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

const textOf = (name: string): string => readFileSync(`${folder}${name}.json`, 'utf8');
const read = (name: string): object => Object(JSON.parse(textOf(name)) as unknown) as object;

/** Names of fields and kinds of values, whatever the values are. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shape(one)]));
}

const bytes = Buffer.from([0xff, 0xd8, 0xff]);
const deeds: Readonly<Record<string, (person: ZaloPerson) => Promise<void>>> = {
  user_send_text: (person) => person.says('x'),
  user_send_image: (person) => person.sendsPhoto(bytes),
  'user_send_image-captioned': (person) => person.sendsPhoto(bytes, { caption: 'x', more: [bytes] }),
  user_send_audio: (person) => person.sendsVoice(bytes),
  user_send_file: (person) => person.sendsFile(bytes, 'don.pdf'),
  user_send_sticker: (person) => person.sendsSticker(),
  user_send_location: (person) => person.sendsLocation(21.3, 106.2),
  'user_send_location-lat-long': (person) => person.sendsLocation(21.3, 106.2, { shape: 'lat-long' }),
  'user_send_location-top-level': (person) => person.sendsLocation(21.3, 106.2, { shape: 'top-level' }),
  follow: (person) => person.follows(),
  unfollow: (person) => person.unfollows(),
  user_submit_info: (person) => person.submitsInfo({ name: 'x', phone: '84900000000' }),
};
const echoes = ['oa_send_text', 'user_received_message'];

let fake: FakeZalo;
let caller: Caller;
let listener: Listener;
beforeEach(async () => {
  fake = await startFakeZalo({ echoes: true, paid: true });
  caller = createCaller(fake);
  listener = await startListener();
  fake.connect(listener.url);
});
afterEach(async () => {
  await fake.stop();
  await listener.stop();
});

/** As the fake's own: to a person it knows, with a picture it has. */
async function adapt(name: string, to: string): Promise<object> {
  const uploaded = await caller.upload('image', bytes, 'chart.jpg');
  const text = textOf(name).replace('ATTACHMENT', uploaded.data?.attachment_id ?? '');
  return { ...Object(JSON.parse(text) as unknown), recipient: { user_id: to } } as object;
}

describe('the fake Zalo and the known payloads', () => {
  it.each(Object.entries(deeds))('%s', async (name, act) => {
    await act(fake.person());
    const { event } = await listener.inbox.take(name);
    expect(shape(event)).toEqual(shape(read(name)));
    expect(event['event_name']).toBe(name.split('-')[0]);
  });

  it.each(echoes)('%s', async (name) => {
    await caller.text(fake.person({ wroteMsAgo: 0 }).id);
    const events = [await listener.inbox.take(name), await listener.inbox.take(name)];
    expect(events.map(({ event }) => shape(event))).toContainEqual(shape(read(name)));
  });

  it.each(names.filter((name) => name.startsWith('request-') && name !== 'request-transaction'))(
    'takes %s',
    async (name) => {
      const person = fake.person({ wroteMsAgo: 0 });
      const answer = await caller.post('/v3.0/oa/message/cs', await adapt(name, person.id));
      expect(shape(answer)).toEqual(shape(read('answer-message')));
      expect(person.screen).toHaveLength(1);
    },
  );

  it('gives the known answers', async () => {
    const late = fake.person({ wroteMsAgo: 3 * 24 * 3_600_000 }).id;
    const pairs = {
      'answer-message-paid': await caller.send(late, { text: 'x' }),
      'answer-upload-image': await caller.upload('image', bytes, 'x.jpg'),
      'answer-upload-file': await caller.upload('file', Buffer.from('%PDF'), 'x.pdf'),
      'answer-quota': await caller.post('/v2.0/oa/quota/message', {}),
      'error-refresh-token-invalid': await caller.refresh('x'),
      'error-parameter': await caller.send('5510185758261927917', { text: 'x' }),
    };
    for (const [name, answer] of Object.entries(pairs)) expect(shape(answer), name).toEqual(shape(read(name)));
    const { error, ...pair } = await caller.refresh(fake.config.refreshToken ?? '');
    expect(error).toBe(0);
    expect(shape(pair)).toEqual(shape(read('answer-token')));
  });

  it('errors say what the fake says', () => {
    for (const name of names.filter((one) => one.startsWith('error-'))) {
      const fixture: { error?: number; message?: string; error_name?: string } = read(name);
      expect(fixture.message ?? fixture.error_name, name).toBe(messageOf(fixture.error ?? 0));
    }
  });

  it('ids of the fixtures are longer than numbers are exact', () => {
    for (const id of names.flatMap((name) => textOf(name).match(/"\d{16,}"/g) ?? []))
      expect(JSON.stringify(String(BigInt(Math.round(Number(JSON.parse(id)))))), id).not.toBe(id);
  });
});
