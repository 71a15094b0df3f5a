import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAccessTokens, type AccessTokens } from '../../../bot/zalo/access-token.js';
import { createTokenVault, renewalLockMs, type TokenVault } from '../../../handlers/token-vault.js';
import { openStore, type Store } from '../../../prisma/client.js';
import { createLogger } from '../../../runtime/logger.js';
import { startFakeZalo, type FakeZalo } from '../../fakes/zalo/server.js';
import { openTestStore, quiet, type TestStore } from '../../support/store.js';

const hourMs = 3_600_000;

let zalo: FakeZalo;
let world: TestStore;
let vault: TokenVault;
let lines: string[];
let opened: AccessTokens[];
beforeEach(async () => {
  [zalo, world] = await Promise.all([startFakeZalo(), openTestStore({ busyDeadlineMs: 50 })]);
  vault = createTokenVault(world.store, 'zalo');
  lines = [];
  opened = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(opened.map((tokens) => tokens.stop()));
  await Promise.all([zalo.stop(), world.remove()]);
});

/** As a process that starts now. */
function open(changes: Partial<FakeZalo['config']> = {}, on = vault): AccessTokens {
  const log = createLogger('info', { write: (line) => lines.push(line) });
  const tokens = createAccessTokens({ config: { ...zalo.config, ...changes }, vault: on, log, now: zalo.clock.now });
  opened.push(tokens);
  return tokens;
}
const alarms = (): readonly string[] => lines.filter((line) => line.includes('"alarm":true'));
const none = (because: string) => ({ type: 'none', because });

async function tokenOf(result: ReturnType<AccessTokens['current']>): Promise<string> {
  const found = await result;
  if (found.type === 'none') throw new Error(`there is no token: ${found.because}`);
  return found.token;
}
const pairOf = (accessToken: string) => ({
  accessToken,
  refreshToken: 'next',
  endsAt: zalo.clock.now() + 25 * hourMs,
});

describe('the access token', () => {
  it('comes from the refresh token of the settings at first, asked for once by all', async () => {
    const tokens = open();
    const all = await Promise.all([1, 2, 3, 4].map(() => tokenOf(tokens.current())));
    expect(new Set(all).size).toBe(1);
    expect(await accepts(all[0] ?? '')).toBe(true);
    expect(zalo.tokens.refreshes()).toBe(1);
    expect(await tokenOf(open().current())).toBe(all[0]);
    expect(zalo.tokens.refreshes()).toBe(1);
    zalo.verify();
  });

  it('is asked for once, too, by processes that start together', async () => {
    const stores = await Promise.all(
      [1, 2, 3].map(() => openStore({ file: world.file, seal: world.seal, log: quiet })),
    );
    const processes = stores.map((store: Store) => open({}, createTokenVault(store, 'zalo')));
    const all = await Promise.all(processes.map((tokens) => tokenOf(tokens.current())));
    expect(new Set(all).size).toBe(1);
    zalo.tokens.expire();
    const [refused = ''] = all;
    const next = await Promise.all(processes.map((tokens) => tokenOf(tokens.renew(refused))));
    expect(new Set(next).size).toBe(1);
    expect(next).not.toContain(refused);
    expect(zalo.tokens.refreshes()).toBe(2);
    zalo.verify();
    await Promise.all(stores.map((store) => store.close()));
  });

  it('is taken from whoever renews it meanwhile', async () => {
    await vault.put({ ...pairOf('ended'), endsAt: 0 }, zalo.clock.now());
    const kept = await vault.read();
    const renewal = kept === undefined ? undefined : await vault.begin(kept, zalo.clock.now());
    const waiting = open().current();
    await renewal?.write(pairOf('of the other'), zalo.clock.now());
    expect(await tokenOf(waiting)).toBe('of the other');
    expect(zalo.tokens.refreshes()).toBe(0);
  });

  it('is renewed when another process was killed in its renewal, once its lock has ended', async () => {
    await vault.seed(zalo.config.refreshToken ?? '', zalo.clock.now());
    const kept = await vault.read();
    if (kept !== undefined) await vault.begin(kept, zalo.clock.now());
    zalo.clock.advance(renewalLockMs);
    expect(await accepts(await tokenOf(open().current()))).toBe(true);
  });

  it('is renewed shortly before its end, not during a call', async () => {
    const tokens = open();
    const first = await tokenOf(tokens.current());
    zalo.clock.advance(25 * hourMs - 5 * 60_000 - 10_000);
    expect(await tokenOf(tokens.current())).toBe(first);
    zalo.clock.advance(10_000);
    expect(await tokenOf(tokens.current())).not.toBe(first);
  });

  it('is used to its end when the next cannot be had', async () => {
    const tokens = open();
    const first = await tokenOf(tokens.current());
    zalo.clock.advance(25 * hourMs - 60_000);
    zalo.faults.add('token', { type: 'html' }, 2);
    expect(await tokenOf(tokens.current())).toBe(first);
    zalo.clock.advance(60_000);
    expect(await tokens.current()).toEqual(none('unreachable'));
    zalo.clock.advance(1000);
    expect(await tokenOf(tokens.current())).not.toBe(first);
    zalo.verify();
  });
});

