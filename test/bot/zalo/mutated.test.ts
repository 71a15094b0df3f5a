import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeButton } from '../../../core/button.js';
import { createTakeIn } from '../../../bot/zalo/take-in.js';
import { now, payloads, record, seal, serve, sign, user, type Payload, type Served } from './events.js';

// Events of Zalo with parts taken out, doubled, nested and replaced by anything, each signed as it should be. Whatever
// they are, they are answered, nothing breaks, and what goes on to the conversation is whole.

const address = z.string().regex(/^[\w-]{1,64}$/);
const content = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('start'), parameter: z.string().regex(/^(?:[\w-]{5,60})?$/) }),
  z.strictObject({ type: z.literal('button'), data: z.string().refine((data) => decodeButton(data) !== undefined) }),
  z.strictObject({
    type: z.literal('attachment'),
    file: z.strictObject({ kind: z.enum(['photo', 'voice']), sourceRef: z.url({ protocol: /^https?$/ }).max(2000) }),
    caption: z.string(),
  }),
  z.strictObject({
    type: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
  z.strictObject({ type: z.literal('unsupported'), what: z.string().regex(/^[a-z_]{3,20}$/) }),
]);
const inbound = z
  .strictObject({
    channel: z.literal('zalo'),
    externalId: z.string().regex(/^[\x21-\x7E]{1,200}$/),
    chat: z.strictObject({ id: z.string(), kind: z.literal('private'), address }),
    person: z.string(),
    at: z.literal(now),
    content,
  })
  .refine(
    ({ chat, person }) =>
      chat.id === seal.chatId('zalo', chat.address) && person === seal.personId('zalo', chat.address),
  );

const parts = record({}, { keepLog: false });
const faults: unknown[] = [];
// Only faults are of interest here, and a log of thousands of warnings takes longer than all the rest.
parts.deps.log.error = (fault: unknown) => {
  faults.push(fault);
};
const takeIn = createTakeIn(parts.deps);

