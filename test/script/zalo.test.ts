import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTokenVault, type TokenVault } from '../../handlers/token-vault.js';
import { keepQuota } from '../../prisma/store/sending-windows.js';
import { keepUnknownEvent } from '../../prisma/store/unknown-events.js';
import { packageRoot } from '../../runtime/paths.js';
import { createSeal } from '../../runtime/seal.js';
import { startFakeZalo, type FakeZalo } from '../fakes/zalo/server.js';
import { openTestStore, type TestStore } from '../support/store.js';

const key = randomBytes(32);
const seal = createSeal(key);
const hourMs = 3_600_000;

let zalo: FakeZalo;
let world: TestStore;
let vault: TokenVault;
beforeEach(async () => {
  [zalo, world] = await Promise.all([startFakeZalo({ paid: true }), openTestStore()]);
  vault = createTokenVault({ ...world.store, seal }, 'zalo');
});
afterEach(async () => {
  await Promise.all([zalo.stop(), world.remove()]);
});

type Ran = { readonly code: number | null; readonly printed: string; readonly errors: string };
/** What an administrator enters, when he has seen the link. */
type Enter = (link: URL) => Promise<string> | string;

/** Runs the built command; script/test builds it before. */
async function run(line: string, { enter, changes }: { enter?: Enter; changes?: Record<string, string> } = {}) {
  const { config } = zalo;
  const env = {
    PATH: process.env['PATH'],
    SECRET_KEY: key.toString('base64'),
    DATABASE_URL: `file:${world.file}`,
    DATA_DIR: world.folder,
    PUBLIC_URL: 'https://example.vn',
    ZALO_APP_ID: config.appId,
    ZALO_OA_ID: config.oaId,
    ZALO_OA_SECRET_KEY: config.oaSecretKey,
    ZALO_APP_SECRET: config.appSecret,
    ZALO_API_ROOT: zalo.url,
    ZALO_OAUTH_ROOT: zalo.url,
    ...changes,
  };
  const script = path.join(packageRoot, 'dist/script/zalo.js');
  const child = spawn(process.execPath, [script, ...line.split(' ')], { cwd: world.folder, env });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const errors = text(child.stderr);
  let printed = '';
  for await (const part of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    printed += part;
    if (!printed.includes('paste')) continue;
    const link = printed.split(/\s+/).find((word) => word.startsWith(`${zalo.url}/v4/oa/permission?`));
    if (link === undefined || enter === undefined || child.stdin.writableEnded) continue;
    child.stdin.end(`${await enter(new URL(link))}\n`);
  }
  const [code] = await closed;
  const ran: Ran = { code, printed, errors: await errors };
  // Whatever was asked: nothing that would let somebody else speak for the OA.
  const kept = await vault.read();
  for (const secret of [kept?.pair.accessToken, kept?.pair.refreshToken, config.appSecret, config.oaSecretKey])
    if (secret != null && secret !== '') expect(printed + ran.errors).not.toContain(secret);
  return ran;
}

/** He agrees on Zalo's page, and copies where that leads. */
async function agrees(link: URL, changes: Readonly<Record<string, string>> = {}): Promise<string> {
  expect((await fetch(link)).ok).toBe(true);
  const asked = link.searchParams;
  const address = new URL(asked.get('redirect_uri') ?? '');
  const back = {
    code: zalo.tokens.authorizationCode(asked.get('code_challenge') ?? ''),
    oa_id: zalo.config.oaId,
    state: asked.get('state') ?? '',
    ...changes,
  };
  for (const [name, value] of Object.entries(back)) address.searchParams.set(name, value);
  return address.href;
}

describe('npm run zalo -- login', () => {
  it('keeps the tokens that the pasted address leads to', async () => {
    const { code, printed, errors } = await run('login', { enter: agrees });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(printed).toContain('npm run zalo -- status');
    expect(zalo.tokens.permissions).toMatchObject([{ redirectUri: 'https://example.vn/zalo/da-cap-quyen' }]);
    const kept = await vault.read();
    const headers = { access_token: kept?.pair.accessToken ?? '' };
    const answer = await fetch(`${zalo.url}/v2.0/oa/quota/message`, { method: 'POST', headers });
    expect(await answer.json()).toMatchObject({ error: 0 });
    zalo.verify();
  });

  it('takes the code alone, and another address to come back to', async () => {
    const enter: Enter = async (link) => new URL(await agrees(link)).searchParams.get('code') ?? '';
    expect(await run('login --redirect https://other.example/back', { enter })).toMatchObject({ code: 0, errors: '' });
    expect(zalo.tokens.permissions).toMatchObject([{ redirectUri: 'https://other.example/back' }]);
    expect((await vault.read())?.pair.refreshToken).toEqual(expect.any(String));
    zalo.verify();
  });

  it.each<[string, Enter, string]>([
    ['of another login', (link) => agrees(link, { state: 'other' }), 'belongs to another login'],
    ['for another OA', (link) => agrees(link, { oa_id: '12345' }), 'another Official Account'],
    ['without a code', (link) => agrees(link, { code: '' }), 'has no code'],
    ['that is none', () => 'https://', 'is no address'],
    ['that is empty', () => '', 'nothing was entered'],
    ['of a code that has ended', () => 'never-given', 'works once'],
  ])('refuses an address %s in one line, and keeps what it had', async (_what, enter, because) => {
    const { code, errors } = await run('login', { enter });
    expect(code).toBe(1);
    expect(errors).toContain(because);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(await vault.read()).toBeUndefined();
    zalo.verify();
  });

  it('says what is missing, and how it is called', async () => {
    const unset = { ZALO_APP_ID: '', ZALO_OA_ID: '', ZALO_OA_SECRET_KEY: '', ZALO_APP_SECRET: '' };
    const all = await Promise.all([
      run('login', { changes: unset }),
      run('login', { changes: { PUBLIC_URL: '' } }),
      run('logout'),
      run('login --redirect nowhere'),
      run('status --redirect https://example.vn'),
    ]);
    expect(all.map(({ code }) => code)).toEqual([1, 1, 2, 2, 2]);
    expect(all[0].errors).toMatch(/^Zalo is not set up: .*\n$/);
    expect(all[1].errors).toMatch(/^PUBLIC_URL is not set.*--redirect\n$/);
    for (const { errors } of all.slice(2)) expect(errors).toContain('usage: npm run zalo');
  });
});

