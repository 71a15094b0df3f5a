import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCaller, type Caller } from './caller.js';
import { startFakeZalo, type FakeZalo, type FakeZaloOptions } from './server.js';

const hourMs = 3_600_000;
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(100, 7)]);

let fake: FakeZalo;
let caller: Caller;

async function start(options: FakeZaloOptions = {}): Promise<void> {
  fake = await startFakeZalo(options);
  caller = createCaller(fake);
}

beforeEach(() => start());
afterEach(() => fake.stop());

async function restart(options: FakeZaloOptions): Promise<void> {
  await fake.stop();
  await start(options);
}

const verify = () => {
  fake.verify();
};
const writer = (msAgo = 0) => fake.person({ wroteMsAgo: msAgo });
const template = (payload: object) => ({ attachment: { type: 'template', payload } });
const query = (title = 'Có', payload = 'co') => ({ title, type: 'oa.query.hide', payload });
const buttons = (...given: readonly object[]) => ({ text: 'Chọn', ...template({ buttons: given }) });
const list = (count: number) =>
  template({ template_type: 'list', elements: Array.from({ length: count }, () => ({ title: 'x' })) });

const misuses: readonly (readonly [what: string, message: object, code: number])[] = [
  ['neither text nor attachment', {}, -201],
  ['an empty text', { text: ' \n' }, -201],
  ['a text of 2,001 characters', { text: 'x'.repeat(2001) }, -210],
  ['a field that does not exist', { text: 'x', texte: 'x' }, -201],
  ['six buttons', buttons(...Array.from({ length: 6 }, () => query())), -210],
  ['no buttons in a list of them', buttons(), -201],
  ['a title of 101 characters', buttons(query('x'.repeat(101))), -210],
  ['an empty title', buttons(query('')), -201],
  ['a payload of 1,001 characters', buttons(query('Có', 'x'.repeat(1001))), -210],
  ['a payload that is no text', buttons({ ...query(), payload: { q: 1 } }), -201],
  ['a button of an unknown type', buttons({ ...query(), type: 'oa.query' }), -201],
  ['a link that is no link', buttons({ title: 'x', type: 'oa.open.url', payload: { url: 'example' } }), -201],
  ['buttons under nothing', template({ buttons: [query()] }), -201],
  ['two attachments', { text: 'x', attachment: [template({ buttons: [query()] }).attachment] }, -201],
  ['a list of six', list(6), -210],
  [
    'an image nobody uploaded',
    template({ template_type: 'media', elements: [{ media_type: 'image', attachment_id: 'x' }] }),
    -201,
  ],
];