/** Keys that mean something, to us or to JavaScript. */
const keys = [
  ...['event_name', 'timestamp', 'app_id', 'oa_id', 'sender', 'recipient', 'follower', 'id', 'message', 'msg_id'],
  ...['text', 'attachments', 'payload', 'url', 'name', 'type', 'coordinates', 'latitude', 'longitude', 'lat', 'long'],
  ...['info', 'phone', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', '0', ''],
];
const key = fc.oneof(fc.constantFrom(...keys), fc.string({ maxLength: 8 }));
/** Values that are nearly right, or known to do harm. */
const nearly = fc.constantFrom<unknown>(
  ...[null, true, 0, -0, -1, 1.5, 1e308, Number(user), now, '', ' ', '\u0000', '0', 'NaN', '1e9', '999', '-180.1'],
  ...[
    '\ud800',
    'é'.normalize('NFD'),
    '07351-pks05',
    'p:1:tot',
    'PA-7K3F-Q2',
    'https://',
    'HTTP://a',
    'https://[::1]/a b',
  ],
  ...['https://a\u0085b', 'file:///a', '84912345678', [], {}, [[]], [null], { id: null }, { url: {} }, { payload: [] }],
);
const anything = fc.oneof(
  { weight: 4, arbitrary: nearly },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.dictionary(key, nearly, { maxKeys: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(5000), '9'.repeat(400), 'https://a/'.padEnd(2001, 'a')) },
);
const change = fc.record({
  how: fc.constantFrom('delete', 'replace', 'double', 'wrap', 'nest', 'add', 'move', 'number', 'text'),
  where: fc.nat(),
  key,
  value: anything,
});
type Change = typeof change extends fc.Arbitrary<infer Made> ? Made : never;

type Spot = { readonly holder: Record<string, unknown> | unknown[]; readonly key: string };

/** Every place in a value that can be changed. */
function spotsIn(holder: unknown, found: Spot[] = []): readonly Spot[] {
  if (typeof holder !== 'object' || holder === null) return found;
  const open = holder as Spot['holder'];
  for (const [name, inner] of Object.entries(open)) {
    found.push({ holder: open, key: name });
    spotsIn(inner, found);
  }
  return found;
}

const set = (holder: object, name: string, given: unknown) =>
  Object.defineProperty(holder, name, { value: given, enumerable: true, configurable: true, writable: true });

function apply(event: object, { how, where, key: name, value }: Change): void {
  // A copy, as a later change may go into it, and the same value is drawn again.
  const given = JSON.parse(JSON.stringify(value)) as unknown;
  const spots = spotsIn(event);
  const spot = spots[where % Math.max(spots.length, 1)];
  if (spot === undefined) return;
  const old: unknown = Reflect.get(spot.holder, spot.key);
  switch (how) {
    case 'delete':
      Reflect.deleteProperty(spot.holder, spot.key);
      return;
    case 'replace':
      set(spot.holder, spot.key, given);
      return;
    case 'double':
      set(spot.holder, spot.key, [old, old]);
      return;
    case 'wrap':
      set(spot.holder, spot.key, { [name]: old });
      return;
    case 'nest':
      set(
        spot.holder,
        spot.key,
        Array.from({ length: 30 }).reduce((inner) => [inner], given),
      );
      return;
    case 'add':
      if (!Array.isArray(spot.holder)) set(spot.holder, name, given);
      return;
    case 'move':
      if (!Array.isArray(spot.holder)) set(spot.holder, name, old);
      Reflect.deleteProperty(spot.holder, spot.key);
      return;
    case 'number':
      if (typeof old === 'string') set(spot.holder, spot.key, Number(old));
      return;
    case 'text':
      set(spot.holder, spot.key, JSON.stringify(old));
  }
}

/** Bytes with their header. */
type Sent = { readonly bytes: Buffer; readonly signature: string };

function toSent([event, changes, cut]: readonly [Payload, readonly Change[], number | undefined]): Sent {
  const changed = JSON.parse(JSON.stringify(event)) as object;
  for (const one of changes) apply(changed, one);
  const whole = Buffer.from(JSON.stringify(changed));
  const bytes = cut === undefined ? whole : whole.subarray(0, cut % whole.byteLength);
  const timestamp: unknown = Reflect.get(changed, 'timestamp');
  const known = typeof timestamp === 'string' || typeof timestamp === 'number' ? String(timestamp) : '';
  return { bytes, signature: sign(bytes, known) };
}

const sent = fc
  .tuple(
    fc.constantFrom(...payloads),
    fc.array(change, { minLength: 1, maxLength: 4 }),
    fc.oneof({ weight: 50, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat() }),
  )
  .map(toSent);

const statuses = new Map<number, number>();
const contents = new Map<string, number>();
const count = <Of>(counted: Map<Of, number>, one: Of) => counted.set(one, (counted.get(one) ?? 0) + 1);

/** What is wrong with what came of an event; forgets it. Plain comparisons, as `expect` would take most of the time. */
function problems(status: number): readonly string[] {
  count(statuses, status);
  const found = [200, 400, 401].includes(status) ? [] : [`answered ${status}`];
  for (const fault of faults.splice(0)) found.push(inspect(fault));
  const { inbounds, windows, unknown, closed } = parts;
  for (const given of inbounds.splice(0)) {
    const read = inbound.safeParse(given);
    if (!read.success) found.push(read.error.message);
    count(contents, given.content.type);
  }
  for (const [who, when] of [...windows.splice(0), ...closed.splice(0)])
    if (!address.safeParse(who).success || !(when <= now && when > now - 13.1 * 3_600_000))
      found.push(`${who} did something at ${when}`);
  for (const { name, payload } of unknown.splice(0))
    if (!/^[\w.-]{1,60}$/.test(name) || !payload.includes('"event_name"')) found.push(`${name} was kept`);
  if (Object.keys(Object.prototype).length > 0) found.push('every object has a new key');
  return found;
}

let served: Served;
beforeAll(async () => {
  served = await serve(parts.deps);
});
afterAll(() => {
  served.stop();
});

describe('an event changed in any way', () => {
  // Takes 8 s where nothing else runs.
  it('does no harm, 19,000 times', { timeout: 90_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(sent, async (call) => {
        const found = problems(await takeIn(call));
        if (found.length > 0) throw new Error(found.join());
      }),
      { numRuns: 19_000 },
    );
    // Proof that they get everywhere.
    expect([...statuses.keys()].sort()).toStrictEqual([200, 400, 401]);
    expect(statuses.get(200)).toBeGreaterThan(10_000);
    expect([...contents.keys()].sort()).toStrictEqual([
      'attachment',
      'button',
      'location',
      'start',
      'text',
      'unsupported',
    ]);
  });

  it('does no harm over HTTP either, 1,000 times', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 20, maxLength: 20 }), async (calls) => {
        const answers = await Promise.all(
          calls.map(({ bytes, signature }) =>
            served.send(new Uint8Array(bytes), { 'content-type': 'application/json', 'x-zevent-signature': signature }),
          ),
        );
        expect(answers.flatMap(({ status }) => problems(status))).toStrictEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