describe('npm run zalo -- status', () => {
  it('shows the tokens, what may be sent, and events that nobody knows', async () => {
    const pair = { accessToken: zalo.tokens.access(), refreshToken: 'refresh-1' };
    await vault.put({ ...pair, endsAt: Date.now() + 20.5 * hourMs }, Date.now() - 4.5 * hourMs);
    const event = { name: 'user_asks_\u001B[2J', payload: '{}' };
    await world.store.write((tx) => keepUnknownEvent(tx, seal, 'zalo', event, Date.UTC(2026, 10, 20, 8, 30)));
    const quota = { kind: 'purchase_quota', remain: 12, total: 500 };
    await world.store.write((tx) => keepQuota(tx, 'zalo', quota, Date.UTC(2026, 10, 20, 8, 30)));
    const row = { queue: 'deliver-zalo', chatId: 'cht_1', payload: new Uint8Array(4), createdAt: 0, dueAt: 0 };
    await world.store.db.outbox.create({ data: { ...row, keptBackAt: 1 } });
    const { code, printed, errors } = await run('status');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(printed).toMatch(/^ +when last used +purchase_quota 12 of 500 left, 2026-11-20 08:30 UTC$/m);
    expect(printed).toMatch(/^waiting +1 messages/m);
    expect(printed).toContain(`app ${zalo.config.appId}, Official Account ${zalo.config.oaId}`);
    expect(printed).toMatch(/^tokens +kept$/m);
    expect(printed).toMatch(/^written .*, 4\.5 hours ago$/m);
    expect(printed).toMatch(/^access token +ends .*, in 20\.5 hours$/m);
    expect(printed).toMatch(/^quota +sub_quota 2000 of 2000 left$/m);
    expect(printed).toMatch(/^unknown events +user_asks_\?\?2J: 1, the last 2026-11-20 08:30 UTC$/m);
    expect(printed).not.toContain('renewal');
    zalo.verify();
  });

  it('tells that somebody must log in, and since when a renewal is not over', async () => {
    expect((await run('status')).printed).toMatch(/^tokens +none: npm run zalo -- login$/m);
    await vault.put({ accessToken: 'access-1', refreshToken: 'refresh-1', endsAt: 0 }, 1);
    const kept = await vault.read();
    const renewal = kept === undefined ? undefined : await vault.begin(kept, Date.UTC(2026, 10, 20, 8, 30));
    const cut = await run('status');
    expect(cut.printed).toMatch(/^renewal +begun 2026-11-20 08:30 UTC/m);
    await renewal?.refused();
    const lost = await run('status');
    expect(lost.code).toBe(0);
    expect(lost.printed).toMatch(/^tokens +LOST: npm run zalo -- login$/m);
    expect(lost.printed).toMatch(/^quota +not asked/m);
    expect(zalo.calls).toEqual([]);
  });

  it('says so where Zalo does not answer, or is not set up', async () => {
    await vault.put({ accessToken: 'access-1', refreshToken: 'refresh-1', endsAt: Date.now() + hourMs }, Date.now());
    expect((await run('status')).printed).toMatch(/^quota +Zalo refused the access token/m);
    const away = await run('status', { changes: { ZALO_API_ROOT: 'http://127.0.0.1:9' } });
    expect(away).toMatchObject({ code: 0, errors: '' });
    expect(away.printed).toMatch(/^quota +Zalo cannot be reached$/m);
    const unset = { ZALO_APP_ID: '', ZALO_OA_ID: '', ZALO_OA_SECRET_KEY: '', ZALO_APP_SECRET: '' };
    expect(await run('status', { changes: unset })).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/^Zalo is not set up/) as string,
    });
  });
});