describe('messages to the fake Zalo', () => {
  it.each(misuses)('refuses %s, and remembers it', async (_what, message, code) => {
    const person = writer();
    expect(await caller.send(person.id, message)).toMatchObject({ error: code });
    expect(verify).toThrow(`message: `);
    expect(person.screen).toHaveLength(0);
  });

  it('shows what is within the limits', async () => {
    const person = writer();
    const sent = await caller.send(person.id, {
      text: 'x'.repeat(2000),
      ...template({ buttons: Array.from({ length: 5 }, () => query('x'.repeat(100), 'y'.repeat(1000))) }),
    });
    const seen = await person.next();
    expect(seen).toMatchObject({ text: 'x'.repeat(2000), quota: 'reply' });
    expect(seen.buttons).toHaveLength(5);
    expect(sent).toMatchObject({ error: 0, data: { message_id: seen.id, user_id: person.id } });
    expect((await caller.send(person.id, list(5))).error).toBe(0);
    expect(verify).not.toThrow();
  });

  it('wants JSON of a decent size, sent to where something is', async () => {
    const { id } = writer();
    const payload = { recipient: { user_id: id }, message: { text: 'x' } };
    const cs = '/v3.0/oa/message/cs';
    expect(await caller.post(cs, payload, { 'content-type': 'text/plain' })).toMatchObject({ error: -201 });
    expect(await caller.post(cs, '{')).toMatchObject({ error: -201 });
    expect(await caller.post(cs, ' '.repeat(65 * 1024))).toMatchObject({ error: -210 });
    expect(await caller.post(`${cs}?access_token=x`, payload)).toMatchObject({ error: -201 });
    expect(await caller.post('/v3.0/oa/message/css', payload)).toMatchObject({ error: 404 });
    expect(await caller.post(cs, { ...payload, recipient: { user_id: 5 } })).toMatchObject({ error: -201 });
    expect(fake.calls.map(({ endpoint }) => endpoint)).toContain('unknown');
    for (const what of ['not JSON', 'too large', 'in the address', 'does not exist', 'user_id'])
      expect(verify).toThrow(what);
  });

  it('takes pictures and papers as they are allowed, and shows a picture', async () => {
    const { id, next } = writer();
    const uploaded = await caller.upload('image', png, 'chart.png');
    const media = (attachmentId: unknown) =>
      template({ template_type: 'media', elements: [{ media_type: 'image', attachment_id: attachmentId }] });
    expect(await caller.send(id, { text: 'Biểu đồ', ...media(uploaded.data?.attachment_id) })).toMatchObject({
      error: 0,
    });
    expect(await next()).toMatchObject({ text: 'Biểu đồ', image: png });
    expect(await caller.upload('file', Buffer.from('%PDF-1.7'), 'don.pdf')).toMatchObject({ error: 0 });
    expect(await caller.upload('gif', Buffer.from('GIF89a'), 'a.gif')).toMatchObject({ error: 0 });
    expect(verify).not.toThrow();
  });

  it.each([
    ['a picture over 1 MB', 'image', Buffer.concat([png, Buffer.alloc(1024 * 1024)]), 'a.png', 'file', -210],
    ['a picture that is none', 'image', Buffer.from('RIFF....WEBP'), 'a.png', 'file', -201],
    ['a picture called otherwise', 'image', png, 'a.webp', 'file', -201],
    [
      'a paper over 5 MB',
      'file',
      Buffer.concat([Buffer.from('%PDF'), Buffer.alloc(5 * 1024 * 1024)]),
      'a.pdf',
      'file',
      -210,
    ],
    ['a sound as a paper', 'file', Buffer.from('OggS'), 'a.ogg', 'file', -201],
    ['another field', 'image', png, 'a.png', 'photo', -201],
  ])('refuses %s', async (_what, kind, bytes, name, field, code) => {
    expect(await caller.upload(kind, bytes, name, field)).toMatchObject({ error: code });
    expect(verify).toThrow('upload: ');
  });

  it('answers what is left to pay with', async () => {
    expect(await caller.post('/v2.0/oa/quota/message', {})).toMatchObject({ error: 0, data: { remain: 0 } });
    expect(await caller.post('/v2.0/oa/quota/message', { of: 'x' })).toMatchObject({ error: -201 });
    expect(verify).toThrow('quota: ');
  });
});