describe('a token that Zalo refuses', () => {
  it('is renewed once, whoever notices', async () => {
    const [one, other] = [open(), open()];
    const first = await tokenOf(one.current());
    await other.current();
    zalo.tokens.forget();
    const second = await tokenOf(one.renew(first));
    expect(await accepts(second)).toBe(true);
    expect(await Promise.all([one.renew(first), other.renew(first), other.current()].map(tokenOf))).toEqual([
      second,
      second,
      second,
    ]);
    expect(zalo.tokens.refreshes()).toBe(2);
  });

  it('is not renewed without end when each new one is refused, too', async () => {
    const tokens = open();
    let token = await tokenOf(tokens.current());
    for (let times = 0; times < 5; times += 1) token = await tokenOf(tokens.renew(token));
    expect(await tokens.renew(token)).toEqual(none('unreachable'));
    expect(await tokens.current()).toEqual(none('unreachable'));
    expect(zalo.tokens.refreshes()).toBe(6);
    expect(alarms()).toHaveLength(1);
    zalo.clock.advance(60_000);
    expect(await accepts(await tokenOf(tokens.current()))).toBe(true);
  });
});

describe('a lost pair', () => {
  it('is told once, naming the command, and a login elsewhere ends it', async () => {
    zalo.faults.add('token', { type: 'drop', after: true }, 1);
    const tokens = open();
    expect(await tokens.current()).toEqual(none('unreachable'));
    expect(alarms()).toEqual([]);
    zalo.clock.advance(1000);
    for (let times = 0; times < 3; times += 1) {
      expect(await tokens.current()).toEqual(none('lost'));
      zalo.clock.advance(5000);
    }
    expect(alarms()).toHaveLength(1);
    expect(alarms()[0]).toContain('npm run zalo -- login');
    expect(alarms()[0]).toContain('"wasInterrupted":true');
    // Two processes of one machine tell each for itself.
    expect(await open().current()).toEqual(none('lost'));
    expect(alarms()).toHaveLength(2);

    await vault.put(pairOf(zalo.tokens.access()), zalo.clock.now());
    expect(await accepts(await tokenOf(tokens.current()))).toBe(true);
    expect(lines.join()).not.toContain(zalo.config.refreshToken);
    zalo.verify();
  });

  it('leaves an access token that is good to its end', async () => {
    const tokens = open();
    const first = await tokenOf(tokens.current());
    zalo.tokens.revoke();
    zalo.clock.advance(21 * hourMs);
    const next = open();
    next.start();
    await expect.poll(alarms).toHaveLength(1);
    expect(alarms()[0]).toContain('"wasInterrupted":false');
    expect(await tokenOf(next.current())).toBe(first);
    expect(await next.renew(first)).toEqual(none('lost'));
  });

  it('is replaced by a new refresh token of the settings, never by an old one', async () => {
    const old = open();
    await old.current();
    expect(await tokenOf(open({ refreshToken: 'older than the pair' }).current())).toBe(await tokenOf(old.current()));
    zalo.tokens.revoke();
    zalo.clock.advance(25 * hourMs);
    expect(await open().current()).toEqual(none('lost'));
    expect(await open({ refreshToken: undefined }).current()).toEqual(none('lost'));
    const other = await startFakeZalo();
    const fresh = open({ ...other.config });
    expect((await fresh.current()).type).toBe('token');
    await other.stop();
  });
});