describe('the windows of the fake Zalo', () => {
  it('eight messages are free within 48 hours of what the person last did', async () => {
    const person = writer();
    for (let sent = 0; sent < 8; sent += 1) expect(await caller.text(person.id)).toBe(0);
    expect(await caller.text(person.id)).toBe(-211);
    await person.says('xin chào');
    expect(await caller.text(person.id)).toBe(0);
    fake.clock.advance(48 * hourMs + 1000);
    expect(await caller.text(person.id)).toBe(-211);
    fake.clock.advance(5 * 24 * hourMs);
    expect(await caller.text(person.id)).toBe(-230);
    expect(person.screen).toHaveLength(9);
    expect(verify).not.toThrow();
  });

  it('says how many are left, in strings', async () => {
    const person = writer();
    await caller.text(person.id);
    expect(await caller.send(person.id, { text: 'x' })).toMatchObject({
      data: { quota: { quota_type: 'reply', remain: '6', total: '8', owner_type: 'OA', owner_id: fake.config.oaId } },
    });
  });

  it('an OA that pays may go on for seven days', async () => {
    await restart({ paid: true });
    const person = writer(6 * 24 * hourMs);
    expect(await caller.text(person.id)).toBe(0);
    expect(await person.next()).toMatchObject({ quota: 'purchase_quota' });
    expect(await caller.text(writer(7 * 24 * hourMs + 1000).id)).toBe(-230);
    expect(fake.config.paysForMessages).toBe(true);
  });

  it('nobody is written to who does not want or may not', async () => {
    const person = fake.person();
    expect(await caller.text(person.id)).toBe(-213);
    await person.says('xin chào');
    expect(await caller.text(person.id)).toBe(0);
    await person.unfollows();
    expect(await caller.text(person.id)).toBe(-213);
    await person.follows();
    expect(await caller.text(person.id)).toBe(0);
    expect(await caller.text(fake.person({ follows: true, banned: -227 }).id)).toBe(-227);
    expect(await caller.text(fake.person({ follows: true, banned: -244 }).id)).toBe(-244);
    expect(await caller.text('5510185758261927917')).toBe(-201);
    expect(verify).not.toThrow();
  });

  it('a follow opens the window or does not, as sources differ', async () => {
    await restart({ followOpensWindow: false });
    const person = fake.person();
    await person.follows();
    expect(await caller.text(person.id)).toBe(-230);
  });

  it('other kinds of message cost, and not at night', async () => {
    await restart({ paid: true });
    const payload = {
      recipient: { user_id: writer().id },
      message: template({ template_type: 'promotion', elements: [{ type: 'text', content: 'Kính mời' }] }),
    };
    const toHour = (hour: number) => {
      const now = (fake.clock.now() / hourMs + 7) % 24;
      fake.clock.advance(((hour - now + 24) % 24) * hourMs);
    };
    toHour(23);
    expect(await caller.post('/v3.0/oa/message/transaction', payload)).toMatchObject({ error: -234 });
    toHour(9);
    expect(await caller.post('/v3.0/oa/message/transaction', payload)).toMatchObject({ error: 0 });
    expect(await caller.post('/v3.0/oa/message/promotion', payload)).toMatchObject({ error: -213 });
    expect(await caller.post('/v3.0/oa/message/promotion', { message: { text: 'x' } })).toMatchObject({ error: -201 });
    expect(verify).toThrow('message: ');
  });

  it('no more messages a second than it bears', async () => {
    await restart({ perSecond: 2 });
    const { id } = writer();
    expect([await caller.text(id), await caller.text(id), await caller.text(id)]).toEqual([0, 0, -32]);
    fake.clock.advance(1001);
    expect(await caller.text(id)).toBe(0);
  });
});