describe('where tokens cannot be had', () => {
  it('says that nobody has logged in, and notices when somebody does', async () => {
    const tokens = open({ refreshToken: undefined });
    expect(await tokens.current()).toEqual(none('missing'));
    expect(await tokens.current()).toEqual(none('missing'));
    expect(alarms()).toHaveLength(1);
    await vault.put(pairOf('logged in'), zalo.clock.now());
    zalo.clock.advance(3000);
    expect(await tokenOf(tokens.current())).toBe('logged in');
  });

  it('keeps the pair through a refusal that says nothing of it', async () => {
    const wrong = open({ appSecret: 'mistyped' });
    expect(await wrong.current()).toEqual(none('unreachable'));
    zalo.clock.advance(59_000);
    expect(await wrong.current()).toEqual(none('unreachable'));
    expect(zalo.calls).toHaveLength(1);
    expect(alarms()).toHaveLength(1);
    expect(await accepts(await tokenOf(open().current()))).toBe(true);
  });

  it('keeps a new pair that the store is too busy to take, and writes it later', async () => {
    const blocker = new Database(world.file);
    const blocked: TokenVault = {
      ...vault,
      begin: async (kept, now) => {
        const renewal = await vault.begin(kept, now);
        blocker.exec('BEGIN IMMEDIATE');
        return renewal;
      },
    };
    const tokens = open({}, blocked);
    expect(await tokens.current()).toEqual(none('unreachable'));
    blocker.exec('ROLLBACK');
    blocker.close();
    await tokens.stop();
    expect((await vault.read())?.refreshingSince).toBeUndefined();
    expect(await accepts(await tokenOf(open().current()))).toBe(true);
    expect(zalo.tokens.refreshes()).toBe(1);
    zalo.verify();
  });
});

describe('looking after the tokens', () => {
  it('renews a pair of 20 hours, also when nothing is sent', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const tokens = open();
    tokens.start();
    await expect.poll(zalo.tokens.refreshes).toBe(1);
    zalo.clock.advance(20 * hourMs - 60_000);
    vi.advanceTimersByTime(10 * 60_000);
    await tokens.current();
    expect(zalo.tokens.refreshes()).toBe(1);
    zalo.clock.advance(60_000);
    vi.advanceTimersByTime(10 * 60_000);
    await expect.poll(zalo.tokens.refreshes).toBe(2);
    zalo.verify();
  });

  it('waits for a renewal under way when it is stopped, and not for ever', async () => {
    let began = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const watched: TokenVault = {
      ...vault,
      begin: (kept, now) => vault.begin(kept, now).finally(began),
    };
    const tokens = open({}, watched);
    tokens.start();
    await begun;
    await tokens.stop();
    expect(await vault.read()).toMatchObject({ refreshingSince: undefined, lockedUntil: 0 });
    expect(zalo.tokens.refreshes()).toBe(1);

    zalo.clock.advance(25 * hourMs);
    zalo.faults.add('token', { type: 'hang' }, 1);
    const hanging = open();
    hanging.start();
    await expect.poll(() => zalo.faults.left()).toEqual([]);
    await hanging.stop();
    expect(await vault.read()).toMatchObject({ refreshingSince: expect.any(Number) as number, lockedUntil: 0 });
    expect((await open().current()).type).toBe('token');
  });
});

/** Whether Zalo takes the token. */
async function accepts(token: string): Promise<boolean> {
  const answer = await fetch(`${zalo.url}/v2.0/oa/quota/message`, { method: 'POST', headers: { access_token: token } });
  return ((await answer.json()) as { error: number }).error === 0;
}