describe('the tokens of the fake Zalo', () => {
  const bearing = async (token: string): Promise<number> => {
    const answer = await caller.post('/v2.0/oa/quota/message', {}, { access_token: token });
    return answer.error;
  };

  it('a refresh token gives one new pair, once', async () => {
    const first = fake.config.refreshToken ?? '';
    const pair = await caller.refresh(first);
    expect(pair).toMatchObject({ expires_in: '90000' });
    expect(await bearing(String(pair['access_token']))).toBe(0);
    expect(await caller.refresh(String(pair['refresh_token']))).toMatchObject({ expires_in: '90000' });
    expect(fake.tokens.refreshes()).toBe(2);
    expect(verify).not.toThrow();
    expect(await caller.refresh(first)).toMatchObject({ error: -14020 });
    expect(verify).toThrow('the refresh token was used a second time');
  });

  it('of two refreshes at once, one is a mistake', async () => {
    const token = fake.config.refreshToken ?? '';
    const answers = await Promise.all([caller.refresh(token), caller.refresh(token)]);
    expect(answers.map(({ error }) => error).sort((a, b) => a - b)).toEqual([-14020, 0]);
    expect(verify).toThrow('second time');
  });

  it('whose answer was lost may ask again, and is told no', async () => {
    const token = fake.config.refreshToken ?? '';
    fake.faults.add('token', { type: 'drop', after: true }, 1);
    await expect(caller.refresh(token)).rejects.toThrow();
    expect(await caller.refresh(token)).toMatchObject({ error: -14020 });
    expect(verify).not.toThrow();
  });

  it('access tokens end after 25 hours, at once when told, and wrong ones never began', async () => {
    const token = fake.tokens.access();
    fake.clock.advance(24 * hourMs);
    expect(await bearing(token)).toBe(0);
    fake.clock.advance(hourMs);
    expect(await bearing(token)).toBe(-220);
    const next = fake.tokens.access();
    fake.tokens.expire();
    expect(await bearing(next)).toBe(-220);
    fake.tokens.forget();
    expect(await bearing(next)).toBe(-216);
    expect(verify).not.toThrow();
    expect(await bearing('')).toBe(-216);
    expect(verify).toThrow('no header access_token');
  });

  it('a refresh token lives for three months unless revoked', async () => {
    fake.clock.advance(90 * 24 * hourMs);
    expect(await caller.refresh(fake.config.refreshToken ?? '')).toMatchObject({ error: -14014 });
    await restart({});
    fake.tokens.revoke();
    expect(await caller.refresh(fake.config.refreshToken ?? '')).toMatchObject({ error: -14014 });
    expect(verify).not.toThrow();
  });

  it('a code is for who has the verifier, for ten minutes, once', async () => {
    const verifier = 'v'.repeat(43);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const redeem = (code: string, given = verifier) =>
      caller.exchange({ grant_type: 'authorization_code', code, code_verifier: given });
    const late = fake.tokens.authorizationCode(challenge);
    fake.clock.advance(hourMs / 6);
    expect(await redeem(late)).toMatchObject({ error: -14014 });
    const code = fake.tokens.authorizationCode(challenge);
    expect(verify).not.toThrow();
    expect(await redeem(code, 'w'.repeat(43))).toMatchObject({ error: -14010 });
    expect(verify).toThrow('the code_verifier does not belong');
    expect(await redeem(code)).toMatchObject({ expires_in: '90000' });
    expect(await redeem(code)).toMatchObject({ error: -14020 });
    expect(verify).toThrow('the authorization code was used a second time');
  });

  it('wants the secret in a header and a form of the right kind', async () => {
    const form = { grant_type: 'refresh_token', refresh_token: fake.config.refreshToken ?? '' };
    expect(await caller.exchange(form, 'wrong')).toMatchObject({ error: -14004 });
    expect(verify).not.toThrow();
    expect(await caller.exchange({ ...form, secret_key: 'x' })).toMatchObject({ error: -14002 });
    expect(await caller.post('/v4/oa/access_token', form)).toMatchObject({ error: -14002 });
    expect(verify).toThrow('not that of a form');
    expect(fake.tokens.refreshes()).toBe(0);
  });

  it('notes what the login page is asked with', async () => {
    const ask = (search: Record<string, string>) =>
      fetch(`${fake.url}/v4/oa/permission?${new URLSearchParams(search).toString()}`);
    const challenge = 'c'.repeat(43);
    const asked = {
      app_id: fake.config.appId,
      redirect_uri: 'https://example.vn/zalo',
      code_challenge: challenge,
      state: 's',
    };
    await ask(asked);
    expect(fake.tokens.permissions).toEqual([{ redirectUri: 'https://example.vn/zalo', challenge, state: 's' }]);
    expect(verify).not.toThrow();
    await ask({ ...asked, code_challenge: 'short' });
    expect(verify).toThrow('permission: ');
  });
});

describe('trouble with the fake Zalo', () => {
  it('comes as scripted, then no more; a script not played out is a fault', async () => {
    const person = writer();
    fake.faults.add('message', { type: 'throttle', retryAfter: 1 }, 1);
    fake.faults.add('message', { type: 'error', code: -204 }, 1);
    fake.faults.add('message', { type: 'drop', after: true }, 1);
    expect([await caller.text(person.id), await caller.text(person.id)]).toEqual([-32, -204]);
    expect(person.screen).toHaveLength(0);
    expect(verify).toThrow('never happened');
    await expect(caller.text(person.id)).rejects.toThrow();
    expect(person.screen).toHaveLength(1);
    expect(await caller.text(person.id)).toBe(0);
    expect(verify).not.toThrow();
  });

  it('finds out who follows a redirect', async () => {
    fake.faults.add('message', { type: 'redirect', to: `${fake.url}/elsewhere` }, 1);
    await caller.send(writer().id, { text: 'x' });
    expect(verify).toThrow('/elsewhere does not exist');
  });
});
